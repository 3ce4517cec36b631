/** One end of a line between two threads. What is posted arrives in its order. */
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
