import { once } from 'node:events';
import type { Socket } from 'node:net';
import * as tls from 'node:tls';
import { listenForServer } from './active-line.js';
import { fingerprintOf, tlsOptions } from './certificate-trust.js';
import type { FtpConnection } from './connection.js';
import { INACTIVITY_MS } from './ftp-settings.js';
import { dialServer } from './passive-line.js';
import type { Reply } from './reply.js';

/** A data line for one transfer, agreed on with the server. Whoever takes it destroys it. */
export interface DataLine {
  /** The reply to the command that was sent ahead. */
  readonly firstReply: Reply | undefined;
  /**
   * Resolves when data can pass. To be called once, after the transfer's command has been sent: pyftpdlib drops a line on which TLS
   * begins before it knows what for, and in active mode the server connects only then. Rejects where the other end is not the server.
   */
  open(): Promise<Socket>;
  destroy(): void;
}

/** A line without TLS, as one of the two modes brings it about. */
export interface RawLine {
  readonly firstReply: Reply | undefined;
  take(): Promise<Socket>;
  /** Gives up listening and cuts the line. */
  destroy(): void;
}

/**
 * Agrees with the server on a data line, in the mode that the settings name. `first` is a command to send ahead in the same breath,
 * whose reply comes along.
 */
export async function openDataLine(connection: FtpConnection, first?: string): Promise<DataLine> {
  const active = connection.settings.line.ftpMode === 'active';
  const raw = await (active ? listenForServer : dialServer)(connection, first);
  return {
    firstReply: raw.firstReply,
    open: async () => {
      const plain = await raw.take();
      plain.on('error', () => undefined);
      return connection.line.tls === undefined ? plain : secured(plain, connection, connection.line.tls);
    },
    destroy: () => raw.destroy(),
  };
}

/** RFC 4217, 7: whoever opens the line, the client is the one that begins TLS. */
async function secured(
  raw: Socket,
  connection: FtpConnection,
  control: { readonly session: Buffer | undefined; readonly fingerprint: string },
): Promise<Socket> {
  // vsftpd and proftpd insist that the data line resumes the session of the control line.
  const socket = tls.connect({
    ...tlsOptions(connection.settings),
    socket: raw,
    ...(control.session && { session: control.session }),
  });
  socket.on('error', () => undefined);
  socket.on('session', (session) => connection.keepSession(session));
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
  if (fingerprintOf(socket) !== control.fingerprint) {
    const error = new Error('The data line shows another certificate than the control line.');
    socket.destroy(error);
    throw error;
  }
  return socket;
}
