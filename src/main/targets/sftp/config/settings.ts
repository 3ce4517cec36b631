import type { Side } from '../../../../shared/entry/entry.js';
import type { ProxyUrl } from '../../proxy/open-socket.js';

/** Which server to reach, as whom, and with what of this computer's own. */
export interface SftpSettings {
  /** A host's name or address, or a `Host` of the user's `~/.ssh/config`. */
  readonly host: string;
  /** 22 leaves it to `~/.ssh/config`. */
  readonly port: number;
  /** What carries the line to the first hop; absent for the plain network. */
  readonly proxy?: ProxyUrl | undefined;
  /** Empty for the name in `~/.ssh/config`, or else the user's name on this computer. */
  readonly userName: string;
  /** Empty where keys are to do. Also tried on the user's own keys that have a passphrase. */
  readonly password: string;
  /** A private key (OpenSSH, PEM or PPK) to sign in with before anything else. */
  readonly privateKeyFile?: string | undefined;
  /** Opens the key; the password is tried as well. */
  readonly passphrase?: string | undefined;
  /** SHA-256 fingerprint of a host key that the user chose to trust, upper-case pairs joined by colons. */
  readonly trustedHostKey: string | undefined;
  /** The folder that is the target's root; `''` for the one in which the server puts the user. */
  readonly path: string;
  /** Named in problems. */
  readonly side: Side;
  /** Gets what ssh2 has to say about the dialogue with the server, which never holds a password. */
  readonly dialogue?: ((line: string) => void) | undefined;
  /** How many connections may be open at once. Only big files need more than one. */
  readonly connections: number | null;
  /** Whether symbolic links are taken for what they lead to. */
  readonly followLinks?: boolean | undefined;
  /** Whether permissions are told and set. */
  readonly keepPermissions?: boolean | undefined;
  /** Whether methods of protection count that are weak by today's standards. */
  readonly oldAlgorithms?: boolean | undefined;
  /** The folder that holds `.ssh`, of which this only ever reads. */
  readonly homeFolder: string;
  /** Where the user's SSH agent listens; `undefined` where there is none. */
  readonly agentSocket: string | undefined;
}

/** How long connecting may take in all: name, line, keys, sign-in. */
export const CONNECT_MS = 15_000;

/** How long nothing may move on the line while an answer is due. */
export const INACTIVITY_MS = 30_000;

/** How much of one folder's listing is taken: more than any folder holds, and less than fills the memory. */
export const LISTING_AT_MOST = { entries: 2_000_000, bytes: 2 ** 29 } as const;

/** How much of a listing has to come within a while, for there to be an end to it: a few names in a minute. */
export const LISTING_LEAST = { bytes: 300, withinMs: 60_000 } as const;
