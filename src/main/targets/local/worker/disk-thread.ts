import { Asker, type AskOptions } from '../../../worker/asker.js';
import type { Host } from '../../../worker/host.js';
import { RestingThreads } from '../../../worker/resting-threads.js';
import type { About, Answer, Kind } from '../../../worker/talk.js';
import { stoppedError } from '../../../../shared/problem-error.js';
import type { Columns, DiskTalk, Last, Way } from './disk-protocol.js';

const THREADS = new RestingThreads<DiskTalk>(new URL('./disk-worker.js', import.meta.url));

/** Thrown where there is no such thread: this one has to do the work. */
export class NoDiskThread extends Error {}

/**
 * A thread beside this one for what keeps a processor busy or waits for the disk: long listings and the hashes of files. Begun when it is
 * first wanted. It keeps no program alive.
 */
export class DiskThread {
  readonly #start: () => Host<DiskTalk>;
  #running: Asker<DiskTalk> | undefined;
  #missing = false;

  constructor(start: () => Host<DiskTalk> = () => THREADS.take()) {
    this.#start = start;
  }

  /**
   * What the folder at the end of a way holds, in chunks. Rejects with the system's error, with `stopped`, or with `NoDiskThread`
   * before anything was yielded.
   */
  async *list(way: Way, signal: AbortSignal): AsyncGenerator<Columns | Last> {
    const ready: (Columns | 'over')[] = [];
    let wake = (): void => undefined;
    let isLeft = false;
    const put = (next: Columns | 'over'): void => {
      if (!isLeft) ready.push(next);
      wake();
    };
    const answer = this.#ask('list', way, { part: put, signal });
    const over = (): void => put('over');
    answer.then(over, over);
    try {
      for (;;) {
        const next = ready.shift();
        if (next === 'over') {
          yield await answer;
          return;
        }
        if (next !== undefined) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      // The thread is through with a folder before it hears of anything else: what still comes is let go of here.
      isLeft = true;
    }
  }

  /** SHA-256 of the file at an absolute path, hexadecimal. Rejects as `list` does. */
  hash(path: string, follow: boolean, signal: AbortSignal): Promise<string> {
    return this.#ask('hash', { path, follow }, { signal });
  }

  /** Lets go of the thread, and ends whatever it has under way. Another one is begun when it is wanted. */
  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.end(new NoDiskThread('The disk worker was stopped.'));
  }

  async #ask<K extends Kind<DiskTalk>>(
    asks: K,
    about: About<DiskTalk, K>,
    options: AskOptions<DiskTalk, K> & { readonly signal: AbortSignal },
  ): Promise<Answer<DiskTalk, K>> {
    if (this.#missing) throw new NoDiskThread('There is no disk worker.');
    this.#running ??= new Asker(this.#start(), {
      failed: systemError,
      lost: () => {
        this.#running = undefined;
        this.#missing = true;
        return new NoDiskThread('The disk worker stopped.');
      },
      restsWhenIdle: true,
    });
    try {
      return await this.#running.ask(asks, about, options);
    } catch (error) {
      throw options.signal.aborted ? stoppedError() : error;
    }
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
