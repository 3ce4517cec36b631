import { Readable } from 'node:stream';
import { BUFFER_BYTES } from '../../buffer-pool.js';
import { stoppedError } from '../../../../shared/problem-error.js';
import { INACTIVITY_MS } from '../protocol/settings.js';
import type { FtpConnection } from '../session/connection.js';
import type { ReceiveBuffer } from './receive-buffer.js';
import { lastWord, type Download } from './transfer.js';

/** As much as is passed on at once, if the connection is quick enough. */
const PART_BYTES = BUFFER_BYTES / 2;

/** How long less than that waits for more. */
const GATHER_MS = 10;

/** What a stream needs besides the download itself. */
export interface DownloadStreamOptions {
  readonly connection: FtpConnection;
  /** Where the content lands. */
  readonly receiveBuffer: ReceiveBuffer;
  /** Bytes that the server announced; `undefined` where it did not. */
  readonly size: number | undefined;
  readonly signal: AbortSignal;
  readonly mapError: (error: unknown) => Error;
  readonly wrongSize: (got: number) => Error;
  /** Called once, when the connection is no longer needed: it is at rest, or has been destroyed. */
  readonly release: () => void;
}

/**
 * The content of a file on the server. Takes no more from the connection than its reader does, and ends only when
 * the server has confirmed that the file is whole. Destroying it cuts the data connection.
 */
export class DownloadStream extends Readable {
  readonly #download: Download;
  readonly #options: DownloadStreamOptions;
  readonly #onAbort = (): void => void this.destroy(stoppedError());
  #wanted = false;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;
  #finishing = false;
  #atRest = false;

  constructor(download: Download, options: DownloadStreamOptions) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#download = download;
    this.#options = options;
    const { socket } = download.data;
    options.receiveBuffer.onLanded = () => this.#deliverSoon();
    socket.on('end', () => {
      this.#ended = true;
      this.#deliver();
    });
    socket.on('error', (error) => void this.#fail(error));
    socket.on('close', () => {
      if (!socket.readableEnded) void this.#fail(new Error('The data connection was lost.'));
    });
    socket.setTimeout(INACTIVITY_MS, () => {
      // A reader that takes its time is no fault of the server's.
      if (options.receiveBuffer.hasEnough) socket.setTimeout(INACTIVITY_MS);
      else socket.destroy(new Error('Timeout (data connection)'));
    });
    // An empty file may have come, and the connection may have broken, before anybody listened.
    if (socket.readableEnded) this.#ended = true;
    else if (socket.destroyed) void this.#fail(new Error('The data connection was lost.'));
    if (this.#ended) this.#deliver();
    if (options.signal.aborted) this.#onAbort();
    else options.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  override _read(): void {
    this.#wanted = true;
    this.#deliverSoon();
  }

  /** What lands together is passed on together, for which little waits for more a moment. */
  #deliverSoon(): void {
    if (this.#options.receiveBuffer.waiting >= PART_BYTES) this.#deliver();
    else this.#timer ??= setTimeout(() => this.#deliver(), GATHER_MS);
  }

  /** Passes on what has landed, as long as somebody wants it. */
  #deliver(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { receiveBuffer } = this.#options;
    while (this.#wanted && !this.destroyed) {
      const part = receiveBuffer.take();
      if (part === undefined) break;
      this.#options.connection.carried += part.length;
      this.#wanted = this.push(part);
    }
    if (!receiveBuffer.hasEnough) this.#download.data.socket.resume();
    if (this.#ended && receiveBuffer.waiting === 0 && !this.#finishing) {
      this.#finishing = true;
      void this.#finish();
    }
  }

  async #finish(): Promise<void> {
    try {
      this.#options.connection.expectReply();
      await this.#download.command.finished;
      this.#atRest = true;
      const { size, wrongSize, receiveBuffer } = this.#options;
      if (size !== undefined && receiveBuffer.landed !== size) throw wrongSize(receiveBuffer.landed);
      this.push(null);
    } catch (error) {
      this.destroy(this.#options.mapError(error));
    }
  }

  /** The server's own words, if they come, say more than the state of the connection. */
  async #fail(error: Error): Promise<void> {
    if (this.destroyed || this.#atRest) return;
    this.#options.connection.expectReply();
    const refusal = await this.#download.command.finished.then(
      () => error,
      (reason: unknown) => reason,
    );
    this.destroy(this.#options.mapError(refusal));
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const { connection, release, signal } = this.#options;
    signal.removeEventListener('abort', this.#onAbort);
    this.#download.data.socket.destroy();
    clearTimeout(this.#timer);
    this.#options.receiveBuffer.close();
    if (this.#atRest) release();
    else {
      connection.expectReply();
      void lastWord(this.#download.command.finished, connection)
        .catch(() => undefined)
        .finally(release);
    }
    callback(error);
  }
}
