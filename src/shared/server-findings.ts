/** What one session learns of an FTP server and the next one need not find out again. */
export interface ServerFindings {
  /** It gets one command at a time: what arrives together is lost on the way. */
  readonly single?: boolean | undefined;
  /** `false` where the ports that it names by EPSV cannot be reached, and those of PASV can. */
  readonly extended?: boolean | undefined;
  /** Whether STAT lists folders as a listing does, so that what is on record can be confirmed without a data connection. */
  readonly confirms?: boolean | undefined;
}

/** What is remembered of a server, and where to put what is learnt of it. */
export interface ServerMemory {
  readonly known: ServerFindings;
  readonly learn: (findings: ServerFindings) => void;
}
