import { FTPError } from 'basic-ftp';
import type { LineOptions } from '../../../../shared/profile/profile-options.js';
import type { ServerFindings } from '../../../../shared/server-findings.js';

/** What is learnt of a server while it is used, shared by all connections to it. */
export interface LearnedFacts {
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
  /** Commands beyond RFC 959 that it has said not to know, whatever it had announced. */
  readonly unknown: Set<string>;
}

/** What is known of a server at first: what the profile says of it, and what was learnt of it in earlier sessions. */
export function habitsOf(
  { ftpCommands, ftpPassive }: Pick<LineOptions, 'ftpCommands' | 'ftpPassive'>,
  known: ServerFindings = {},
): LearnedFacts {
  const single = ftpCommands === 'single' || known.single === true;
  return {
    ahead: single ? 'no' : 'unknown',
    extended: ftpPassive !== 'pasv' && (ftpPassive === 'epsv' || known.extended !== false),
    passive: ftpPassive === 'auto' ? 'untried' : 'works',
    single,
    confirms: known.confirms === undefined ? 'untried' : known.confirms ? 'yes' : 'no',
    unknown: new Set(),
  };
}

/** Asks again, once, where the server turned out not to know a command by which it was asked. */
export async function askLearning<T>({ unknown }: LearnedFacts, ask: () => Promise<T>): Promise<T> {
  const before = unknown.size;
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof FTPError) || unknown.size === before) throw error;
    return await ask();
  }
}
