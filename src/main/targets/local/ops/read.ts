import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { constants, open } from '../original-fs.js';
import { closeBuffer, BUFFER_BYTES, takeBuffer } from '../../buffer-pool.js';
import { stoppedError } from '../../../../shared/problem-error.js';
import { expectUnchanged, stateOf, type FileState } from './read-state.js';

/** What is still asked for where the file should have ended: it may have grown. */
const REST = 4096;

/**
 * Opens a file for reading from the byte `from` on. Rejects with the system's error, `ELOOP` for a symbolic link unless `follow`, `EISDIR` for
 * whatever else is not a file. The stream fails where the file was changed while it was read (S2). Errors of the stream pass through `mapError`; destroying it closes the file.
 */
export async function openForReading(
  path: string,
  { follow, from }: { readonly follow: boolean; readonly from: number },
  signal: AbortSignal,
  mapError: (error: unknown) => Error,
): Promise<Readable> {
  // O_NONBLOCK: opening a named pipe without a writer would wait for ever otherwise. Both flags are absent on Windows.
  const handle = await open(
    path,
    constants.O_RDONLY | (follow ? 0 : flag('O_NOFOLLOW')) | flag('O_NONBLOCK'),
  );
  try {
    return new FileReader(handle, from, await stateOf(handle), signal, mapError);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function flag(name: 'O_NOFOLLOW' | 'O_NONBLOCK'): number {
  const flags: Readonly<Record<string, number | undefined>> = constants;
  return flags[name] ?? 0;
}

class FileReader extends Readable {
  readonly #handle: FileHandle;
  #at: number;
  readonly #opened: FileState;
  /** Bytes that the file had when it was opened. */
  readonly #size: number;
  readonly #signal: AbortSignal;
  readonly #mapError: (error: unknown) => Error;
  readonly #onAbort = (): void => void this.destroy(stoppedError());

  constructor(
    handle: FileHandle,
    from: number,
    opened: FileState,
    signal: AbortSignal,
    mapError: (error: unknown) => Error,
  ) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#handle = handle;
    this.#at = from;
    this.#opened = opened;
    this.#size = Number(opened.size);
    this.#signal = signal;
    this.#mapError = mapError;
    if (signal.aborted) this.#onAbort();
    else signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  override _read(): void {
    const left = this.#size - this.#at;
    const whole = left > BUFFER_BYTES / 2;
    // No larger than needed: a hundred thousand small files would leave gigabytes of them behind.
    const buffer = whole ? takeBuffer() : Buffer.allocUnsafeSlow(Math.max(REST, left));
    this.#readInto(buffer).then(
      ({ bytesRead, isEnd }) => {
        if (whole) closeBuffer(buffer, bytesRead);
        if (bytesRead > 0) this.push(buffer.subarray(0, bytesRead));
        if (isEnd) this.push(null);
      },
      (error: unknown) => this.destroy(this.#mapError(error)),
    );
  }

  async #readInto(buffer: Buffer): Promise<{ readonly bytesRead: number; readonly isEnd: boolean }> {
    const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, this.#at);
    this.#at += bytesRead;
    // Most files are small, and read at once: one that still has its size afterwards holds nothing beyond.
    const isEnd = bytesRead === 0 || (this.#at === this.#size && bytesRead < buffer.length);
    if (isEnd) await expectUnchanged(this.#handle, this.#opened);
    return { bytesRead, isEnd };
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#handle.close().then(
      () => callback(error),
      (closing: unknown) => callback(error ?? this.#mapError(closing)),
    );
  }
}
