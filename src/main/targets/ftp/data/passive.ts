import { FTPError } from 'basic-ftp';
import type { Socket } from 'node:net';
import { openSocket } from '../../proxy/open-socket.js';
import type { Destination } from '../../proxy/destination.js';
import type { FtpConnection } from '../session/connection.js';
import type { RawConnection } from './raw-connection.js';
import { FIRST_PORT_MS, INACTIVITY_MS } from '../protocol/settings.js';
import type { ReceiveBuffer } from './receive-buffer.js';
import type { Reply } from '../protocol/reply.js';

/**
 * Asks the server where it listens. Servers wait for the connection, so the command that needs it can be on its way while the connection is
 * made, through the proxy where there is one.
 */
export async function openPassive(
  connection: FtpConnection,
  first: string | undefined,
): Promise<RawConnection> {
  const { port, firstReply } = await passivePort(connection, first);
  const { learned } = connection;
  // Whether it is the first port that the server has named by EPSV.
  const doubtful = learned.extended && learned.passive === 'untried';
  const patienceMs = doubtful ? Math.min(FIRST_PORT_MS, INACTIVITY_MS) : INACTIVITY_MS;
  // Whatever host the server names is ignored: behind a router it is wrong, and it may be a trap.
  const to = { host: connection.endpoint.host, port };
  const { proxy } = connection.settings.line;
  const given = new AbortController();
  let dialled: Promise<Socket> | undefined;
  const take = async (receiveBuffer?: ReceiveBuffer): Promise<Socket> => {
    // Not a signal of its own that times out: thousands of those would live on long after their lines.
    const timer = setTimeout(() => given.abort(new Error('Timeout (data connection)')), patienceMs);
    try {
      dialled = openSocket(to, proxy, given.signal, proxy === null ? receiveBuffer?.onread : undefined);
      return await dialled;
    } finally {
      clearTimeout(timer);
    }
  };
  const outcome = (worked: boolean): void => {
    if (worked) {
      if (learned.passive === 'untried' && !learned.extended)
        connection.settings.findings?.record({ extended: false });
      learned.passive = 'works';
    } else if (doubtful) {
      // The server waits there for us, so what is asked for begins again on another connection, with PASV.
      learned.extended = false;
      connection.destroy();
    }
  };
  const destroy = (): void => {
    // A server that waits for its data connection (pure-ftpd) does not notice that the control connection is gone.
    if (dialled === undefined && !answered.dialled) knock(to, proxy);
    given.abort(new Error('The data connection was abandoned.'));
    dialled?.then(
      (socket) => socket.destroy(),
      () => undefined,
    );
  };
  const answered = { dialled: false };
  const straightTo = (): Destination => {
    answered.dialled = true;
    return to;
  };
  return {
    firstReply,
    take,
    destroy,
    outcome,
    patienceMs,
    ...(proxy === null && { straightTo }),
  };
}

/** Connects to a port at which a server waits, and hangs up. */
function knock(to: Destination, proxy: string | null): void {
  openSocket(to, proxy, AbortSignal.timeout(KNOCK_MS)).then(
    (socket) => socket.destroy(),
    () => undefined,
  );
}

/** How long to knock at a port that is not wanted any more. */
const KNOCK_MS = 1_000;

/** RFC 2428 EPSV; where the server refuses it, PASV, and from then on at once. */
async function passivePort(
  connection: FtpConnection,
  first: string | undefined,
): Promise<{ readonly port: number; readonly firstReply: Reply | undefined }> {
  const ahead = first === undefined ? [] : [first];
  const { extended } = connection.learned;
  const replies = await connection.requestAll([...ahead, extended ? 'EPSV' : 'PASV'], 'agreement');
  const firstReply = first === undefined ? undefined : replies[0];
  const answer = replies.at(-1);
  const port = extended && answer?.good === true ? portOfEpsv(answer.message) : undefined;
  if (port !== undefined) return { port, firstReply };
  const [plain] = extended ? await connection.requestAll(['PASV'], 'agreement') : [answer];
  if (plain?.good !== true) throw new FTPError({ code: plain?.code ?? 500, message: plain?.message ?? '' });
  connection.learned.extended = false;
  return { port: portOfPasv(plain.message), firstReply };
}

/** The port in `229 … (|||6446|)`; RFC 2428, 3 leaves the choice of the delimiter to the server. */
export function portOfEpsv(reply: string): number | undefined {
  const port = /\(([\x21-\x7e])\1\1(\d{1,5})\1\)/.exec(reply)?.[2];
  return port === undefined ? undefined : inRange(Number(port));
}

/**
 * The port in `227 … (h1,h2,h3,h4,p1,p2)`. RFC 1123, 4.1.2.6: the parentheses may be missing, and so servers differ in blanks as well. The
 * address says nothing.
 */
export function portOfPasv(reply: string): number {
  const numbers = /\b\d{1,3}(?:\s*,\s*\d{1,3}){3}\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\b/.exec(reply.slice(3));
  if (numbers === null) throw new Error('The reply to PASV holds no address.');
  return inRange(Number(numbers[1]) * 256 + Number(numbers[2]));
}

function inRange(port: number): number {
  if (port < 1 || port > 65_535) throw new Error('The server names a port that cannot be.');
  return port;
}
