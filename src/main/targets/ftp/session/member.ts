import type { FtpConnection } from './connection.js';

/** What work that the pool runs may tell it. */
export interface Attempt {
  /** From now on the work must not be begun again on another connection. */
  readonly commit: () => void;
  /** Gives the place back, where the work was begun with `keep`. */
  readonly release: () => void;
}

/** How a job wants to be treated. */
export interface JobOptions {
  /** On abort the work itself sees to it that it ends; otherwise it is left to itself, and its connection is not used again. */
  readonly gentle?: boolean;
  /** The work gives its place back itself, if it succeeds. */
  readonly keep?: boolean;
  /** Shares its connection with nobody: it would keep the others waiting. */
  readonly alone?: boolean;
}

/** A connection, and who is at work on it. */
export interface Member {
  readonly connection: FtpConnection;
  jobs: number;
  /** Whether its job shares it with nobody. */
  alone: boolean;
  /** Those of its jobs that were given up, but still wait for what the server has to say. */
  abandoned: number;
  /** Whether it gets no more jobs, because one was given up on it: the server may have stopped answering. */
  retired: boolean;
  /** Whether it gets no more jobs, because there are more connections than help. */
  surplus: boolean;
}

/** A job that waits for its place. */
export interface Waiting {
  readonly alone: boolean;
  /** Whether it has waited for so long that one connection more may be opened for it. */
  impatient: boolean;
  /** Whether no connection is opened for it any more, because that has been tried. */
  served: boolean;
  readonly signal: AbortSignal;
  readonly give: (member: Member) => void;
  readonly refuse: (error: unknown) => void;
}

/** Whether a connection gets no more jobs. */
export function isLeaving({ retired, surplus }: Member): boolean {
  return retired || surplus;
}
