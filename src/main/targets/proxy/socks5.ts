import { isIPv4, isIPv6, type Socket } from 'node:net';
import type { Destination, ProxySignIn } from './destination.js';
import { readExactly } from './read-exactly.js';

// RFC 1928, 3 to 6.
const VERSION = 5;
const NO_SIGN_IN = 0;
const USER_NAME_AND_PASSWORD = 2;
const CONNECT = 1;
const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;

const REFUSALS: Readonly<Record<number, string>> = {
  2: 'its rules do not allow the connection',
  3: 'it can’t reach the server’s network',
  4: 'it can’t reach the server',
  5: 'the server refuses its connection',
  6: 'the server did not answer it in time',
};

/**
 * Asks the SOCKS 5 proxy at the other end of the connection to connect it to `to` (RFC 1928), signing in where it wants that (RFC 1929).
 * Resolves with why it refused, or with nothing; rejects where it says what no such proxy does.
 */
export async function connectBySocks5(
  socket: Socket,
  to: Destination,
  signIn?: ProxySignIn,
): Promise<string | undefined> {
  const methods = signIn === undefined ? [NO_SIGN_IN] : [NO_SIGN_IN, USER_NAME_AND_PASSWORD];
  socket.write(Buffer.from([VERSION, methods.length, ...methods]));
  const [version, method] = await readExactly(socket, 2);
  if (version !== VERSION) throw new Error('Not a SOCKS 5 proxy.');
  if (method === USER_NAME_AND_PASSWORD && signIn !== undefined) {
    socket.write(signInRequest(signIn));
    const [, status] = await readExactly(socket, 2);
    if (status !== 0) return 'it does not accept the user name and password';
  } else if (method !== NO_SIGN_IN) {
    return signIn === undefined
      ? 'it requires a user name and password'
      : 'it requires a sign-in method that Evenkeel does not support';
  }
  socket.write(requestFor(to));
  const [, code = 1, , kind] = await readExactly(socket, 4);
  if (code !== 0) return REFUSALS[code] ?? 'it gives no reason';
  await readExactly(socket, (await addressLength(socket, kind)) + 2);
  return undefined;
}

/** RFC 1929, 2. */
function signInRequest({ userName, password }: ProxySignIn): Buffer {
  const [user, secret] = [Buffer.from(userName, 'utf8'), Buffer.from(password, 'utf8')];
  if (user.length > 255 || secret.length > 255) throw new Error('The user name or the password is too long.');
  return Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([secret.length]), secret]);
}

/** RFC 1928, 4: names go to the proxy as they are, so that it resolves them. */
function requestFor({ host, port }: Destination): Buffer {
  const address = isIPv4(host)
    ? [IPV4, ...host.split('.').map(Number)]
    : isIPv6(host)
      ? [IPV6, ...bytesOfIPv6(host)]
      : [NAME, Buffer.byteLength(host), ...Buffer.from(host)];
  return Buffer.from([VERSION, CONNECT, 0, ...address, port >> 8, port & 0xff]);
}

/** How many bytes the proxy's own address takes, which nobody needs. */
async function addressLength(socket: Socket, kind: number | undefined): Promise<number> {
  if (kind === IPV4) return 4;
  if (kind === IPV6) return 16;
  if (kind !== NAME) throw new Error('An address of an unknown kind.');
  return (await readExactly(socket, 1))[0] ?? 0;
}

/** RFC 4291, 2.2: the sixteen bytes of an address, of which `::` leaves the zeros out. */
function bytesOfIPv6(text: string): readonly number[] {
  const [address = ''] = text.split('%');
  const [before = [], after = []] = address.split('::').map(groupsOf);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

function groupsOf(text: string): readonly number[] {
  return text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      if (!group.includes('.')) return [Number.parseInt(group, 16)];
      const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
      return [(a << 8) | b, (c << 8) | d];
    });
}
