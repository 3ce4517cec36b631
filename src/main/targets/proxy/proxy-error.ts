/** A proxy did not open a connection. */
export class ProxyError extends Error {
  /** The proxy's host and port. */
  readonly proxy: string;
  /** Ends a sentence for people. */
  readonly because: string;

  constructor(proxy: string, because: string, options?: ErrorOptions) {
    super(`The proxy ${proxy} failed: ${because}`, options);
    this.proxy = proxy;
    this.because = because;
  }
}
