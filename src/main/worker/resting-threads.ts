import { Worker } from 'node:worker_threads';
import { hostOf, type Host } from './host.js';
import type { Talk } from './talk.js';

/** How long a thread waits for more work before it is ended, in milliseconds: longer than between the runs of most schedules. */
const REST_MS = 60 * 60_000;

/**
 * Threads of one file, of which the last one is kept for whoever comes next: the runtime gives back all but some kilobytes of a thread that
 * has ended, and a program that is left running for a year starts tens of thousands.
 */
export class RestingThreads<T extends Talk> {
  readonly #file: URL;
  #resting: Worker | undefined;
  #endOfRest: NodeJS.Timeout | undefined;

  constructor(file: URL) {
    this.#file = file;
  }

  /** A thread for one who asks. Its `end` lets it rest if everything was answered, and ends it otherwise. */
  take(): Host<T> {
    const worker = this.#wake() ?? new Worker(this.#file);
    const host = hostOf<T>(worker);
    let unanswered = 0;
    return {
      ...host,
      channel: {
        post: (message) => {
          if (message.kind === 'question') unanswered += 1;
          host.channel.post(message);
        },
        listen: (listener) =>
          host.channel.listen((message) => {
            if (message.kind === 'answer' || message.kind === 'failed') unanswered -= 1;
            listener(message);
          }),
      },
      end: () => (unanswered === 0 ? this.#rest(worker) : host.end()),
    };
  }

  #wake(): Worker | undefined {
    const worker = this.#resting;
    this.#forget();
    if (worker === undefined) return undefined;
    hearNothing(worker);
    worker.ref();
    return worker;
  }

  async #rest(worker: Worker): Promise<void> {
    hearNothing(worker);
    worker.unref();
    if (this.#resting !== undefined) {
      await worker.terminate();
      return;
    }
    this.#resting = worker;
    const forget = (): void => {
      if (this.#resting === worker) this.#forget();
    };
    worker.on('error', forget).on('exit', forget);
    this.#endOfRest = setTimeout(() => {
      this.#forget();
      void worker.terminate();
    }, REST_MS).unref();
  }

  #forget(): void {
    this.#resting = undefined;
    clearTimeout(this.#endOfRest);
  }
}

/** Whoever used it hears of it no more. The listeners that the runtime itself has on it are of other kinds, and stay. */
function hearNothing(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}
