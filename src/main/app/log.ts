import { createWriteStream, type WriteStream } from 'node:fs';
import { chmod, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutSecrets } from '../ipc/secrets.js';
import { secretMask, type SecretMask } from '../targets/secret-mask.js';

/** A log that has grown beyond this many bytes is put aside at the next start, in the place of the one before. */
const KEEP_BYTES = 2 * 1024 * 1024;

/**
 * What the application did and what went wrong, for whoever looks into a failure: one file, and in short the error
 * output of a terminal: where in the program it went wrong is for those who look into the file. Passwords that it has been told of are masked in every line.
 */
export class Log {
  readonly #secrets = new Set<string>();
  #mask: SecretMask | undefined;
  #waiting: string[] | undefined = [];
  #file: WriteStream | undefined;

  /** Begins to write to `main.log` in `folder`. What was said before comes first. Never rejects: without a file there is the terminal. */
  async open(folder: string): Promise<void> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, 'main.log');
      const size = await stat(path).then(
        (found) => found.size,
        () => 0,
      );
      if (size > KEEP_BYTES) await rename(path, join(folder, 'main.old.log'));
      await chmod(path, 0o600).catch(() => undefined);
      this.#file = createWriteStream(path, { flags: 'a', mode: 0o600 });
      // A disk that is full must not end the application.
      this.#file.on('error', () => {
        this.#file = undefined;
      });
      for (const line of this.#waiting ?? []) this.#file.write(line);
    } catch {
      this.#file = undefined;
    }
    this.#waiting = undefined;
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
    const stamp = `${new Date().toISOString()} ${level}`;
    const line = `${stamp} ${this.#masked(whole)}\n`;
    process.stderr.write(`${stamp} ${this.#masked(short)}\n`);
    if (this.#waiting !== undefined) this.#waiting.push(line);
    else this.#file?.write(line);
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
