import { printable } from '../../item-path.js';
import type { Problem } from '../../../../shared/problem.js';
import type { Side } from '../../../../shared/entry/entry.js';
import { hasOld, type SshAlgorithms } from '../config/algorithms.js';

/** What ssh2 calls each kind in what it says of the handshake, and what it is called in a sentence. */
const KINDS: readonly {
  readonly kind: keyof SshAlgorithms;
  readonly remote: RegExp;
  readonly failure: RegExp;
  readonly name: string;
}[] = [
  {
    kind: 'kex',
    remote: /^Handshake: \(remote\) KEX method: (.*)$/,
    failure: /no matching key exchange/i,
    name: 'key exchange',
  },
  {
    kind: 'serverHostKey',
    remote: /^Handshake: \(remote\) Host key format: (.*)$/,
    failure: /no matching host key/i,
    name: 'host keys',
  },
  {
    kind: 'cipher',
    remote: /^Handshake: \(remote\) C->S cipher: (.*)$/,
    failure: /no matching \S+ cipher/i,
    name: 'encryption',
  },
  {
    kind: 'hmac',
    remote: /^Handshake: \(remote\) C->S MAC: (.*)$/,
    failure: /no matching \S+ MAC/i,
    name: 'integrity checks',
  },
];

/** Remembers what a server offered in the handshake (RFC 4253, 7.1), to say what is missing where nothing fits. */
export class Handshake {
  readonly #offered = new Map<keyof SshAlgorithms, readonly string[]>();

  /** Takes a line of what ssh2 says of its dialogue. */
  record(line: string): void {
    for (const { kind, remote } of KINDS) {
      const list = remote.exec(line)?.[1];
      if (list !== undefined) this.#offered.set(kind, list.split(','));
    }
  }

  /** Why no method could be agreed on; `undefined` where `error` is about something else. */
  problem(error: unknown, wanted: SshAlgorithms, label: string, side: Side): Problem | undefined {
    const message = error instanceof Error ? error.message : '';
    // Where nothing fits, the server may hang up before ssh2 says so itself.
    const found = KINDS.find(({ kind, failure }) => failure.test(message) || this.#misses(kind, wanted));
    if (found === undefined) return undefined;
    const offered = this.#offered.get(found.kind) ?? [];
    const names = offered.slice(0, 8).map(printable).join(', ');
    const old = hasOld(found.kind, offered);
    return {
      kind: 'unsupported',
      what: old
        ? `The server “${label}” offers only old methods for ${found.name}: ${names}.`
        : `The server “${label}” offers no method for ${found.name} that Evenkeel supports: ${names}.`,
      advice: old
        ? 'Update the server, or allow old SSH algorithms in the profile (--ssh-old-algorithms): they are less secure.'
        : SUGGESTIONS[found.kind],
      side,
    };
  }

  #misses(kind: keyof SshAlgorithms, wanted: SshAlgorithms): boolean {
    const offered = this.#offered.get(kind);
    const names: readonly string[] = wanted[kind];
    return offered !== undefined && !names.some((name) => offered.includes(name));
  }
}

const SUGGESTIONS: Readonly<Record<keyof SshAlgorithms, string>> = {
  kex: 'Enable curve25519-sha256 or ecdh-sha2-nistp256 on the server (KexAlgorithms in OpenSSH).',
  serverHostKey: 'Add a host key of type ed25519, ECDSA or RSA to the server.',
  cipher: 'Enable aes256-gcm@openssh.com or aes256-ctr on the server (Ciphers in OpenSSH).',
  hmac: 'Enable hmac-sha2-256 on the server (MACs in OpenSSH).',
};
