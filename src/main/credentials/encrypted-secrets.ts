import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Keyring } from './keyring.js';

/** The file in the application's folder that holds encrypted secrets. */
const FILE = 'secrets.json';

/** Encrypts with a key that the system keeps for its user. Both throw where the system does not give the key. */
export interface Cipher {
  readonly encrypt: (text: string) => Buffer;
  readonly decrypt: (encrypted: Buffer) => string;
}

const FileSchema = v.object({
  version: v.literal(1),
  /** By account, in Base64. */
  secrets: v.record(v.string(), v.string()),
});
type Encrypted = v.InferOutput<typeof FileSchema>['secrets'];

/** Secrets in a file that means nothing without the system's key. It appears whole or not at all, and is for its owner alone. */
export class EncryptedSecrets implements Keyring {
  readonly #file: string;
  readonly #cipher: Cipher;
  /** One change after the other: each writes the whole file. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, cipher: Cipher) {
    this.#file = join(folder, FILE);
    this.#cipher = cipher;
  }

  async get(account: string): Promise<string | undefined> {
    const encrypted = (await readAll(this.#file)).get(account);
    return encrypted === undefined ? undefined : this.#cipher.decrypt(Buffer.from(encrypted, 'base64'));
  }

  async set(account: string, secret: string): Promise<void> {
    const encrypted = this.#cipher.encrypt(secret).toString('base64');
    await this.#change((all) => new Map([...all, [account, encrypted]]));
  }

  async remove(account: string): Promise<void> {
    await this.#change((all) => new Map([...all].filter(([one]) => one !== account)));
  }

  async clear(): Promise<void> {
    await this.#change(() => new Map());
  }

  #change(change: (all: ReadonlyMap<string, string>) => ReadonlyMap<string, string>): Promise<void> {
    const changing = this.#last.then(async () => {
      const before = await readAll(this.#file);
      const after = change(before);
      if (after.size === 0) await rm(this.#file, { force: true });
      else await writeAll(this.#file, Object.fromEntries(after));
    });
    this.#last = changing.catch(() => undefined);
    return changing;
  }
}

/** The accounts whose secrets are in the file; whoever lacks the key can still say that they are there. */
export async function encryptedAccounts(folder: string): Promise<ReadonlySet<string>> {
  return new Set((await readAll(join(folder, FILE))).keys());
}

/** A damaged file holds nothing that could be decrypted: it counts as empty, and the next secret takes its place. */
async function readAll(file: string): Promise<ReadonlyMap<string, string>> {
  try {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), FileSchema), await readFile(file, 'utf8'));
    return new Map(parsed.success ? Object.entries(parsed.output.secrets) : []);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
}

async function writeAll(file: string, secrets: Encrypted): Promise<void> {
  const beside = `${file}.${randomUUID()}.part`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify({ version: 1, secrets }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
