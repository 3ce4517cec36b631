import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { openSshKey, readStrings, sshString } from './openssh-key.js';

/** What became of PuTTY's form of a private key. */
export type Ppk =
  /** The same key in OpenSSH's form, open. */
  | { readonly kind: 'key'; readonly openSsh: string; readonly encrypted: boolean }
  /** The passphrase is missing or wrong. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'unreadable' };

/** The parts of a key file. */
interface PpkFile {
  readonly version: 2 | 3;
  readonly type: string;
  readonly encrypted: boolean;
  readonly comment: string;
  readonly publicBlob: Buffer;
  readonly privateBlob: Buffer;
  readonly mac: Buffer;
  readonly derivation: Derivation | undefined;
}

/** How a passphrase becomes keys (version 3). */
interface Derivation {
  readonly flavour: keyof typeof ARGON2;
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly channels: number;
  readonly salt: Buffer;
}

const ARGON2 = { Argon2i: 'argon2iAsync', Argon2d: 'argon2dAsync', Argon2id: 'argon2idAsync' } as const;

/** PuTTY itself asks for 8 MiB and few passes; a file that asks for hours of work is none of its making. */
const MOST_KIB = 1024 * 1024;
const MOST_KIB_PASSES = 16 * 1024 * 1024;

/** Whether a text is meant to be a key in PuTTY's form. */
export function isPpk(text: string): boolean {
  return text.startsWith('PuTTY-User-Key-File-');
}

/** Reads a key in PuTTY's form, version 2 or 3 (appendix C of its manual), and writes it in OpenSSH's. Never rejects. */
export async function readPpk(text: string, passphrase: string | undefined): Promise<Ppk> {
  const file = parse(text);
  if (file === undefined) return { kind: 'unreadable' };
  if (file.encrypted && (passphrase === undefined || passphrase === '')) return { kind: 'locked' };
  const { privateBlob, isGenuine } = await open(file, passphrase ?? '');
  if (!isGenuine) return { kind: file.encrypted ? 'locked' : 'unreadable' };
  const secret = openSshSecret(file.type, file.publicBlob, privateBlob);
  if (secret === undefined) return { kind: 'unreadable' };
  return {
    kind: 'key',
    openSsh: openSshKey(file.publicBlob, secret, file.comment),
    encrypted: file.encrypted,
  };
}

function parse(text: string): PpkFile | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  const values = new Map<string, string>();
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, value] = /^([A-Za-z0-9-]+): (.*)$/.exec(lines[at] ?? '') ?? [];
    if (name === undefined || value === undefined) continue;
    const count = name.endsWith('-Lines') ? Number(value) : 0;
    values.set(name, count > 0 ? lines.slice(at + 1, at + 1 + count).join('') : value);
    at += count;
  }
  const type2 = values.get('PuTTY-User-Key-File-2');
  const type = type2 ?? values.get('PuTTY-User-Key-File-3');
  const encryption = values.get('Encryption');
  const publicBlob = values.get('Public-Lines');
  const privateBlob = values.get('Private-Lines');
  const mac = values.get('Private-MAC');
  if (type === undefined || publicBlob === undefined || privateBlob === undefined || mac === undefined)
    return undefined;
  if (encryption !== 'none' && encryption !== 'aes256-cbc') return undefined;
  const version = type2 === undefined ? 3 : 2;
  const encrypted = encryption !== 'none';
  const derivation = encrypted && version === 3 ? derivationFrom(values) : undefined;
  if (encrypted && version === 3 && derivation === undefined) return undefined;
  return {
    version,
    type,
    encrypted,
    comment: values.get('Comment') ?? '',
    publicBlob: Buffer.from(publicBlob, 'base64'),
    privateBlob: Buffer.from(privateBlob, 'base64'),
    mac: Buffer.from(mac, 'hex'),
    derivation,
  };
}

function derivationFrom(values: ReadonlyMap<string, string>): Derivation | undefined {
  const flavour = values.get('Key-Derivation');
  const [memory = 0, passes = 0, channels = 0] = ['Memory', 'Passes', 'Parallelism'].map((name) =>
    Number(values.get(`Argon2-${name}`)),
  );
  if (flavour !== 'Argon2i' && flavour !== 'Argon2d' && flavour !== 'Argon2id') return undefined;
  if (![memory, passes, channels].every((value) => Number.isSafeInteger(value) && value > 0))
    return undefined;
  if (memory > MOST_KIB || memory * passes > MOST_KIB_PASSES || memory < 8 * channels) return undefined;
  const salt = Buffer.from(values.get('Argon2-Salt') ?? '', 'hex');
  return salt.length < 8 ? undefined : { flavour, memory, passes, channels, salt };
}

async function open(
  file: PpkFile,
  passphrase: string,
): Promise<{ readonly privateBlob: Buffer; readonly isGenuine: boolean }> {
  const { cipherKey, iv, macKey, macHash } = await keysOf(file, passphrase);
  let { privateBlob } = file;
  if (file.encrypted) {
    if (privateBlob.length % 16 !== 0) return { privateBlob, isGenuine: false };
    const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv).setAutoPadding(false);
    privateBlob = Buffer.concat([decipher.update(privateBlob), decipher.final()]);
  }
  const mac = createHmac(macHash, macKey);
  const encryption = file.encrypted ? 'aes256-cbc' : 'none';
  for (const part of [file.type, encryption, file.comment, file.publicBlob, privateBlob]) {
    mac.update(sshString(part));
  }
  const expected = mac.digest();
  return {
    privateBlob,
    isGenuine: expected.length === file.mac.length && timingSafeEqual(expected, file.mac),
  };
}

interface Keys {
  readonly cipherKey: Buffer;
  readonly iv: Buffer;
  readonly macKey: Buffer;
  readonly macHash: 'sha1' | 'sha256';
}

async function keysOf({ version, encrypted, derivation }: PpkFile, passphrase: string): Promise<Keys> {
  const none = Buffer.alloc(0);
  if (version === 2) {
    const part = (number: number): Buffer =>
      createHash('sha1')
        .update(Buffer.from([0, 0, 0, number]))
        .update(passphrase)
        .digest();
    return {
      cipherKey: Buffer.concat([part(0), part(1)]).subarray(0, 32),
      iv: Buffer.alloc(16),
      macKey: createHash('sha1')
        .update('putty-private-key-file-mac-key')
        .update(encrypted ? passphrase : '')
        .digest(),
      macHash: 'sha1',
    };
  }
  if (derivation === undefined) return { cipherKey: none, iv: none, macKey: none, macHash: 'sha256' };
  const { flavour, memory, passes, channels, salt } = derivation;
  // Loaded where it is needed: few have such a key.
  const argon2 = await import('@noble/hashes/argon2');
  const derived = Buffer.from(
    await argon2[ARGON2[flavour]](passphrase, salt, { t: passes, m: memory, p: channels, dkLen: 80 }),
  );
  return {
    cipherKey: derived.subarray(0, 32),
    iv: derived.subarray(32, 48),
    macKey: derived.subarray(48),
    macHash: 'sha256',
  };
}

/** The part of a key that OpenSSH's form keeps secret, made of PuTTY's two; `undefined` for other types of keys. */
function openSshSecret(type: string, publicBlob: Buffer, privateBlob: Buffer): Buffer | undefined {
  const [name, ...open] = readStrings(publicBlob);
  const secret = readStrings(privateBlob);
  if (name?.toString() !== type) return undefined;
  const parts = secretParts(type, open, secret);
  return parts && Buffer.concat([type, ...parts].map(sshString));
}

function secretParts(
  type: string,
  open: readonly Buffer[],
  secret: readonly Buffer[],
): readonly Buffer[] | undefined {
  switch (type) {
    case 'ssh-rsa': {
      const [e, n] = open;
      const [d, p, q, inverse] = secret;
      return e && n && d && p && q && inverse && [n, e, d, inverse, p, q];
    }
    case 'ssh-ed25519': {
      const [point] = open;
      const [seed] = secret;
      if (point?.length !== 32 || seed === undefined || seed.length > 32) return undefined;
      // A number with its low end first, of which PuTTY may leave out noughts at the high end.
      const whole = Buffer.concat([seed, Buffer.alloc(32 - seed.length), point]);
      return [point, whole];
    }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521': {
      const [curve, point] = open;
      const [exponent] = secret;
      return curve && point && exponent && [curve, point, exponent];
    }
    default:
      return undefined;
  }
}
