import { isIPv6, type Socket } from 'node:net';
import type { Destination, ProxySignIn } from './destination.js';
import { readExactly } from './read-exactly.js';

/** No proxy has more to say before the line is open. */
const LONGEST_ANSWER = 16_384;

/**
 * Asks the HTTP proxy at the other end of the line to connect it to `to` (RFC 9110, 9.3.6), and says who asks (RFC 7617). Resolves with why it
 * refused, or with nothing; rejects where it does not answer as such a proxy does.
 */
export async function connectByHttp(
  socket: Socket,
  to: Destination,
  signIn?: ProxySignIn,
): Promise<string | undefined> {
  const authority = `${isIPv6(to.host) ? `[${to.host}]` : to.host}:${to.port}`;
  if (/[\s\0]/.test(authority)) throw new Error('The host’s name holds a blank.');
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization(signIn)}\r\n`);
  const answer = await readHead(socket);
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1];
  if (status === undefined) throw new Error('Not an answer of HTTP.');
  if (status.startsWith('2')) return undefined;
  if (status === '407') return whySignInFails(answer, signIn);
  if (status === '403') return 'its rules do not allow the connection';
  if (status === '502' || status === '503' || status === '504') return 'it can’t reach the server';
  return `it refuses with status ${status}`;
}

/** RFC 7617, 2. A colon would end the user name. */
function authorization(signIn: ProxySignIn | undefined): string {
  if (signIn === undefined) return '';
  if (signIn.userName.includes(':')) throw new Error('The user name holds a colon.');
  const pair = Buffer.from(`${signIn.userName}:${signIn.password}`, 'utf8').toString('base64');
  return `Proxy-Authorization: Basic ${pair}\r\n`;
}

function whySignInFails(answer: string, signIn: ProxySignIn | undefined): string {
  const offers = [...answer.matchAll(/^proxy-authenticate:(.*)$/gim)].map(([, offer = '']) => offer);
  if (offers.length > 0 && !offers.some((offer) => /\bbasic\b/i.test(offer))) {
    return 'it requires a sign-in method other than “Basic”';
  }
  return signIn === undefined
    ? 'it requires a user name and password'
    : 'it does not accept the user name and password';
}

/** Byte by byte: what follows the empty line is the server's. */
async function readHead(socket: Socket): Promise<string> {
  let head = '';
  while (!head.endsWith('\r\n\r\n')) {
    if (head.length >= LONGEST_ANSWER) throw new Error('The answer does not end.');
    head += (await readExactly(socket, 1)).toString('latin1');
  }
  return head;
}
