import { once } from 'node:events';
import type { Socket } from 'node:net';
import * as tls from 'node:tls';
import { listenForServer } from './active.js';
import { fingerprintOf, tlsOptions } from '../session/tls.js';
import type { FtpConnection } from '../session/connection.js';
import { INACTIVITY_MS } from '../protocol/settings.js';
import type { ReceiveBuffer } from './receive-buffer.js';
import { openPassive } from './passive.js';
import type { RawConnection } from './raw-connection.js';
import { codeOf } from '../../connect-problems.js';
import type { Reply } from '../protocol/reply.js';

/** What is known of the TLS of the control connection. */
interface Control {
  readonly session: Buffer | undefined;
  readonly fingerprint: string;
}

/** A data connection for one transfer, agreed on with the server. Whoever takes it destroys it. */
export interface DataConnection {
  /** The reply to the command that was sent ahead. */
  readonly firstReply: Reply | undefined;
  /**
   * Resolves when data can pass. To be called once, after the transfer's command has been sent: pyftpdlib drops a connection on which TLS
   * begins before it knows what for, and in active mode the server connects only then. What comes goes into the `receiveBuffer` if there is
   * one. Rejects where the other end is not the server.
   */
  open(receiveBuffer?: ReceiveBuffer): Promise<Socket>;
  destroy(): void;
}

/**
 * Agrees with the server on a data connection, in the mode that the settings name. `first` is a command to send ahead in the same breath,
 * whose reply comes along.
 */
export async function openDataConnection(connection: FtpConnection, first?: string): Promise<DataConnection> {
  const active = connection.settings.line.ftpMode === 'active';
  const raw = await (active ? listenForServer : openPassive)(connection, first);
  let securing: tls.TLSSocket | undefined;
  const openSecured = async (control: Control, receiveBuffer: ReceiveBuffer | undefined): Promise<Socket> => {
    const onread = raw.straightTo === undefined ? undefined : receiveBuffer?.onread;
    const to = raw.straightTo?.() ?? { socket: silent(await raw.take()) };
    securing = silent(
      tls.connect({
        ...tlsOptions(connection.settings),
        ...to,
        // vsftpd and proftpd insist that the data connection resumes the session of the control connection.
        ...(control.session && { session: control.session }),
        ...(onread && { onread }),
      }),
    );
    await secured(securing, connection, control, raw.patienceMs ?? INACTIVITY_MS);
    return securing;
  };
  return {
    firstReply: raw.firstReply,
    open: async (receiveBuffer) => {
      const control = connection.endpoint.tls;
      const socket = await told(raw, async () =>
        control === undefined
          ? silent(await raw.take(receiveBuffer))
          : await openSecured(control, receiveBuffer),
      );
      receiveBuffer?.attach(socket);
      return socket;
    },
    destroy: () => {
      raw.destroy();
      securing?.destroy();
    },
  };
}

async function told(raw: RawConnection, open: () => Promise<Socket>): Promise<Socket> {
  try {
    const socket = await open();
    raw.outcome?.(true);
    return socket;
  } catch (error) {
    // What came about and turned out wrong says nothing of the port.
    if (codeOf(error) !== '' || (error instanceof Error && error.message.startsWith('Timeout'))) {
      raw.outcome?.(false);
    }
    throw error;
  }
}

/** Without somebody who listens an error would end the process; those who use the socket are told in other ways. */
function silent<T extends Socket>(socket: T): T {
  return socket.on('error', () => undefined);
}

/** RFC 4217, 7: whoever opens the connection, the client is the one that begins TLS. */
async function secured(
  socket: tls.TLSSocket,
  connection: FtpConnection,
  control: Control,
  patienceMs: number,
): Promise<void> {
  socket.setNoDelay(true);
  socket.on('session', (session) => connection.keepSession(session));
  const timer = setTimeout(() => socket.destroy(new Error('Timeout (data connection)')), patienceMs);
  try {
    await Promise.race([
      once(socket, 'secureConnect'),
      once(socket, 'close').then(() => Promise.reject(new Error('The data connection was closed.'))),
    ]);
  } finally {
    clearTimeout(timer);
  }
  // The control connection was checked against what the user trusts; somebody else's data connection must not slip in.
  if (fingerprintOf(socket) !== control.fingerprint) {
    const error = new Error('The data connection shows a different certificate than the control connection.');
    socket.destroy(error);
    throw error;
  }
}
