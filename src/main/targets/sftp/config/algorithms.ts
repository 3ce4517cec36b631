import { getCiphers } from 'node:crypto';
import type { CipherAlgorithm, KexAlgorithm, MacAlgorithm, ServerHostKeyAlgorithm } from 'ssh2';
import { matchesPatterns } from './patterns.js';

/** What a connection may be protected with, best first, by the names of RFC 4253 and its successors. */
export interface SshAlgorithms {
  readonly kex: readonly KexAlgorithm[];
  readonly cipher: readonly CipherAlgorithm[];
  readonly hmac: readonly MacAlgorithm[];
  readonly serverHostKey: readonly ServerHostKeyAlgorithm[];
}

/** What `~/.ssh/config` says of each, as it stands there: a list, or one to add (`+`), put first (`^`) or leave out (`-`). */
export type SaidOfAlgorithms = { readonly [Kind in keyof SshAlgorithms]?: string | undefined };

/** Taken from every server. */
const CURRENT: SshAlgorithms = {
  kex: [
    'curve25519-sha256@libssh.org',
    'curve25519-sha256',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group15-sha512',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group17-sha512',
    'diffie-hellman-group18-sha512',
  ],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
    'chacha20-poly1305@openssh.com',
  ],
  hmac: [
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
    'hmac-sha1-etm@openssh.com',
    'hmac-sha2-256',
    'hmac-sha2-512',
    'hmac-sha1',
  ],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
  ],
};

/** Weak by today's standards: used only where the profile or `~/.ssh/config` asks for it. */
const OLD: SshAlgorithms = {
  kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  cipher: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'],
  hmac: ['hmac-sha1-96', 'hmac-md5'],
  serverHostKey: ['ssh-rsa'],
};

/** Ciphers that not every runtime has, by the names that OpenSSL gives them. */
const NEEDS_CIPHER: Readonly<Record<string, string>> = {
  'chacha20-poly1305@openssh.com': 'chacha20',
  '3des-cbc': 'des-ede3-cbc',
};

/** Whether a server that offers these of one kind could be reached with the old ones allowed. */
export function hasOld(kind: keyof SshAlgorithms, offered: readonly string[]): boolean {
  const old: readonly string[] = usable<string>(OLD[kind]);
  return old.some((name) => offered.includes(name));
}

/**
 * What to offer a host: the current ones, the old ones behind them where `allowOld`, and what `~/.ssh/config` says of it. Names in
 * there that this runtime does not know are passed over; a list of which nothing is left says nothing.
 */
export function algorithmsFor(said: SaidOfAlgorithms, allowOld: boolean): SshAlgorithms {
  return {
    kex: listFor(CURRENT.kex, OLD.kex, said.kex, allowOld),
    cipher: listFor(CURRENT.cipher, OLD.cipher, said.cipher, allowOld),
    hmac: listFor(CURRENT.hmac, OLD.hmac, said.hmac, allowOld),
    serverHostKey: listFor(CURRENT.serverHostKey, OLD.serverHostKey, said.serverHostKey, allowOld),
  };
}

function listFor<T extends string>(
  current: readonly T[],
  old: readonly T[],
  said: string | undefined,
  allowOld: boolean,
): readonly T[] {
  const all = usable([...current, ...old]);
  const usual = allowOld ? all : usable(current);
  if (said === undefined) return usual;
  const patterns = said.replace(/^[+^-]/, '').split(',');
  const named = patterns.flatMap((pattern) => all.filter((name) => matchesPatterns(name, [pattern])));
  const chosen = combined(said[0] ?? '', usual, named);
  return chosen.length === 0 ? usual : chosen;
}

/** ssh_config(5): `+` adds behind the usual ones, `^` puts in front, `-` leaves out, and a bare list takes their place. */
function combined<T>(sign: string, usual: readonly T[], named: readonly T[]): readonly T[] {
  switch (sign) {
    case '+':
      return [...new Set([...usual, ...named])];
    case '^':
      return [...new Set([...named, ...usual])];
    case '-':
      return usual.filter((name) => !named.includes(name));
    default:
      return [...new Set(named)];
  }
}

function usable<T extends string>(names: readonly T[]): readonly T[] {
  const ciphers = getCiphers();
  return names.filter((name) => {
    const needed = NEEDS_CIPHER[name];
    return needed === undefined || ciphers.includes(needed);
  });
}
