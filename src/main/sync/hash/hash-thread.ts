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
 * A thread beside this one that takes the hashes of big contents, while this one goes on moving them. No more of a content is on its way
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

  /** Begins a trail; nothing where there is no thread any more. */
  follow(leavesMarks: boolean): HashStream | undefined {
    if (this.#lost) return undefined;
    const trail = (this.#count += 1);
    this.#asker.tell({ kind: 'begin', trail, leavesMarks });
    return this.#following(trail);
  }

  /** Ends the thread. What it has not answered fails. */
  async close(): Promise<void> {
    await this.#asker.end(this.#lose());
  }

  #following(trail: number): HashStream {
    return {
      take: (piece) => this.#take(trail, piece),
      markWithin: (bytes) => this.#asker.ask('mark-within', { trail, bytes }).catch(() => undefined),
      goOnFrom: ({ at }) => {
        // Under another number, so that a piece that is still waiting for its turn is nobody's.
        const as = (this.#count += 1);
        this.#asker.tell({ kind: 'go-on', trail, at, as });
        return this.#following(as);
      },
      sha256: () => this.#asker.ask('sha256', trail),
      end: () => this.#asker.tell({ kind: 'end', trail }),
    };
  }

  #take(trail: number, piece: Uint8Array): Promise<void> | undefined {
    if (piece.length <= PLACE_BYTES && this.#free > 0 && this.#waiting.length === 0 && !this.#lost) {
      this.#put(trail, piece);
      return undefined;
    }
    return this.#takeInTurn(trail, piece);
  }

  async #takeInTurn(trail: number, piece: Uint8Array): Promise<void> {
    for (let from = 0; from < piece.length; from += PLACE_BYTES) {
      while (this.#free === 0 && !this.#lost) await this.#room();
      if (this.#lost) throw hashFailed();
      this.#put(trail, piece.subarray(from, from + PLACE_BYTES));
    }
  }

  #room(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.#waiting.push({ go: () => resolve(undefined), fail: reject });
    return promise;
  }

  #put(trail: number, part: Uint8Array): void {
    this.#bytes.set(part, this.#place * PLACE_BYTES);
    this.#asker.tell({ kind: 'take', trail, place: this.#place, bytes: part.length });
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
