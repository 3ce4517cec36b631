/** One end of a channel between two threads. What is posted arrives in its order. */
export interface Channel<Out, In> {
  readonly post: (message: Out) => void;
  readonly listen: (listener: (message: In) => void) => void;
}

interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/**
 * The channel behind a port. Both ends are parts of one build, so what arrives is what the other end's types say; this is
 * the one place that takes it on trust.
 */
export function channelOver<Out, In>(port: Port): Channel<Out, In> {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => port.on('message', (message) => listener(message as In)),
  };
}
