import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { closePiece, PIECE_BYTES, takePiece } from '../../buffer-pool.js';
import { stoppedError } from '../../target-error.js';

/** What is still asked for where the file should have ended: it may have grown. */
const REST = 4096;

/**
 * Opens a file for reading from the byte `from` on. Rejects with the system's error, `ELOOP` for a symbolic link unless `follow`, `EISDIR` for
 * whatever else is not a file. Errors of the stream pass through `mapError`; destroying it closes the file.
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
    const stats = await handle.stat();
    if (!stats.isFile()) throw Object.assign(new Error('Not a file'), { code: 'EISDIR' });
    return new FileReader(handle, { from, size: stats.size }, signal, mapError);
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
  /** Bytes that the file had when it was opened. */
  readonly #size: number;
  readonly #signal: AbortSignal;
  readonly #mapError: (error: unknown) => Error;
  readonly #onAbort = (): void => void this.destroy(stoppedError());

  constructor(
    handle: FileHandle,
    { from, size }: { readonly from: number; readonly size: number },
    signal: AbortSignal,
    mapError: (error: unknown) => Error,
  ) {
    super({ highWaterMark: PIECE_BYTES });
    this.#handle = handle;
    this.#at = from;
    this.#size = size;
    this.#signal = signal;
    this.#mapError = mapError;
    if (signal.aborted) this.#onAbort();
    else signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  override _read(): void {
    const left = this.#size - this.#at;
    const whole = left > PIECE_BYTES / 2;
    // No larger than needed: a hundred thousand small files would leave gigabytes of them behind.
    const buffer = whole ? takePiece() : Buffer.allocUnsafeSlow(Math.max(REST, left));
    this.#handle.read(buffer, 0, buffer.length, this.#at).then(
      ({ bytesRead }) => {
        this.#at += bytesRead;
        if (whole) closePiece(buffer, bytesRead);
        this.push(bytesRead === 0 ? null : buffer.subarray(0, bytesRead));
      },
      (error: unknown) => this.destroy(this.#mapError(error)),
    );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#handle.close().then(
      () => callback(error),
      (closing: unknown) => callback(error ?? this.#mapError(closing)),
    );
  }
}
