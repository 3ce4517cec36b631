import { Readable } from 'node:stream';
import { stoppedError } from '../target-error.js';
import { INACTIVITY_MS } from './ftp-settings.js';
import type { FtpConnection } from './connection.js';
import { lastWord, type Download } from './transfer.js';

/** What a stream needs besides the download itself. */
export interface DownloadStreamOptions {
  readonly connection: FtpConnection;
  /** Bytes that the server announced; `undefined` where it did not. */
  readonly size: number | undefined;
  readonly signal: AbortSignal;
  readonly mapError: (error: unknown) => Error;
  readonly wrongSize: (got: number) => Error;
  /** Called once, when the connection is no longer needed: it is at rest, or has been destroyed. */
  readonly release: () => void;
}

/**
 * The content of a file on the server. Takes no more from the line than its reader does, and ends only when
 * the server has confirmed that the file is whole. Destroying it cuts the data line.
 */
export class DownloadStream extends Readable {
  readonly #download: Download;
  readonly #options: DownloadStreamOptions;
  readonly #onAbort = (): void => void this.destroy(stoppedError());
  #got = 0;
  #atRest = false;

  constructor(download: Download, options: DownloadStreamOptions) {
    super({ highWaterMark: 256 * 1024 });
    this.#download = download;
    this.#options = options;
    const { socket } = download.line;
    socket.on('data', (piece: Buffer) => {
      this.#got += piece.length;
      if (!this.push(piece)) socket.pause();
    });
    socket.on('end', () => void this.#finish());
    socket.on('error', (error) => void this.#fail(error));
    socket.on('close', () => {
      if (!socket.readableEnded) void this.#fail(new Error('The data line was cut.'));
    });
    socket.setTimeout(INACTIVITY_MS, () => {
      // A reader that takes its time is no fault of the server's.
      if (socket.isPaused()) socket.setTimeout(INACTIVITY_MS);
      else socket.destroy(new Error('Timeout (data line)'));
    });
    // An empty file may have come, and the line may have broken, before anybody listened.
    if (socket.readableEnded) void this.#finish();
    else if (socket.destroyed) void this.#fail(new Error('The data line was cut.'));
    if (options.signal.aborted) this.#onAbort();
    else options.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  override _read(): void {
    this.#download.line.socket.resume();
  }

  async #finish(): Promise<void> {
    try {
      this.#options.connection.expectReply();
      await this.#download.command.finished;
      this.#atRest = true;
      const { size, wrongSize } = this.#options;
      if (size !== undefined && this.#got !== size) throw wrongSize(this.#got);
      this.push(null);
    } catch (error) {
      this.destroy(this.#options.mapError(error));
    }
  }

  /** The server's own words, if they come, say more than the state of the line. */
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
    this.#download.line.socket.destroy();
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
