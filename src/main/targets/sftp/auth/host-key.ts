import { createHash } from 'node:crypto';
import type { Side } from '../../../../shared/entry/entry.js';
import type { CertificateFacts, Problem } from '../../../../shared/problem.js';
import { printable } from '../../item-path.js';
import { judgeHostKey } from '../config/known-hosts.js';

/** What a host key is checked against. */
export interface HostKeyCheck {
  /** The host's name as the user knows it, for sentences. */
  readonly label: string;
  /** Where it is. */
  readonly host: string;
  readonly port: number;
  /** The name under which `known_hosts` would have it. */
  readonly knownAs: string;
  /** The text of `known_hosts`. */
  readonly knownHosts: string;
  /** The fingerprint that the profile trusts. */
  readonly trusted: string | undefined;
  /** Whether the profile could come to trust the key; a host on the way to the server cannot be trusted so. */
  readonly trustable: boolean;
  readonly side: Side;
}

/** SHA-256 over the SSH wire form, as Evenkeel writes fingerprints: upper-case pairs joined by colons. */
export function hostKeyFingerprint(key: Buffer): string {
  const hex = createHash('sha256').update(key).digest('hex').toUpperCase();
  return hex.match(/../g)?.join(':') ?? '';
}

/** The same as `ssh` and `ssh-keygen` write it. */
function openSshFingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The name of the key's type, with which its SSH wire form begins (RFC 4253, 6.6). */
function hostKeyType(key: Buffer): string {
  const length = key.length < 4 ? 0 : key.readUInt32BE(0);
  return printable(key.toString('latin1', 4, 4 + Math.min(length, 64)));
}

function hostKeyFacts(key: Buffer, { host, port }: HostKeyCheck): CertificateFacts {
  return {
    subject: `${host}:${port}`,
    issuer: `${hostKeyType(key)} host key, ${openSshFingerprint(key)}`,
    fingerprint: hostKeyFingerprint(key),
  };
}

/** What a key says that was found good, and who vouches for it. */
export function hostKeyProof(
  key: Buffer,
  check: HostKeyCheck,
): { readonly hostKey: CertificateFacts; readonly vouchedBy: 'computer' | 'user' } {
  const known = judgeHostKey(check.knownHosts, check.knownAs, key) === 'known';
  return { hostKey: hostKeyFacts(key, check), vouchedBy: known ? 'computer' : 'user' };
}

/** Why the key must not be relied on; `undefined` where `known_hosts` or the profile vouches for it. */
export function hostKeyProblem(key: Buffer, check: HostKeyCheck): Problem | undefined {
  const verdict = judgeHostKey(check.knownHosts, check.knownAs, key);
  const server = `The server “${check.label}”`;
  const { side } = check;
  if (verdict === 'revoked') {
    return {
      kind: 'certificate-changed',
      what: `${server} shows a host key that is revoked in this computer’s known hosts.`,
      advice: 'Do not sign in. Ask the server’s administrator what happened to its key.',
      side,
    };
  }
  const fingerprint = hostKeyFingerprint(key);
  if (verdict === 'known' || fingerprint === check.trusted) return undefined;
  const certificate = check.trustable ? hostKeyFacts(key, check) : undefined;
  if (verdict === 'other-key' || check.trusted !== undefined) {
    return {
      kind: 'certificate-changed',
      what: `${server} shows a different host key than the one ${check.trusted === undefined ? 'this computer knows' : 'you trusted'}.`,
      advice:
        'Somebody may be intercepting the connection. Ask the server’s administrator whether the key was replaced. Trust the new one only if its fingerprint matches the one they give you.',
      side,
      certificate,
    };
  }
  return {
    kind: 'certificate-unknown',
    what: `The host key of the server “${check.label}” is not known to this computer.`,
    advice: check.trustable
      ? 'Trust it only if its fingerprint matches the one given by the server’s owner.'
      : 'Sign in to it once with ssh, so that this computer knows its key, and try again.',
    side,
    certificate,
  };
}
