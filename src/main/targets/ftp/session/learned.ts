import { FTPError } from 'basic-ftp';

/** What is learnt of a server while it is used, shared by all connections to it. */
export interface ServerHabits {
  /**
   * Whether it reads the next command only after a transfer, where both arrive together. Until that is known, nothing is sent
   * behind a transfer.
   */
  ahead: 'unknown' | 'yes' | 'no';
  /** Whether it knows EPSV and EPRT (RFC 2428). */
  extended: boolean;
  /** Commands beyond RFC 959 that it has said not to know, whatever it had announced. */
  readonly unknown: Set<string>;
}

/** What is assumed of a server at first. */
export function unknownHabits(): ServerHabits {
  return { ahead: 'unknown', extended: true, unknown: new Set() };
}

/** Asks again, once, where the server turned out not to know a command by which it was asked. */
export async function askLearning<T>({ unknown }: ServerHabits, ask: () => Promise<T>): Promise<T> {
  const before = unknown.size;
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof FTPError) || unknown.size === before) throw error;
    return await ask();
  }
}
