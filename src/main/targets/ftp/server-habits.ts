/** What is learnt of a server while it is used, shared by all connections to it. */
export interface ServerHabits {
  /**
   * Whether it reads the next command only after a transfer, where both arrive together. Until that is known, nothing is sent
   * behind a transfer.
   */
  ahead: 'unknown' | 'yes' | 'no';
  /** Whether it knows EPSV and EPRT (RFC 2428). */
  extended: boolean;
}

/** What is assumed of a server at first. */
export function unknownHabits(): ServerHabits {
  return { ahead: 'unknown', extended: true };
}
