import { Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { FtpSrv } from 'ftp-srv';
import { PretendingFileSystem, type ServerClock } from './server-clock.js';
import { withoutSignalHandlers } from './without-signal-handlers.js';

const HOST = '127.0.0.1';

/** How long clients may take to leave when the server closes, in milliseconds. */
const FAREWELL_MS = 2000;

export interface ServerOptions {
  /** The folder that its one user sees as `/`, and cannot leave. */
  readonly root: string;
  readonly userName: string;
  readonly password: string;
  readonly clock: () => ServerClock;
}

export interface FtpServer {
  readonly port: number;
  /** Resolves when no connection is left. */
  readonly close: () => Promise<void>;
}

/** Starts an FTP server on a free port of the loopback interface. Rejects where none can be opened. */
export async function startServer(options: ServerOptions): Promise<FtpServer> {
  const server = withoutSignalHandlers(
    () =>
      new FtpSrv({
        url: `ftp://${HOST}:0`,
        pasv_url: HOST,
        pasv_min: 20_000,
        pasv_max: 60_000,
        greeting: 'The server of the Evenkeel demonstration',
        log: SILENT,
      }),
  );
  server.on('login', ({ connection, username, password }, resolve, reject) => {
    if (username === options.userName && password === options.password) {
      resolve({ fs: new PretendingFileSystem(connection, { root: options.root, cwd: '/' }, options.clock) });
    } else {
      reject(Object.assign(new Error('User name or password is wrong'), { code: 530 }));
    }
  });
  // A client that hangs up is no event here, but without a listener some of ftp-srv's errors are thrown.
  server.on('client-error', () => undefined);
  await server.listen();
  return {
    port: portOf(server),
    close: async () => {
      await Promise.race([server.close(), delay(FAREWELL_MS, undefined, { ref: false })]);
    },
  };
}

/** ftp-srv does not say which port it got; its server from node:net does. */
function portOf(server: FtpSrv): number {
  const inner: unknown = Reflect.get(server, 'server');
  const address = inner instanceof Server ? inner.address() : null;
  if (address === null || typeof address === 'string') throw new Error('ftp-srv has no port.');
  return address.port;
}

const nothing = (): void => undefined;

/** In place of its logger, which writes to the terminal. */
const SILENT: object = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => SILENT,
};
