import { ProblemError } from '../../../shared/problem-error.js';
import { Asker } from '../../worker/asker.js';
import { startWorker, type Host } from '../../worker/host.js';
import { PLACES, PLACE_BYTES, type HashTalk } from './hash-protocol.js';
import type { HashStream } from './resumable-hash.js';

interface Waiting {
  readonly go: () => void;
  readonly fail: (error: Error) => void;
}

/**
 * A thread beside this one that hashes big contents, while this one goes on moving them. No more of a content is on its way
 * to it than fits into the memory that they share.
 */
export class HashThread {
  readonly #asker: Asker<HashTalk>;
  readonly #memory = new SharedArrayBuffer(PLACES * PLACE_BYTES);
  readonly #bytes = Buffer.from(this.#memory);
  /** Resolves when it is known whether the thread has come about. */
  readonly ready: Promise<boolean>;
  /** Those who wait for a free place, in their order. */
  readonly #waiting: Waiting[] = [];
  #free = PLACES;
  #place = 0;
  #count = 0;
  #lost = false;

  constructor(host: Host<HashTalk> = startWorker(new URL('./hash-worker.js', import.meta.url))) {
    this.#asker = new Asker(host, {
      failed: hashFailed,
      lost: () => this.#lose(),
      report: (places) => {
        this.#free += places;
        for (const { go } of this.#waiting.splice(0)) go();
      },
    });
    this.ready = this.#asker.ask('memory', this.#memory).then(
      () => true,
      () => false,
    );
  }

  /** Starts a hash; `undefined` where there is no thread any more. */
  start(keepsCheckpoints: boolean): HashStream | undefined {
    if (this.#lost) return undefined;
    const id = (this.#count += 1);
    this.#asker.tell({ kind: 'begin', hash: id, keepsCheckpoints });
    return this.#streamOf(id);
  }

  /** Ends the thread. What it has not answered fails. */
  async close(): Promise<void> {
    await this.#asker.end(this.#lose());
  }

  #streamOf(id: number): HashStream {
    return {
      take: (chunk) => this.#take(id, chunk),
      checkpointWithin: (bytes) => this.#asker.ask('checkpoint-within', { id, bytes }).catch(() => undefined),
      resumeFrom: ({ at }) => {
        // Under another id, so that a chunk that is still waiting is dropped.
        const as = (this.#count += 1);
        this.#asker.tell({ kind: 'resume', hash: id, at, as });
        return this.#streamOf(as);
      },
      sha256: () => this.#asker.ask('sha256', id),
      end: () => this.#asker.tell({ kind: 'end', hash: id }),
    };
  }

  #take(id: number, chunk: Uint8Array): Promise<void> | undefined {
    if (chunk.length <= PLACE_BYTES && this.#free > 0 && this.#waiting.length === 0 && !this.#lost) {
      this.#put(id, chunk);
      return undefined;
    }
    return this.#takeInTurn(id, chunk);
  }

  async #takeInTurn(id: number, chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length; from += PLACE_BYTES) {
      while (this.#free === 0 && !this.#lost) await this.#room();
      if (this.#lost) throw hashFailed();
      this.#put(id, chunk.subarray(from, from + PLACE_BYTES));
    }
  }

  #room(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.#waiting.push({ go: () => resolve(undefined), fail: reject });
    return promise;
  }

  #put(id: number, part: Uint8Array): void {
    this.#bytes.set(part, this.#place * PLACE_BYTES);
    this.#asker.tell({ kind: 'take', hash: id, place: this.#place, bytes: part.length });
    this.#place = (this.#place + 1) % PLACES;
    this.#free -= 1;
  }

  /** Says that the thread is no more; returns the error of that. */
  #lose(): ProblemError {
    this.#lost = true;
    const error = hashFailed();
    for (const { fail } of this.#waiting.splice(0)) fail(error);
    return error;
  }
}

function hashFailed(): ProblemError {
  return new ProblemError({
    kind: 'other',
    what: 'Couldn’t compute the hash of a file: the hash worker stopped.',
    advice: 'Sync again. If it happens again, this computer may be low on memory.',
  });
}
