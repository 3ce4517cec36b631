import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { WaywardSession } from './wayward-session.js';

/** What a server does with a command instead of carrying it out: says something else, keeps silent, or hangs up. */
export type Instead = { readonly reply: string } | 'silence' | 'hang up';

/** How a wayward server differs from a good one. */
export interface Ways {
  /** What it says first, as it is; a good greeting unless it is given. */
  readonly greeting?: string | Buffer | undefined;
  /** The lines between the first and the last one of the reply to FEAT. */
  readonly features?: readonly string[] | undefined;
  /** Commands that it does not know: `502`. */
  readonly lacks?: readonly string[] | undefined;
  /** The form of its listings; that of Unix unless it is given. */
  readonly listing?: 'unix' | 'dos' | undefined;
  /** What it says of itself (SYST). */
  readonly system?: string | undefined;
  /** What it does instead of carrying a command out. */
  readonly instead?: ((verb: string, argument: string) => Instead | undefined) | undefined;
  /** Hangs up behind the reply to these commands. */
  readonly hangsUpAfter?: readonly string[] | undefined;
  /** Bytes after which a data line falls silent, and stays open. */
  readonly stallsAfter?: number | undefined;
  /** Bytes of a file beyond which it takes no more, and what it says then. */
  readonly full?: { readonly bytes: number; readonly reply: string } | undefined;
}

/** An FTP server in the process of the test that goes its own ways, for a folder of this disk: what no real one can be brought to do, or cannot be had. */
export interface WaywardServer {
  /** `ftp://127.0.0.1:PORT`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** It has no certificate. */
  readonly fingerprint: '';
  /** The folder on disk that it shows as its root. */
  readonly root: string;
  /** All commands so far, in the order in which they came. */
  readonly commands: readonly string[];
  /** How often a command came. */
  count(verb: string): number;
  /** How many control connections there were. */
  readonly connections: number;
  /** Changes what it does from now on. */
  change(ways: Ways): void;
  stop(): Promise<void>;
}

/** Starts a server for the folder `root` on the loopback interface. It reads each command only when it has answered the one before. */
export async function startWaywardServer(root: string, ways: Ways = {}): Promise<WaywardServer> {
  const sockets = new Set<Socket>();
  const commands: string[] = [];
  let connections = 0;
  let now = ways;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    new WaywardSession(socket, root, () => now, commands).begin();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    host: '127.0.0.1',
    port: address.port,
    user: 'tester',
    password: 'correct horse',
    url: `ftp://127.0.0.1:${address.port}`,
    fingerprint: '',
    root,
    commands,
    count: (verb) => commands.filter((command) => command.split(' ', 1)[0] === verb).length,
    get connections() {
      return connections;
    },
    change: (changed) => (now = changed),
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server, 'close');
    },
  };
}
