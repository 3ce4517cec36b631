import type { Readable } from 'node:stream';
import { returnBuffer } from '../../buffer-pool.js';
import { stoppedError, throwIfStopped } from '../../../../shared/problem-error.js';
import type { SftpChannel } from '../session/channel.js';
import type { OpenFile, OpenPart } from './open-file.js';
import { unlessStopped, watched } from '../session/promises.js';

/** What has been written at the beginning, as far as another channel has to see it to be trusted with the same file. */
const SAMPLE_BYTES = 4096;

interface Sample {
  readonly at: number;
  readonly bytes: Buffer;
}

export interface PipelinedWriterOptions {
  /** Where the content begins, and where it ends. */
  readonly from: number;
  readonly size: number;
  readonly signal: AbortSignal;
  readonly wrongSize: (got: number) => Error;
}

/** Writes content into a file on the server, with several writes under way at once. */
export class PipelinedWriter {
  readonly #options: PipelinedWriterOptions;
  readonly #unanswered = new Map<number, Promise<unknown>>();
  readonly #sample = Promise.withResolvers<Sample>();
  #position: number;

  constructor(options: PipelinedWriterOptions) {
    this.#options = options;
    this.#position = options.from;
    // Nobody may want it.
    void watched(this.#sample.promise);
  }

  /** Up to where everything has arrived. Behind it there may be holes if the file was open on several channels. */
  get front(): number {
    return Math.min(this.#position, ...this.#unanswered.keys());
  }

  /**
   * Writes all of the source to `file`, which has no other content. Resolves when the server has confirmed all of it. Rejects where the
   * source is not as long as it should be, where it fails, on abort, and as soon as a write fails.
   */
  async run(source: Readable, file: OpenFile): Promise<void> {
    const { size, signal, wrongSize } = this.#options;
    const { channel } = file.first.slot;
    let failure: { readonly error: unknown } | undefined;
    let wake = (): void => undefined;
    const fail = (error: unknown): void => {
      failure ??= { error };
      // The source may be slow to deliver the chunk that is waited for.
      source.destroy();
      wake();
    };
    const stop = (): void => fail(stoppedError());
    const unlisten = channel.onLoss(fail);
    signal.addEventListener('abort', stop, { once: true });
    try {
      throwIfStopped(signal);
      for await (const data of source as AsyncIterable<Uint8Array>) {
        const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
        if (this.#position + bytes.length > size) throw wrongSize(this.#position + bytes.length);
        for (let from = 0; from < bytes.length; from += channel.chunkBytes) {
          let part = file.next();
          while (part === undefined && failure === undefined) {
            await new Promise<void>((resolve) => (wake = resolve));
            part = file.next();
          }
          if (part === undefined || failure !== undefined) break;
          const chunk = bytes.subarray(from, from + channel.chunkBytes);
          this.#send(chunk, part, file).then(() => wake(), fail);
        }
      }
      if (failure === undefined && this.#position !== size) throw wrongSize(this.#position);
      if (failure === undefined) await unlessStopped(Promise.all(this.#unanswered.values()), signal);
    } catch (error) {
      failure ??= { error };
    } finally {
      signal.removeEventListener('abort', stop);
      unlisten();
      this.#sample.reject(new Error('The transfer is over.'));
    }
    if (failure !== undefined) throw failure.error;
  }

  /**
   * Opens the file at an absolute path on another channel. Rejects where that does not see what was written on the first: some
   * servers keep what is written to themselves until the file is closed.
   */
  async reopen(channel: SftpChannel, path: string): Promise<Buffer> {
    const { at, bytes } = await this.#sample.promise;
    const handle = await channel.request<Buffer>((sftp, done) => sftp.open(path, 'r+', done));
    try {
      const seen = Buffer.alloc(bytes.length);
      const got = await channel.request<number>((sftp, done) =>
        sftp.read(handle, seen, 0, seen.length, at, done),
      );
      if (got !== seen.length || !seen.equals(bytes)) throw new Error('It is another file.');
      return handle;
    } catch (error) {
      void channel.release(handle);
      throw error;
    }
  }

  async #send(chunk: Buffer, part: OpenPart, file: OpenFile): Promise<void> {
    const at = this.#position;
    this.#position += chunk.length;
    const { slot, handle } = part;
    const answer = file.move(part, chunk.length, () =>
      slot.channel.command((sftp, done) => sftp.write(handle, chunk, 0, chunk.length, at, done)),
    );
    this.#unanswered.set(at, answer);
    await answer;
    this.#unanswered.delete(at);
    file.releaseBytes(chunk.length);
    if (at === this.#options.from) {
      // A copy, because the chunk’s buffer is used again.
      this.#sample.resolve({ at, bytes: Buffer.from(chunk.subarray(0, SAMPLE_BYTES)) });
    }
    returnBuffer(chunk);
  }
}
