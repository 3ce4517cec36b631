import type { ItemPath, Side } from './entry/entry.js';

/** What a server presented to prove who it is. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970 in UTC; absent for the host key of an SSH server, which has no end. */
  readonly valid?: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** SHA-256 over the DER form, upper-case hexadecimal pairs joined by colons. */
  readonly fingerprint: string;
  /** Present where it is valid for other names than the one asked for. */
  readonly mismatch?: { readonly host: string; readonly names: readonly string[] } | undefined;
}

/** S7: more would be deleted than the deletion limit allows. Histories, JSON events and programs know it by this code, from the time when the limit was called the brakes. */
export const DELETION_LIMIT = 'brakes';

/** Every kind of problem that there is. */
export const PROBLEM_KINDS = [
  'server-not-found',
  'server-unreachable',
  'connection-lost',
  'timed-out',
  'sign-in-refused',
  /** Nothing was tried, because a password is needed and none is known. */
  'password-needed',
  'key-locked',
  'certificate-unknown',
  'certificate-changed',
  'tls-unavailable',
  /** The command that was to run before a sync did not end well. */
  'command-failed',
  'folder-missing',
  'not-found',
  'not-a-folder',
  'permission-denied',
  'no-space',
  'name-refused',
  'changed-meanwhile',
  'already-exists',
  'not-empty',
  'listing-incomplete',
  'transfer-incomplete',
  'busy',
  'damaged',
  DELETION_LIMIT,
  'locked',
  'unsupported',
  'invalid',
  'stopped',
  'other',
] as const;

export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** What nobody gave to sign in with: no user name means no password either. */
export const MISSING_SIGN_INS = ['user-name', 'password'] as const;
export type MissingSignIn = (typeof MISSING_SIGN_INS)[number];

/**
 * Something that went wrong, said for people: `what` happened (a whole sentence that names the file, folder or server)
 * and `advice` (a whole sentence that says what to do). Neither holds a secret or a stack trace.
 */
export interface Problem {
  readonly kind: ProblemKind;
  readonly what: string;
  readonly advice: string;
  readonly side?: Side | undefined;
  readonly path?: ItemPath | undefined;
  /** Present with `sign-in-refused` where it was tried without that, because nobody gave any. */
  readonly missing?: MissingSignIn | undefined;
  /** What the server said, in its own words, where it refused something. */
  readonly reply?: string | undefined;
  /** Present where the user can decide to trust it: `certificate-unknown` and `certificate-changed`. */
  readonly certificate?: CertificateFacts | undefined;
}
