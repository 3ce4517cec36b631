import type { FileHandle } from 'node:fs/promises';

/** Bytes of a file after which the disk is given what has been written of it. */
const EARLY_BYTES = 64 * 1024 * 1024;

/** One at a time in the whole program: it keeps one of the few threads that read and write files. */
let isBusy = false;

/** Has the disk take up what has been written of a big file while more of it arrives, so that little is left to wait for at the end. */
export class EarlySync {
  readonly #handle: Pick<FileHandle, 'datasync'>;
  #waiting = 0;
  #failure: { readonly error: unknown } | undefined;
  #underWay: Promise<void> | undefined;

  constructor(handle: Pick<FileHandle, 'datasync'>) {
    this.#handle = handle;
  }

  /** Says that so many bytes more have been written. */
  wrote(bytes: number): void {
    this.#waiting += bytes;
    if (this.#waiting < EARLY_BYTES || isBusy) return;
    this.#waiting = 0;
    isBusy = true;
    this.#underWay = this.#sync();
  }

  /** Resolves when nothing of it is under way any more, which must be waited for before the file is closed. Never rejects. */
  async settled(): Promise<void> {
    await this.#underWay;
  }

  /** Throws what the disk has said against it: the system tells it only once, and a later sync would succeed. */
  throwIfFailed(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #sync(): Promise<void> {
    try {
      await this.#handle.datasync();
    } catch (error) {
      this.#failure ??= { error };
    } finally {
      isBusy = false;
    }
  }
}
