import { createPrivateKey, type KeyObject } from 'node:crypto';
import { openSshKey, sshString } from './openssh-key.js';

/** A key in PKCS#8 (RFC 5958), in a form that ssh2 reads. */
export type Pkcs8 =
  | { readonly kind: 'key'; readonly text: string; readonly encrypted: boolean }
  /** It has a passphrase, and not this one. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'unreadable' };

const PLAIN = '-----BEGIN PRIVATE KEY-----';
const ENCRYPTED = '-----BEGIN ENCRYPTED PRIVATE KEY-----';

/** Whether a text holds a private key in PKCS#8, as OpenSSL and most cloud consoles write them. */
export function isPkcs8(text: string): boolean {
  return text.includes(PLAIN) || text.includes(ENCRYPTED);
}

/** Opens such a key. ssh2 reads no PKCS#8, so it is given the same key in the form of its kind. It is kept in memory only. */
export function readPkcs8(text: string, passphrase: string | undefined): Pkcs8 {
  const encrypted = text.includes(ENCRYPTED);
  if (encrypted && (passphrase === undefined || passphrase === '')) return { kind: 'locked' };
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: text, format: 'pem', ...(encrypted && { passphrase }) });
  } catch {
    return encrypted ? { kind: 'locked' } : { kind: 'unreadable' };
  }
  const readable = readableBySsh2(key);
  return readable === undefined ? { kind: 'unreadable' } : { kind: 'key', text: readable, encrypted };
}

function readableBySsh2(key: KeyObject): string | undefined {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return key.export({ type: 'pkcs1', format: 'pem' }).toString();
    case 'ec':
      return key.export({ type: 'sec1', format: 'pem' }).toString();
    case 'ed25519':
      return ed25519(key);
    case undefined:
    default:
      return undefined;
  }
}

/** RFC 8709: the private half is the seed with the public half behind it. */
function ed25519(key: KeyObject): string | undefined {
  const { d, x } = key.export({ format: 'jwk' });
  if (d === undefined || x === undefined) return undefined;
  const seed = Buffer.from(d, 'base64url');
  const publicHalf = Buffer.from(x, 'base64url');
  const type = sshString('ssh-ed25519');
  return openSshKey(
    Buffer.concat([type, sshString(publicHalf)]),
    Buffer.concat([type, sshString(publicHalf), sshString(Buffer.concat([seed, publicHalf]))]),
    '',
  );
}
