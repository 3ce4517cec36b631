import { once } from 'node:events';
import { Socket } from 'node:net';
import * as tls from 'node:tls';
import { fingerprintOf, tlsOptions } from './certificate-trust.js';
import type { FtpConnection, Reply } from './connection.js';
import { INACTIVITY_MS } from './ftp-settings.js';

/** An open data line, for one transfer. */
export interface DataLine {
  readonly socket: Socket;
  /** Resolves when TLS is under way, or at once without TLS. Rejects where the other end is not the server. */
  readonly ready: Promise<void>;
  /** The reply to the command that was sent ahead. */
  readonly firstReply: Reply | undefined;
}

/**
 * Asks the server for a data line and opens it; whoever takes it destroys it. `first` is a command to send ahead in the same
 * breath, whose reply comes along.
 */
export async function openDataLine(connection: FtpConnection, first?: string): Promise<DataLine> {
  const { port, firstReply } = await passivePort(connection, first);
  const raw = new Socket();
  raw.setNoDelay(true);
  raw.setTimeout(INACTIVITY_MS, () => raw.destroy(new Error('Timeout (data line)')));
  try {
    // Whatever host the server names is ignored: behind a router it is wrong, and it may be a trap.
    raw.connect(port, connection.line.host);
    await once(raw, 'connect');
  } catch (error) {
    raw.destroy();
    throw error;
  }
  raw.setTimeout(0);
  raw.removeAllListeners('timeout');
  const socket = connection.line.tls === undefined ? raw : beginTls(raw, connection, connection.line.tls);
  const line = {
    socket,
    firstReply,
    ready: socket === raw ? Promise.resolve() : secured(socket, connection),
  };
  socket.on('error', () => undefined);
  line.ready.catch(() => undefined);
  return line;
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
  return port === undefined ? undefined : Number(port);
}

/** The port in `227 … (h1,h2,h3,h4,p1,p2)`. */
export function portOfPasv(reply: string): number {
  const numbers = /\b\d{1,3},\d{1,3},\d{1,3},\d{1,3},(\d{1,3}),(\d{1,3})\b/.exec(reply);
  if (numbers === null) throw new Error('The reply to PASV holds no address.');
  return Number(numbers[1]) * 256 + Number(numbers[2]);
}

function beginTls(
  raw: Socket,
  connection: FtpConnection,
  control: { readonly session: Buffer | undefined },
): Socket {
  // vsftpd and proftpd insist that the data line resumes the session of the control line.
  const socket = tls.connect({
    ...tlsOptions(connection.settings),
    socket: raw,
    ...(control.session && { session: control.session }),
  });
  socket.on('session', (session) => connection.keepSession(session));
  return socket;
}

async function secured(socket: Socket, connection: FtpConnection): Promise<void> {
  const timer = setTimeout(() => socket.destroy(new Error('Timeout (data line)')), INACTIVITY_MS);
  try {
    await Promise.race([
      once(socket, 'secureConnect'),
      once(socket, 'close').then(() => Promise.reject(new Error('The data line was closed.'))),
    ]);
  } finally {
    clearTimeout(timer);
  }
  // The control line was checked against what the user trusts; somebody else's data line must not slip in.
  const expected = connection.line.tls?.fingerprint;
  if (!(socket instanceof tls.TLSSocket) || fingerprintOf(socket) !== expected) {
    const error = new Error('The data line shows another certificate than the control line.');
    socket.destroy(error);
    throw error;
  }
}
