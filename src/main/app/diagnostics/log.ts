import { createWriteStream, type WriteStream } from 'node:fs';
import { chmod, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutSecrets } from '../../ipc/secrets.js';
import { secretMask, type SecretMask } from '../../targets/secrets/secret-mask.js';

/** A log that has grown beyond this many bytes is put aside, in the place of the one before. */
const KEEP_BYTES = 2 * 1024 * 1024;

/** The name of the log that is written. */
export const LOG_FILE = 'main.log';
const BEFORE = 'main.old.log';

/**
 * What the application did and what went wrong, for whoever looks into a failure: one file, and in short the error
 * output of a terminal: where in the program it went wrong is for those who look into the file. Passwords that it has been told of are masked in every line.
 */
export class Log {
  readonly #secrets = new Set<string>();
  #mask: SecretMask | undefined;
  /** Lines that come while there is no file to write them to yet. */
  #waiting: string[] | undefined = [];
  #file: WriteStream | undefined;
  #folder: string | undefined;
  #keepBytes = KEEP_BYTES;
  #bytes = 0;

  /**
   * Begins to write to `main.log` in `folder`. What was said before comes first. Whenever it has grown beyond `keepBytes`, it takes the place
   * of `main.old.log`, and a new one begins. Never rejects: without a file there is the terminal.
   */
  async open(folder: string, keepBytes = KEEP_BYTES): Promise<void> {
    this.#folder = folder;
    this.#keepBytes = keepBytes;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, LOG_FILE);
      const size = await stat(path).then(
        (found) => found.size,
        () => 0,
      );
      if (size > keepBytes) await rename(path, join(folder, BEFORE));
      await chmod(path, 0o600).catch(() => undefined);
      this.#begin(size > keepBytes ? 0 : size);
    } catch {
      this.#file = undefined;
    }
    this.#writeWaiting();
  }

  /** The last lines of the log, masked as they were written, `most` characters of it; `''` where there is none. Never rejects. */
  async end(most: number): Promise<string> {
    if (this.#folder === undefined) return '';
    try {
      const text = await readFile(join(this.#folder, LOG_FILE), 'utf8');
      return text.length <= most ? text : text.slice(text.indexOf('\n', text.length - most) + 1);
    } catch {
      return '';
    }
  }

  /** Masks a password from now on, whatever it is written as. */
  readonly conceal = (secret: string): void => {
    if (this.#secrets.has(secret)) return;
    this.#secrets.add(secret);
    this.#mask = secretMask({ secrets: [...this.#secrets] });
  };

  readonly info = (what: string): void => {
    this.#write('info', what, what);
  };

  readonly failure = (what: string, error: unknown): void => {
    this.#write('failure', `${what}: ${described(error)}`, `${what}: ${inShort(error)}`);
  };

  #write(level: string, whole: string, short: string): void {
    const prefix = `${new Date().toISOString()} ${level}`;
    const line = `${prefix} ${this.#masked(whole)}\n`;
    process.stderr.write(`${prefix} ${this.#masked(short)}\n`);
    if (this.#waiting !== undefined) this.#waiting.push(line);
    else this.#put(line);
  }

  #put(line: string): void {
    if (this.#file === undefined) return;
    this.#file.write(line);
    this.#bytes += Buffer.byteLength(line);
    if (this.#bytes > this.#keepBytes) void this.#beginAnew();
  }

  #begin(bytes: number): void {
    const file = createWriteStream(join(this.#folder ?? '', LOG_FILE), { flags: 'a', mode: 0o600 });
    // A disk that is full must not end the application.
    file.on('error', () => {
      if (this.#file === file) this.#file = undefined;
    });
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Puts the log aside while the application goes on. */
  async #beginAnew(): Promise<void> {
    const [file, folder] = [this.#file, this.#folder];
    if (file === undefined || folder === undefined) return;
    this.#file = undefined;
    this.#waiting = [];
    try {
      await new Promise<void>((resolve) => file.end(() => resolve()));
      await rename(join(folder, LOG_FILE), join(folder, BEFORE));
    } catch {
      // Then it grows on: a line that is kept is worth more than a file that stays small.
    }
    this.#begin(0);
    this.#writeWaiting();
  }

  #writeWaiting(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const line of waiting) this.#put(line);
  }

  #masked(text: string): string {
    const bare = withoutSecrets(text);
    return this.#mask?.(bare) ?? bare;
  }
}

function inShort(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function described(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\n  caused by ${described(error.cause)}`;
  return (error.stack ?? error.message) + cause;
}
