import type { TestCertificate } from './certificate.js';

/** The servers that tests can start. */
export type ServerName = 'pure-ftpd' | 'proftpd' | 'vsftpd' | 'pyftpdlib' | 'ftp-srv' | 'openssh';

export interface ServerOptions {
  /** Insist on explicit TLS, with a self-signed certificate. */
  readonly tls?: boolean | undefined;
  /** With `tls`: the certificate expired yesterday. */
  readonly expired?: boolean | undefined;
  /** With `tls`: the certificate is for this name instead of the loopback address. */
  readonly certificateFor?: string | undefined;
  /** With `tls`: from the first byte (vsftpd and proftpd only). */
  readonly implicitTls?: boolean | undefined;
  /** With `tls`: let in those as well who come without it (pure-ftpd only). */
  readonly plainToo?: boolean | undefined;
  /** With `tls`: no newer version of it than 1.2 (proftpd only). */
  readonly oldTls?: boolean | undefined;
  /** Listen on `::1` rather than `127.0.0.1` (vsftpd, proftpd and pyftpdlib only). */
  readonly ipv6?: boolean | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Connections that it takes at once. */
  readonly maxConnections?: number | undefined;
  /** Connections that it takes at once from one address (pure-ftpd, proftpd and vsftpd only). */
  readonly maxPerHost?: number | undefined;
  /** Connections that it takes at once of one user (proftpd only). */
  readonly maxPerUser?: number | undefined;
  /** Lines of its own for its configuration (openssh only). */
  readonly settings?: readonly string[] | undefined;
  /** Entries after which a listing is cut off (pure-ftpd only). */
  readonly listingLimit?: number | undefined;
  /** Megabytes that its user may fill (pure-ftpd and proftpd only). */
  readonly quotaMegabytes?: number | undefined;
  /** Offer no MLSD, and list in the time of this zone, as older servers do (proftpd only). */
  readonly listsInZone?: string | undefined;
  /** Give hashes of files (proftpd only). */
  readonly hashes?: boolean | undefined;
  /** Requests that it refuses, as `sftp-server -Q requests` names them (openssh only). */
  readonly refuses?: readonly string[] | undefined;
  /** Listen on this address rather than on the loopback interface. */
  readonly host?: string | undefined;
  /** A command to start the server within, such as one that enters a network namespace. */
  readonly within?: readonly string[] | undefined;
  /** Start on this port, for example to come back after `stop`. */
  readonly port?: number | undefined;
  /** Serve this folder, which is kept afterwards, instead of a new empty one. */
  readonly root?: string | undefined;
}

/** What a driver needs to start one kind of server. */
export interface ServerSetup {
  /** A folder for configuration and logs, removed afterwards. */
  readonly folder: string;
  /** The folder to serve. */
  readonly root: string;
  readonly host: string;
  readonly within: readonly string[];
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly implicitTls: boolean;
  readonly plainToo: boolean;
  readonly oldTls: boolean;
  readonly maxConnections: number;
  readonly maxPerHost: number | undefined;
  readonly maxPerUser: number | undefined;
  readonly settings: readonly string[];
  readonly listingLimit: number | undefined;
  readonly quotaMegabytes: number | undefined;
  readonly listsInZone: string | undefined;
  readonly hashes: boolean;
  readonly refuses: readonly string[];
  readonly certificate: TestCertificate | undefined;
}

/** A server that has been started by its driver. */
export interface StartedServer {
  /** The FTP commands seen so far, passwords included. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** How to start one kind of server. */
export interface ServerDriver {
  /** Whether the server comes from Debian's packages and needs to be started as root. */
  readonly fromDebian: boolean;
  /** What it speaks, if that is not FTP. */
  readonly protocol?: 'sftp';
  /** What this machine lacks for it; absent where it needs no more than the files that `debianFiles` fetches. */
  readonly whyMissing?: () => Promise<string | undefined>;
  start(setup: ServerSetup): Promise<StartedServer>;
}

/** A real server on the loopback interface. */
export interface TestServer {
  readonly name: ServerName;
  /** `ftp://127.0.0.1:PORT`, `ftps://…` or `sftp://…`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The folder on disk that the server shows as its root. */
  readonly root: string;
  /** The certificate's SHA-256 fingerprint; `''` without TLS. */
  readonly fingerprint: string;
  /** The file with the certificate; `''` without TLS. */
  readonly certificateFile: string;
  /** The FTP commands that the server has seen so far, one a line. Proves what a run did not do. */
  log(): Promise<string>;
  /** Makes everything in `root` the server's own, after a test has put files there. */
  own(): Promise<void>;
  /** Ends the server and all its connections at once, and removes what it left. May be called twice. */
  stop(): Promise<void>;
}

/**
 * The system user under which the servers work. Debian's `nobody` will not do: vsftpd insists that the home folder of its
 * guest user exists.
 */
export const SERVER_USER = 'daemon';
export const SERVER_UID = 1;
export const SERVER_GID = 1;
