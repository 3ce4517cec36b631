import { FTPError, type FTPResponse } from 'basic-ftp';

/** The server's last word on one of several commands that were sent together. */
export interface Reply {
  readonly code: number;
  readonly message: string;
  /** Whether the command was carried out (2xx) or waits for its second half (3xx). */
  readonly good: boolean;
}

/** The server’s replies do not fit the commands: from then on it cannot be known what answers what. */
export class OutOfStep extends Error {}

/** What basic-ftp hands on: a reply, a refusal, or that the connection broke. */
export type Answer = FTPResponse | Error;

/** RFC 959, 4.2: 421 can come at any time and means that the server hangs up. */
export function toReply(answer: Answer): Reply | Error {
  if (answer instanceof FTPError) {
    return answer.code === 421 ? answer : { code: answer.code, message: answer.message, good: false };
  }
  return answer instanceof Error ? answer : { ...answer, good: true };
}

/** Codes of success that belong to one command alone (RFC 959, 4.2.2; RFC 2428; RFC 3659). */
const OWN_CODES: readonly (readonly [code: number, verbs: readonly string[]])[] = [
  [213, ['SIZE', 'MDTM', 'MFMT', 'STAT', 'HASH', 'AVBL', 'XSHA256', 'XSHA1', 'XMD5', 'XCRC']],
  [227, ['PASV']],
  [229, ['EPSV']],
  [350, ['RNFR', 'REST']],
];

/** Commands whose success has one code only. */
const OWN_VERBS = new Map([
  ['PASV', 227],
  ['EPSV', 229],
  ['RNFR', 350],
  ['REST', 350],
  ['SIZE', 213],
  ['MLST', 250],
]);

/** What a server says to FEAT, SYST and PWD, which go out behind the password: pyftpdlib thinks about that one for so long that it answers them first. */
const NEVER_TO_PASS: ReadonlySet<number> = new Set([211, 214, 215, 257]);

/** Whether a reply cannot be one to this command: then the server and we are out of step. */
export function isOutOfStep(command: string, { code, good }: Reply): boolean {
  if (!good) return false;
  const verb = command.split(' ', 1)[0]?.toUpperCase() ?? '';
  const own = OWN_VERBS.get(verb);
  if (own !== undefined) return code !== own;
  if (verb === 'PASS' && NEVER_TO_PASS.has(code)) return true;
  return OWN_CODES.some(([only, verbs]) => only === code && !verbs.includes(verb));
}

/** Whether the server does not know the command. Any other refusal is about what it was to be done to. */
export function isUnknown({ code }: Reply): boolean {
  return code === 500 || code === 502 || code === 504;
}

/**
 * Whether the last word on a transfer behind which another command went out may be the answer to that command instead: servers
 * that read it too early refuse it as out of place (proftpd 450, pure-ftpd 500) or simply answer it.
 */
export function isDoubtfulEnd({ code }: Reply): boolean {
  if (code < 400) return code !== 226;
  return code === 450 || (code >= 500 && code <= 504);
}

/** The error that a reply which is not good comes to. */
export function refusal(reply: Reply | undefined): FTPError {
  return new FTPError({ code: reply?.code ?? 500, message: reply?.message ?? '' });
}
