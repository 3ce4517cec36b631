import type { StoredState } from './database.js';
import type { Trouble } from '../sqlite/sound-file.js';

/** What the database can be asked through the worker. */
export type Method = keyof StoredState;
export type Args = { readonly [M in Method]: Parameters<StoredState[M]> };
export type Results = { readonly [M in Method]: ReturnType<StoredState[M]> };

/** One call; answers come in the order of the calls. */
export interface Call<M extends Method = Method> {
  readonly method: M;
  readonly args: Args[M];
}

export type Reply =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly message: string };

/** The first message of the worker. */
export type Hello =
  | { readonly kind: 'open' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'full' }
  | { readonly kind: 'failed'; readonly message: string };

export type ToWorker =
  { readonly kind: 'calls'; readonly calls: readonly Call[] } | { readonly kind: 'close' };
export type FromWorker =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'replies'; readonly replies: readonly Reply[] }
  | { readonly kind: 'closed' };

/** One end of a line between the thread that works and the thread that remembers. */
export interface Line<Out, In> {
  readonly post: (message: Out) => void;
  readonly listen: (listener: (message: In) => void) => void;
}

interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/**
 * The line behind a port. Both ends are parts of one build, so what arrives is what the other end's types say; this is
 * the one place that takes it on trust.
 */
export function lineOver<Out, In>(port: Port): Line<Out, In> {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => port.on('message', (message) => listener(message as In)),
  };
}
