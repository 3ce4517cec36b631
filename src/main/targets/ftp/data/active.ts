import { FTPError } from 'basic-ftp';
import { once } from 'node:events';
import { createServer, isIPv4, type Socket } from 'node:net';
import type { FtpConnection } from '../session/connection.js';
import type { RawConnection } from './raw-connection.js';
import { INACTIVITY_MS } from '../protocol/settings.js';
import type { Reply } from '../protocol/reply.js';

/** Listens where the control connection begins, and tells the server to connect there. Only the server is let in. */
export async function listenForServer(
  connection: FtpConnection,
  first: string | undefined,
): Promise<RawConnection> {
  const { localAddress, host } = connection.endpoint;
  const arrived = Promise.withResolvers<Socket>();
  arrived.promise.catch(() => undefined);
  const listener = createServer((socket) => {
    // Whoever else finds the port would be taken for the server.
    if (plainAddress(socket.remoteAddress ?? '') !== plainAddress(host)) {
      socket.destroy();
      return;
    }
    listener.close();
    socket.setNoDelay(true);
    arrived.resolve(socket);
  });
  listener.on('error', (error) => arrived.reject(error));
  const timer = setTimeout(() => arrived.reject(new Error('Timeout (data connection)')), INACTIVITY_MS);
  const destroy = (): void => {
    clearTimeout(timer);
    listener.close();
    arrived.reject(new Error('The data connection was closed.'));
    arrived.promise.then(
      (socket) => socket.destroy(),
      () => undefined,
    );
  };
  try {
    listener.listen(0, localAddress);
    await once(listener, 'listening');
    const address = listener.address();
    if (address === null || typeof address === 'string') throw new Error('No port was given.');
    const firstReply = await announce(connection, first, plainAddress(localAddress), address.port);
    const take = (): Promise<Socket> => arrived.promise.finally(() => clearTimeout(timer));
    return { firstReply, take, destroy };
  } catch (error) {
    destroy();
    throw error;
  }
}

/** RFC 2428, 2 EPRT; where the server refuses it, PORT (RFC 959, 4.1.2), which knows only the addresses of IPv4. */
async function announce(
  connection: FtpConnection,
  first: string | undefined,
  address: string,
  port: number,
): Promise<Reply | undefined> {
  const ahead = first === undefined ? [] : [first];
  const extended = `EPRT |${isIPv4(address) ? 1 : 2}|${address}|${port}|`;
  const plain = isIPv4(address)
    ? `PORT ${[...address.split('.'), port >> 8, port & 0xff].join()}`
    : undefined;
  const tryExtended = connection.learned.extended || plain === undefined;
  const replies = await connection.requestAll([...ahead, tryExtended ? extended : plain], 'agreement');
  let answer = replies.at(-1);
  if (answer?.good !== true && tryExtended && plain !== undefined) {
    [answer] = await connection.requestAll([plain], 'agreement');
    if (answer?.good === true) connection.learned.extended = false;
  }
  if (answer?.good !== true)
    throw new FTPError({ code: answer?.code ?? 500, message: answer?.message ?? '' });
  return first === undefined ? undefined : replies[0];
}

/** Without the prefix of an IPv4 address in IPv6's form (RFC 4291, 2.5.5.2), and without the zone of a local one. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
