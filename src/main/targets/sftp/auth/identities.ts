import { basename, join } from 'node:path';
import type { ParsedKey } from 'ssh2';
import { readFile } from '../../local/original-fs.js';
import { isPkcs8, readPkcs8 } from './pkcs8.js';
import { isPpk, readPpk } from './ppk.js';

/** What became of an attempt to use a key file. */
export type Identity =
  | { readonly kind: 'key'; readonly file: string; readonly key: ParsedKey; readonly encrypted: boolean }
  /** It has a passphrase that is not among those given. */
  | { readonly kind: 'locked'; readonly file: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly file: string };

/** The keys that `ssh` tries where nothing else is said. */
export function defaultIdentityFiles(homeFolder: string): readonly string[] {
  return ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => join(homeFolder, '.ssh', name));
}

/** Reads a private key in OpenSSH's, PEM (also PKCS#8) or PuTTY's form, opened with one of the passphrases if it needs one. Never rejects. */
export async function readIdentity(file: string, passphrases: readonly string[]): Promise<Identity> {
  let text: Buffer;
  try {
    text = await readFile(file);
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return absent ? { kind: 'absent' } : { kind: 'unreadable', file };
  }
  const parse = parserFor(text);
  const plain = await parse();
  if (plain.key) return { kind: 'key', file, key: plain.key, encrypted: false };
  if (!plain.encrypted) return { kind: 'unreadable', file };
  for (const passphrase of passphrases) {
    const { key } = await parse(passphrase);
    if (key) return { kind: 'key', file, key, encrypted: true };
  }
  return { kind: 'locked', file };
}

/** The name of a key's file, for sentences. */
export function identityName(file: string): string {
  return basename(file);
}

interface Parsed {
  readonly key?: ParsedKey;
  readonly encrypted: boolean;
}

function parserFor(text: Buffer): (passphrase?: string) => Promise<Parsed> {
  const ppk = text.toString();
  if (isPkcs8(ppk)) {
    return async (passphrase) => {
      const read = readPkcs8(ppk, passphrase);
      return read.kind === 'key' ? parseKey(Buffer.from(read.text)) : { encrypted: read.kind === 'locked' };
    };
  }
  if (!isPpk(ppk)) return (passphrase) => parseKey(text, passphrase);
  // ssh2 reads an older version of PuTTY's form only, and not with every type of key.
  return async (passphrase) => {
    const read = await readPpk(ppk, passphrase);
    return read.kind === 'key' ? parseKey(Buffer.from(read.openSsh)) : { encrypted: read.kind === 'locked' };
  };
}

async function parseKey(text: Buffer, passphrase?: string): Promise<Parsed> {
  const { default: ssh2 } = await import('ssh2');
  const parsed = ssh2.utils.parseKey(text, passphrase);
  if (parsed instanceof Error) return { encrypted: /encrypted|passphrase/i.test(parsed.message) };
  // It is a list for the forms that could hold several keys.
  const [key] = [parsed].flat();
  return key?.isPrivateKey() === true ? { key, encrypted: false } : { encrypted: false };
}
