/** What one session finds out about an FTP server and the next one need not find out again. */
export interface ServerFindings {
  /** It gets one command at a time: what arrives together is lost on the way. */
  readonly single?: boolean | undefined;
  /** `false` where the ports that it names by EPSV cannot be reached, and those of PASV can. */
  readonly extended?: boolean | undefined;
  /** Whether STAT lists folders as a listing does, so that what is on record can be confirmed without a data connection. */
  readonly confirms?: boolean | undefined;
  /** Whether it reads the next command only after a transfer, where both arrive together. */
  readonly ahead?: boolean | undefined;
  /** The number of connections beyond which it let no further one in. */
  readonly refused?: number | undefined;
  /** What it announced in reply to FEAT, as far as it is of use, in lines of RFC 2389. */
  readonly features?: readonly string[] | undefined;
}

/** What is on record of a server; `record` adds what was found out. */
export interface ServerFindingsStore {
  readonly known: ServerFindings;
  readonly record: (findings: ServerFindings) => void;
}
