import { FTPError } from 'basic-ftp';
import type { LineOptions } from '../../../../shared/profile/profile-options.js';
import type { ServerFindings } from '../../../../shared/connection/server-findings.js';

/** What is found out about a server while it is used, shared by all connections to it. */
export interface Learned {
  /**
   * Whether it reads the next command only after a transfer, where both arrive together. Until that is known, nothing is sent
   * behind a transfer.
   */
  ahead: 'unknown' | 'yes' | 'no';
  /** Whether it knows EPSV and EPRT (RFC 2428), and the ports that it names so can be reached. */
  extended: boolean;
  /** Whether a data connection has come about to a port that it named, or which way is used is not to be found out. */
  passive: 'untried' | 'works';
  /** Whether it gets one command at a time, because it, or a router on the way, loses what arrives together. */
  single: boolean;
  /** Whether STAT lists folders over the control connection, and says the same of them as a listing. */
  confirms: 'untried' | 'yes' | 'no';
  /** Whether user name and password are sent together, where that is known to work: it failed once in this session. */
  signsInOneByOne: boolean;
  /** Whether they have been sent together. */
  signedInTogether: boolean;
  /** Whether it is of a kind that reads each command in its turn, however many arrive together. */
  readsAhead: boolean;
  /** Commands beyond RFC 959 that it has said not to know, whatever it had announced. */
  readonly unknown: Set<string>;
}

/** What is known of a server at first: what the profile says of it, and what was found out in earlier sessions. */
export function initiallyLearned(
  { ftpCommands, ftpPassive }: Pick<LineOptions, 'ftpCommands' | 'ftpPassive'>,
  known: ServerFindings = {},
): Learned {
  const single = ftpCommands === 'single' || known.single === true;
  return {
    ahead: single || known.ahead === false ? 'no' : known.ahead === true ? 'yes' : 'unknown',
    extended: ftpPassive !== 'pasv' && (ftpPassive === 'epsv' || known.extended !== false),
    passive: ftpPassive === 'auto' ? 'untried' : 'works',
    single,
    confirms: known.confirms === undefined ? 'untried' : known.confirms ? 'yes' : 'no',
    signsInOneByOne: false,
    signedInTogether: false,
    readsAhead: false,
    unknown: new Set(),
  };
}

/** Asks again, once, where the server turned out not to know a command by which it was asked. */
export async function askAgainIfUnknown<T>({ unknown }: Learned, ask: () => Promise<T>): Promise<T> {
  const before = unknown.size;
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof FTPError) || unknown.size === before) throw error;
    return await ask();
  }
}
