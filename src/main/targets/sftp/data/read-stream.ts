import { Readable } from 'node:stream';
import type { FileEntry } from '../../../../shared/entry/entry.js';
import { stoppedError } from '../../../../shared/problem-error.js';
import type { SftpChannel } from '../session/channel.js';
import { fileOf, type Attributes } from './entry.js';
import { SftpStatus } from '../session/errors.js';
import { watched } from '../session/promises.js';
import type { OpenFile, OpenPart } from './open-file.js';

/** What a stream needs besides the open file. */
export interface ReadStreamOptions {
  readonly file: OpenFile;
  /** The absolute path under which it was opened. */
  readonly path: string;
  /** What the server said of the file when it was opened. */
  readonly entry: FileEntry;
  /** Bytes at the beginning to leave out. */
  readonly from: number;
  readonly signal: AbortSignal;
  readonly mapError: (error: unknown) => Error;
  /** The error for a file that was not the same any more when `got` bytes of it had been read. */
  readonly changed: (got: number) => Error;
}

/**
 * The content of a file on the server, with as many reads under way as fill the line and no more than the reader keeps up with.
 * Ends only if the file is as long and as old at the end as it was at the beginning. Destroying it closes the file.
 */
export class SftpReadStream extends Readable {
  readonly #options: ReadStreamOptions;
  readonly #asked: Promise<Buffer>[] = [];
  readonly #onAbort = (): void => void this.destroy(stoppedError());
  #next: number;
  #got: number;
  #pumping = false;
  #verdict: Promise<boolean> | undefined;

  constructor(options: ReadStreamOptions) {
    super({ highWaterMark: 256 * 1024 });
    this.#options = options;
    this.#next = options.from;
    this.#got = options.from;
    // The first reads go out together with whatever else is under way, before anybody asks for them.
    this.#ask();
    if (options.signal.aborted) this.#onAbort();
    else options.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  override _read(): void {
    void this.#pump();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const { file, signal } = this.#options;
    signal.removeEventListener('abort', this.#onAbort);
    void file.release();
    callback(error);
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      for (;;) {
        this.#ask();
        const chunk = await this.#asked.shift();
        if (chunk === undefined) {
          if ((await this.#verdict) !== true) throw this.#options.changed(this.#got);
          this.push(null);
          return;
        }
        this.#got += chunk.length;
        this.#options.file.releaseBytes(chunk.length);
        this.#ask();
        if (this.destroyed || !this.push(chunk)) return;
      }
    } catch (error) {
      this.destroy(this.#options.mapError(error));
    } finally {
      this.#pumping = false;
    }
  }

  /** Sends as many reads as may be under way, and behind the last one the question whether the file is still the same. */
  #ask(): void {
    const { file, entry } = this.#options;
    while (this.#next < entry.size && !this.destroyed) {
      const part = file.next();
      if (part === undefined) return;
      const length = Math.min(part.slot.channel.chunkBytes, entry.size - this.#next);
      const position = this.#next;
      this.#next += length;
      const chunk = file.move(part, length, () => this.#readAll(part, position, length));
      // Even if it is not its turn yet, it makes room for another.
      chunk.then(
        () => this.#ask(),
        () => undefined,
      );
      this.#asked.push(chunk);
    }
    if (this.#next >= entry.size) this.#verdict ??= watched(this.#isSame());
  }

  /** A whole chunk: a server may answer with less than was asked for, anywhere in a file. */
  async #readAll({ slot, handle }: OpenPart, position: number, length: number): Promise<Buffer> {
    const chunk = Buffer.allocUnsafe(length);
    let got = 0;
    while (got < length) {
      const from = got;
      const more = await slot.channel.request<number>((sftp, done) =>
        sftp.read(handle, chunk, from, length - from, position + from, done),
      );
      if (more === 0) throw this.#options.changed(position + got);
      got += more;
    }
    return chunk;
  }

  async #isSame(): Promise<boolean> {
    const { file, entry, path } = this.#options;
    const parts = [file.first, ...file.others];
    return (
      await Promise.all(parts.map(({ slot, handle }) => isStill(entry, slot.channel, handle, path)))
    ).every(Boolean);
  }
}

/** Opens the file at an absolute path once more. Rejects where it is another one than `entry` by now. */
export async function reopenToRead(channel: SftpChannel, path: string, entry: FileEntry): Promise<Buffer> {
  const handle = await channel.request<Buffer>((sftp, done) => sftp.open(path, 'r', done));
  if (await isStill(entry, channel, handle, path)) return handle;
  await channel.release(handle);
  throw new Error('Another file has its name.');
}

/**
 * Whether an open file is as it was. Some servers refuse FSTAT, do not know it, or answer it otherwise than LSTAT: what they say
 * of the path counts then, for only what was seen to change has changed.
 */
async function isStill(
  entry: FileEntry,
  channel: SftpChannel,
  handle: Buffer,
  path: string,
): Promise<boolean> {
  const agrees = (attributes: Attributes): boolean => {
    const now = fileOf(attributes);
    return now?.size === entry.size && now.modified?.ms === entry.modified?.ms;
  };
  try {
    if (agrees(await channel.request<Attributes>((sftp, done) => sftp.fstat(handle, done)))) return true;
  } catch (error) {
    if (!(error instanceof SftpStatus)) throw error;
  }
  return agrees(await channel.request<Attributes>((sftp, done) => sftp.stat(path, done)));
}
