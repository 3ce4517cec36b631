import { Worker } from 'node:worker_threads';
import { stoppedError } from '../../target-error.js';
import {
  diskLineOver,
  type Columns,
  type DiskAnswer,
  type DiskLine,
  type DiskRequest,
} from './disk-protocol.js';

/** Thrown where there is no such thread: this one has to do the work. */
export class NoDiskThread extends Error {}

interface Waiting {
  readonly take: (answer: DiskAnswer) => void;
  readonly fail: (error: Error) => void;
}

type Request = DiskRequest extends infer R ? (R extends DiskRequest ? Omit<R, 'id'> : never) : never;

/**
 * A thread beside this one for what keeps a processor busy or waits for the disk: long listings and the hashes of files. Begun when it is
 * first wanted. It keeps no program alive.
 */
export class DiskThread {
  readonly #spawn: () => Worker;
  readonly #waiting = new Map<number, Waiting>();
  #running: { readonly worker: Worker; readonly line: DiskLine<DiskRequest, DiskAnswer> } | undefined;
  #missing = false;
  #count = 0;

  constructor(spawn = () => new Worker(new URL('./disk-worker.js', import.meta.url))) {
    this.#spawn = spawn;
  }

  /**
   * What the folder at an absolute path holds, in chunks. Rejects with the system's error, with `stopped`, or with `NoDiskThread`
   * before anything was yielded.
   */
  async *list(folder: string, signal: AbortSignal): AsyncGenerator<Columns> {
    const ready: DiskAnswer[] = [];
    let wake = (): void => undefined;
    let failure: Error | undefined;
    const id = this.#ask(
      { kind: 'list', folder },
      {
        take: (answer) => {
          ready.push(answer);
          wake();
        },
        fail: (error) => {
          failure = error;
          wake();
        },
      },
    );
    const stop = (): void => this.#waiting.get(id)?.fail(stoppedError());
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      for (;;) {
        const answer = ready.shift();
        if (answer?.kind === 'entries') {
          yield answer.entries;
          if (answer.last) return;
          continue;
        }
        if (answer?.kind === 'failed') throw systemError(answer.code);
        if (failure !== undefined) throw failure;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#waiting.delete(id);
      this.#restIfIdle();
    }
  }

  /** SHA-256 of the file at an absolute path, hexadecimal. Rejects as `list` does. */
  async hash(path: string, follow: boolean, signal: AbortSignal): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<DiskAnswer>();
    const id = this.#ask({ kind: 'hash', path, follow }, { take: resolve, fail: reject });
    const stop = (): void => {
      this.#running?.line.post({ kind: 'drop', id });
      reject(stoppedError());
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      const answer = await promise;
      if (answer.kind === 'hashed') return answer.sha256;
      throw systemError(answer.kind === 'failed' ? answer.code : '');
    } finally {
      signal.removeEventListener('abort', stop);
      this.#waiting.delete(id);
      this.#restIfIdle();
    }
  }

  /** Ends the thread, and whatever it has under way. Another one is begun when it is wanted. */
  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    this.#fail(new NoDiskThread('The disk worker was stopped.'));
    await running?.worker.terminate();
  }

  #ask(request: Request, waiting: Waiting): number {
    const { worker, line } = this.#start();
    const id = (this.#count += 1);
    this.#waiting.set(id, waiting);
    worker.ref();
    line.post({ ...request, id });
    return id;
  }

  #start(): { readonly worker: Worker; readonly line: DiskLine<DiskRequest, DiskAnswer> } {
    if (this.#missing) throw new NoDiskThread('There is no disk worker.');
    if (this.#running !== undefined) return this.#running;
    const worker = this.#spawn();
    const line = diskLineOver<DiskRequest, DiskAnswer>(worker);
    line.listen((answer) => this.#waiting.get(answer.id)?.take(answer));
    const lose = (): void => {
      if (this.#running?.worker !== worker) return;
      this.#running = undefined;
      this.#missing = true;
      this.#fail(new NoDiskThread('The disk worker stopped.'));
    };
    worker.on('error', lose);
    worker.on('exit', lose);
    this.#running = { worker, line };
    return this.#running;
  }

  #restIfIdle(): void {
    if (this.#waiting.size === 0) this.#running?.worker.unref();
  }

  #fail(error: Error): void {
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
