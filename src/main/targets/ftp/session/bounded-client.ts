import { Client, FTPContext, type FTPResponse } from 'basic-ftp';
import type { Socket } from 'node:net';
import { INACTIVITY_MS } from '../protocol/settings.js';

/** Characters that may come without a whole reply among them: what is longer is none, and may never end. */
const REPLY_AT_MOST = 2 ** 16;

/** Characters that the library gets at once. */
const SLICE = 4096;

/** The library's connection to a server, which it gets whole lines from only: it takes the part that a packet holds of one for all of it. */
class BoundedContext extends FTPContext {
  #socket: Socket | undefined;
  #unended = '';
  #sinceReply = 0;

  protected override _onControlSocketData(chunk: string): void {
    // What came in the clear says nothing once TLS has begun: whoever sits in between may have put it there.
    if (this.#socket !== this.socket) {
      this.#socket = this.socket;
      this.#unended = '';
      this.#sinceReply = 0;
    }
    this.#sinceReply += chunk.length;
    const end = chunk.lastIndexOf('\n') + 1;
    const lines = end === 0 ? '' : this.#unended + chunk.slice(0, end);
    this.#unended = end === 0 ? this.#unended + chunk : chunk.slice(end);
    for (const some of slices(lines)) super._onControlSocketData(some);
    if (this.#sinceReply > REPLY_AT_MOST) this.closeWithError(new Error('The server’s reply never ends.'));
  }

  protected override _passToHandler(response: Error | FTPResponse): void {
    this.#sinceReply = 0;
    super._passToHandler(response);
  }
}

/** Whole lines, a few at a time: the library takes more than 64 KiB at once for one reply that is too long. */
function* slices(lines: string): Generator<string> {
  for (let start = 0; start < lines.length;) {
    const end = lines.indexOf('\n', start + SLICE) + 1 || lines.length;
    yield lines.slice(start, end);
    start = end;
  }
}

/** The library's client; it gives a server up that says too much. */
export class BoundedClient extends Client {
  override readonly ftp: FTPContext = new BoundedContext(INACTIVITY_MS);
}
