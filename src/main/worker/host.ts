import { MessageChannel, Worker } from 'node:worker_threads';
import { channelOver, type Channel } from './channel.js';
import type { FromAnswerer, Talk, ToAnswerer } from './talk.js';

/** The channel to what answers, and what can be done about it as a whole. */
export interface Host<T extends Talk> {
  readonly channel: Channel<ToAnswerer<T>, FromAnswerer<T>>;
  /** Calls `lost` when there is nobody at the other end any more, with why if that is known; it may be called twice. */
  readonly onLost: (lost: (cause?: unknown) => void) => void;
  /** Whether what is at the other end keeps the program alive. */
  readonly keepAlive: (alive: boolean) => void;
  /** Ends what is at the other end, whatever it is doing. */
  readonly end: () => Promise<unknown>;
}

/** Starts the thread of a file. Where it cannot begin, that shows by its loss; never throws for that. */
export function startWorker<T extends Talk>(file: URL): Host<T> {
  return hostOf(new Worker(file));
}

/** The channel to a thread that runs. */
export function hostOf<T extends Talk>(worker: Worker): Host<T> {
  return {
    channel: channelOver(worker),
    onLost: (lost) => {
      worker.on('error', lost);
      worker.on('exit', () => lost());
    },
    keepAlive: (alive) => (alive ? worker.ref() : worker.unref()),
    end: () => worker.terminate(),
  };
}

/** The same in this thread, for tests and for short-lived programs: `serve` gets the other end. It keeps no program alive. */
export function answeringHere<T extends Talk>(
  serve: (channel: Channel<FromAnswerer<T>, ToAnswerer<T>>) => void,
): Host<T> {
  const { port1, port2 } = new MessageChannel();
  serve(channelOver(port2));
  port1.unref();
  port2.unref();
  return {
    channel: channelOver(port1),
    onLost: (lost) => port1.on('close', () => lost()),
    keepAlive: () => undefined,
    end: () => {
      port1.close();
      return Promise.resolve();
    },
  };
}
