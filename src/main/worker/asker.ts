import type { Host } from './host.js';
import type { About, Answer, FromAnswerer, Kind, Part, Talk } from './talk.js';

/** What is done with what comes from the other end, beside answers. */
export interface AskerHandlers<T extends Talk> {
  /** Makes an error of what is said where a question cannot be answered. */
  readonly failed: (failure: T['failure']) => Error;
  /** Called once when the other end is lost, with why if that is known; returns what open and later questions reject with. */
  readonly lost: (cause: unknown) => Error;
  /** Gets what is reported unasked. */
  readonly report?: (report: T['report']) => void;
  /** Whether the other end keeps the program alive only while it is asked something. */
  readonly restsWhenIdle?: boolean;
}

/** How one question is asked. */
export interface AskOptions<T extends Talk, K extends Kind<T>> {
  /** Takes what comes of it on the way. */
  readonly part?: (part: Part<T, K>) => void;
  /** Has the question dropped: it rejects at once with the reason of the signal. */
  readonly signal?: AbortSignal;
}

interface Open<T extends Talk> {
  readonly part: ((part: Part<T>) => void) | undefined;
  readonly resolve: (answer: Answer<T>) => void;
  readonly reject: (error: Error) => void;
}

/** Asks what is at the other end of a channel, in the order of the calls, and matches its answers to the questions. */
export class Asker<T extends Talk> {
  readonly #host: Host<T>;
  readonly #hearing: AskerHandlers<T>;
  readonly #open = new Map<number, Open<T>>();
  #count = 0;
  #over: Error | undefined;

  constructor(host: Host<T>, hearing: AskerHandlers<T>) {
    this.#host = host;
    this.#hearing = hearing;
    host.channel.listen((message) => this.#receive(message));
    host.onLost((cause) => {
      if (this.#over === undefined) this.#fail(hearing.lost(cause));
    });
  }

  /**
   * Asks a question; resolves with its answer. Rejects with what `failed` makes of a failure, with the reason of the signal, or, where
   * the other end is lost or was ended, with the error of that.
   */
  ask<K extends Kind<T>>(asks: K, about: About<T, K>, options: AskOptions<T, K> = {}): Promise<Answer<T, K>> {
    const { part, signal } = options;
    if (this.#over !== undefined) return Promise.reject(this.#over);
    if (signal?.aborted === true) return Promise.reject(reasonOf(signal));
    const { promise, resolve, reject } = Promise.withResolvers<Answer<T, K>>();
    const id = (this.#count += 1);
    const stop = (): void => {
      this.#host.channel.post({ kind: 'drop', id });
      this.#take(id)?.reject(signal === undefined ? new Error('dropped') : reasonOf(signal));
    };
    signal?.addEventListener('abort', stop, { once: true });
    const forget = (): void => signal?.removeEventListener('abort', stop);
    this.#open.set(id, {
      part,
      resolve: (answer) => {
        forget();
        resolve(answer);
      },
      reject: (error) => {
        forget();
        reject(error);
      },
    });
    if (this.#hearing.restsWhenIdle === true) this.#host.keepAlive(true);
    this.#host.channel.post({ kind: 'question', id, asks, about });
    return promise;
  }

  /** Tells something that needs no answer; does nothing where nobody is at the other end any more. */
  tell(note: T['note']): void {
    if (this.#over === undefined) this.#host.channel.post({ kind: 'note', note });
  }

  /** Ends what is at the other end. Open and later questions reject with `error`. */
  async end(error: Error): Promise<void> {
    if (this.#over === undefined) this.#fail(error);
    await this.#host.end();
  }

  #receive(message: FromAnswerer<T>): void {
    switch (message.kind) {
      case 'part':
        this.#open.get(message.id)?.part?.(message.part);
        break;
      case 'answer':
        this.#take(message.id)?.resolve(message.answer);
        break;
      case 'failed':
        this.#take(message.id)?.reject(this.#hearing.failed(message.failure));
        break;
      case 'report':
        this.#hearing.report?.(message.report);
        break;
    }
  }

  /** What waits for an answer, which it does no longer. */
  #take(id: number): Open<T> | undefined {
    const open = this.#open.get(id);
    this.#open.delete(id);
    if (this.#open.size === 0 && this.#hearing.restsWhenIdle === true) this.#host.keepAlive(false);
    return open;
  }

  #fail(error: Error): void {
    this.#over = error;
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { reject } of open) reject(error);
  }
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('The question was dropped.', { cause: reason });
}
