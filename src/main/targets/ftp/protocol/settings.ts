import type { Side } from '../../../../shared/entry/entry.js';
import type { LineOptions } from '../../../../shared/profile/profile-options.js';
import type { ServerFindingsStore } from '../../../../shared/connection/server-findings.js';

/** Which server to reach, and how. */
export interface FtpSettings {
  readonly host: string;
  readonly port: number;
  /** FTPS (RFC 4217), with protected data connections; `line` says how it begins. */
  readonly secure: boolean;
  /** Empty for the anonymous user. */
  readonly userName: string;
  readonly password: string;
  /** SHA-256 fingerprint of a certificate that is good although nobody vouches for it. */
  readonly trustedCertificate: string | undefined;
  /** The folder that is the target's root; `''` for the one in which the server puts the user. */
  readonly path: string;
  /** How the server is reached. */
  readonly line: LineOptions;
  /** How many control connections there may be at once, `null` for as many as help; a server can lower it. */
  readonly connections: number | null;
  /** Whether symbolic links are taken for what they lead to. */
  readonly followLinks?: boolean | undefined;
  /** Whether the permissions of files are told, and set. */
  readonly keepPermissions?: boolean | undefined;
  /** Named in problems. */
  readonly side: Side;
  /** What earlier sessions found out of the server. */
  readonly findings?: ServerFindingsStore | undefined;
  /** Gets every line of the dialogue with the server, passwords masked. */
  readonly dialogue?: ((line: string) => void) | undefined;
}

/** How long a server may take to greet, and to say what has to be known of it once it has let the user in. */
export const CONNECT_MS = 15_000;

/**
 * How long a server that has greeted may take to let the user in or to refuse. It is not silent, but looks for the name of this computer, asks a
 * directory about the user, or makes those wait on purpose whose password is wrong.
 */
export const SIGN_IN_MS = 60_000;

/** How long the server may keep silent in the middle of something. */
export const INACTIVITY_MS = 30_000;

/**
 * How long a server may take to say all of a reply, once it has begun to speak. Hardly any reply has more than 2,000 bytes: the slowest modem
 * needs a minute for that.
 */
export const REPLY_MS = 120_000;

/**
 * How much of a listing has to come within a while, for there to be an end to it: the names of three or four files in a minute. No line is so slow,
 * and servers that take long to look at their files say nothing meanwhile, for which there is `INACTIVITY_MS`.
 */
export const LISTING_LEAST = { bytes: 300, withinMs: 60_000 } as const;

/** How long a server may take to say why it gave a transfer up, or that it noticed that we did. */
export const LAST_WORD_MS = 3_000;

/** How much of one folder's listing is taken: more than any folder holds, and less than fills the memory. */
export const LISTING_AT_MOST = { entries: 2_000_000, bytes: 2 ** 29, line: 2 ** 15 } as const;

/**
 * How long a server may keep silent after it has answered some of several commands that were sent together, while it is not known that it can take
 * them so.
 */
export const BURST_MS = 5_000;

/** How long the first port that a server names by EPSV may take to answer, before PASV is tried. */
export const FIRST_PORT_MS = 8_000;

/** How long a server may take to take leave. */
export const LEAVE_MS = 500;
