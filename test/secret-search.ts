import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A text by which somebody could find out a secret, and where it was found. */
export interface Leak {
  readonly where: string;
  readonly secret: string;
}

/** The forms in which programs say a secret: as it is, in an address, in Base64, alone or behind a user name. */
export function spokenForms(secret: string, userNames: readonly string[]): readonly string[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '');
  return [
    secret,
    encodeURIComponent(secret),
    base64(secret),
    ...userNames.map((name) => base64(`${name}:${secret}`)),
  ];
}

/** Looks for secrets in what was written and sent. */
export class Search {
  readonly #forms: readonly { readonly secret: string; readonly bytes: Buffer }[];
  readonly #leaks: Leak[] = [];
  #bytes = 0;

  constructor(secrets: readonly string[], userNames: readonly string[]) {
    this.#forms = secrets.flatMap((secret) =>
      [...spokenForms(secret, userNames), Buffer.from(secret).toString('hex')].flatMap((form) => [
        { secret, bytes: Buffer.from(form) },
        // As Windows and Chromium's databases have it.
        { secret, bytes: Buffer.from(form, 'utf16le') },
      ]),
    );
  }

  get leaks(): readonly Leak[] {
    return this.#leaks;
  }

  /** How much was looked through, so that nobody takes nothing for nothing found. */
  get bytes(): number {
    return this.#bytes;
  }

  look(where: string, content: string | Buffer): void {
    const bytes = Buffer.from(content);
    this.#bytes += bytes.length;
    for (const form of this.#forms) {
      if (bytes.includes(form.bytes)) this.#leaks.push({ where, secret: form.secret });
    }
  }

  /** Everything in a folder, names included. */
  async lookIn(folder: string): Promise<void> {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      this.look(`the name ${path}`, path);
      // What Chromium removes meanwhile is gone.
      if (entry.isFile()) this.look(path, await readFile(path).catch(() => ''));
    }
  }
}

/** Collects the command lines of a process and of all that it starts, as everybody on the computer can see them. Linux only. */
export class CommandLines {
  readonly #seen = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#timer = setInterval(() => void this.#look(pid), 100);
  }

  async end(): Promise<string> {
    clearInterval(this.#timer);
    return Promise.resolve([...this.#seen].join('\n'));
  }

  async #look(pid: number): Promise<void> {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line !== '') this.#seen.add(line.replaceAll('\0', ' '));
    const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
    for (const task of tasks) {
      const children = await readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '');
      for (const child of children.trim().split(' ')) if (child !== '') await this.#look(Number(child));
    }
  }
}
