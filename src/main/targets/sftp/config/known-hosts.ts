import { createHmac } from 'node:crypto';
import { matchesPatterns } from './patterns.js';

/** What `known_hosts` says of a key that a host shows. */
export type KnownHostVerdict =
  /** The host is there with this very key. */
  | 'known'
  /** The host is there, but with other keys only. */
  | 'other-key'
  /** The host is not there. */
  | 'unknown'
  /** The key is one that must not be trusted any more. */
  | 'revoked';

interface KnownKey {
  readonly type: string;
  /** Base64. */
  readonly key: string;
  readonly revoked: boolean;
}

/** What `known_hosts` calls a host: sshd(8), “SSH_KNOWN_HOSTS FILE FORMAT”. */
export function knownHostName(host: string, port: number): string {
  return port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
}

/** What the text of a `known_hosts` file says of `key`, the SSH wire form, shown by the host called `name`. */
export function judgeHostKey(text: string, name: string, key: Buffer): KnownHostVerdict {
  const encoded = key.toString('base64');
  const keys = keysOf(text, name);
  if (keys.some((known) => known.revoked && known.key === encoded)) return 'revoked';
  const good = keys.filter((known) => !known.revoked);
  if (good.some((known) => known.key === encoded)) return 'known';
  return good.length > 0 ? 'other-key' : 'unknown';
}

/** The types of the keys that the text has for the host called `name`; they are to be asked for first. */
export function knownKeyTypes(text: string, name: string): readonly string[] {
  return keysOf(text, name)
    .filter(({ revoked }) => !revoked)
    .map(({ type }) => type);
}

function keysOf(text: string, name: string): readonly KnownKey[] {
  const keys: KnownKey[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') === true ? words.shift() : undefined;
    // ssh2 takes no certificates of hosts, so there is nothing for an authority to vouch for.
    if (marker !== undefined && marker !== '@revoked') continue;
    const [hosts = '', type, key] = words;
    if (type === undefined || key === undefined) continue;
    if (isMeant(hosts, name)) keys.push({ type, key, revoked: marker === '@revoked' });
  }
  return keys;
}

function isMeant(hosts: string, name: string): boolean {
  if (!hosts.startsWith('|1|')) return matchesPatterns(name, hosts.split(','));
  const [, , salt = '', hash] = hosts.split('|');
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}
