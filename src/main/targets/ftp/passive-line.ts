import { openSocket } from '../proxy/open-socket.js';
import type { FtpConnection, Reply } from './connection.js';
import type { RawLine } from './data-line.js';
import { INACTIVITY_MS } from './ftp-settings.js';

/** Asks the server where it listens and connects to it, through the proxy where there is one. */
export async function dialServer(connection: FtpConnection, first: string | undefined): Promise<RawLine> {
  const { port, firstReply } = await passivePort(connection, first);
  // Whatever host the server names is ignored: behind a router it is wrong, and it may be a trap.
  const to = { host: connection.line.host, port };
  const timeout = AbortSignal.timeout(INACTIVITY_MS);
  try {
    const socket = await openSocket(to, connection.settings.line.proxy, timeout);
    return { firstReply, take: () => Promise.resolve(socket), destroy: () => void socket.destroy() };
  } catch (error) {
    throw timeout.aborted ? new Error('Timeout (data line)') : error;
  }
}

/** RFC 2428 EPSV; where the server refuses it, PASV. */
async function passivePort(
  connection: FtpConnection,
  first: string | undefined,
): Promise<{ readonly port: number; readonly firstReply: Reply | undefined }> {
  const replies = await connection.requestAll(first === undefined ? ['EPSV'] : [first, 'EPSV']);
  const extended = replies.at(-1);
  const firstReply = first === undefined ? undefined : replies[0];
  const port = extended?.good === true ? portOfEpsv(extended.message) : undefined;
  return { port: port ?? portOfPasv((await connection.request('PASV')).message), firstReply };
}

/** The port in `229 … (|||6446|)`; RFC 2428, 3 leaves the choice of the delimiter to the server. */
export function portOfEpsv(reply: string): number | undefined {
  const port = /\(([\x21-\x7e])\1\1(\d{1,5})\1\)/.exec(reply)?.[2];
  return port === undefined ? undefined : inRange(Number(port));
}

/** The port in `227 … (h1,h2,h3,h4,p1,p2)`. */
export function portOfPasv(reply: string): number {
  const numbers = /\b\d{1,3},\d{1,3},\d{1,3},\d{1,3},(\d{1,3}),(\d{1,3})\b/.exec(reply);
  if (numbers === null) throw new Error('The reply to PASV holds no address.');
  return inRange(Number(numbers[1]) * 256 + Number(numbers[2]));
}

function inRange(port: number): number {
  if (port < 1 || port > 65_535) throw new Error('The server names a port that cannot be.');
  return port;
}
