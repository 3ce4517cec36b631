import { Worker } from 'node:worker_threads';
import { ProblemError } from '../../../shared/problem-error.js';
import { lineOver, type Line } from '../../state/worker/protocol.js';
import type { HashStream } from './resumable-hash.js';
import { PLACES, PLACE_BYTES, type HashAnswer, type HashRequest } from './hash-protocol.js';
import type { Checkpoint } from './resumable-hash.js';

/** One end of a line to whoever keeps the trails, and how to end what is at the other. */
export interface TrailHost {
  readonly line: Line<HashRequest, HashAnswer>;
  /** Calls `lost` when there is nobody at the other end any more. */
  readonly onLost: (lost: () => void) => void;
  readonly close: () => Promise<unknown>;
}

interface Asked {
  readonly take: (answer: HashAnswer) => void;
  readonly fail: (error: Error) => void;
}

/**
 * A thread beside this one that takes the hashes of big contents, while this one goes on moving them. No more of a content is on its way
 * to it than fits into the memory that they share.
 */
export class HashThread {
  readonly #host: TrailHost;
  readonly #memory = new SharedArrayBuffer(PLACES * PLACE_BYTES);
  readonly #bytes = Buffer.from(this.#memory);
  readonly #ready = Promise.withResolvers<boolean>();
  readonly #asked = new Map<number, Asked>();
  /** Those who wait for a free place, in their order. */
  readonly #waiting: Asked[] = [];
  #free = PLACES;
  #place = 0;
  #count = 0;
  #lost = false;

  constructor(host: TrailHost = spawn()) {
    this.#host = host;
    host.line.listen((answer) => this.#hear(answer));
    host.onLost(() => this.#lose());
    host.line.post({ kind: 'memory', memory: this.#memory });
  }

  /** Resolves when it is known whether the thread has come about. */
  get ready(): Promise<boolean> {
    return this.#ready.promise;
  }

  /** Begins a trail; nothing where there is no thread any more. */
  follow(leavesMarks: boolean): HashStream | undefined {
    if (this.#lost) return undefined;
    const trail = (this.#count += 1);
    this.#post({ kind: 'begin', trail, leavesMarks });
    return this.#following(trail);
  }

  /** Ends the thread. What it has not answered fails. */
  async close(): Promise<void> {
    this.#lose();
    await this.#host.close();
  }

  #following(trail: number): HashStream {
    return {
      take: (piece) => this.#take(trail, piece),
      markWithin: (bytes) => this.#markWithin(trail, bytes),
      goOnFrom: ({ at }) => {
        // Under another number, so that a piece that is still waiting for its turn is nobody's.
        const as = (this.#count += 1);
        this.#post({ kind: 'go-on', trail, at, as });
        return this.#following(as);
      },
      sha256: () => this.#sha256(trail),
      end: () => this.#post({ kind: 'end', trail }),
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

  #room(): Promise<HashAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<HashAnswer>();
    this.#waiting.push({ take: resolve, fail: reject });
    return promise;
  }

  #put(trail: number, part: Uint8Array): void {
    this.#bytes.set(part, this.#place * PLACE_BYTES);
    this.#post({ kind: 'take', trail, place: this.#place, bytes: part.length });
    this.#place = (this.#place + 1) % PLACES;
    this.#free -= 1;
  }

  async #markWithin(trail: number, bytes: number): Promise<Checkpoint | undefined> {
    try {
      const answer = await this.#ask((question) => ({ kind: 'mark-within', trail, question, bytes }));
      return answer.kind === 'mark' ? answer.mark : undefined;
    } catch {
      return undefined;
    }
  }

  async #sha256(trail: number): Promise<string> {
    const answer = await this.#ask((question) => ({ kind: 'sha256', trail, question }));
    if (answer.kind !== 'hash' || answer.sha256 === '') throw hashFailed();
    return answer.sha256;
  }

  #ask(request: (question: number) => HashRequest): Promise<HashAnswer> {
    if (this.#lost) return Promise.reject(hashFailed());
    const { promise, resolve, reject } = Promise.withResolvers<HashAnswer>();
    const question = (this.#count += 1);
    this.#asked.set(question, { take: resolve, fail: reject });
    this.#post(request(question));
    return promise;
  }

  #post(request: HashRequest): void {
    if (!this.#lost) this.#host.line.post(request);
  }

  #hear(answer: HashAnswer): void {
    switch (answer.kind) {
      case 'ready':
        this.#ready.resolve(true);
        break;
      case 'taken':
        this.#free += answer.places;
        for (const { take } of this.#waiting.splice(0)) take(answer);
        break;
      case 'mark':
      case 'hash':
        this.#asked.get(answer.question)?.take(answer);
        this.#asked.delete(answer.question);
        break;
    }
  }

  #lose(): void {
    this.#lost = true;
    const error = hashFailed();
    this.#ready.resolve(false);
    for (const { fail } of [...this.#asked.values(), ...this.#waiting.splice(0)]) fail(error);
    this.#asked.clear();
  }
}

function spawn(): TrailHost {
  const worker = new Worker(new URL('./hash-worker.js', import.meta.url));
  return {
    line: lineOver(worker),
    onLost: (lost) => {
      worker.on('error', lost);
      worker.on('exit', lost);
    },
    close: () => worker.terminate(),
  };
}

function hashFailed(): ProblemError {
  return new ProblemError({
    kind: 'other',
    what: 'Couldn’t compute the hash of a file: the hash worker stopped.',
    advice: 'Sync again. If it happens again, this computer may be low on memory.',
  });
}
