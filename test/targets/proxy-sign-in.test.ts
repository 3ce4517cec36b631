import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readProxy, withProxyPassword } from '../../src/shared/connection/proxy.js';
import { openSocket } from '../../src/main/targets/proxy/open-socket.js';
import { ProxyError } from '../../src/main/targets/proxy/proxy-error.js';
import { startLineProxy } from '../servers/proxies/line-proxy.js';

const NEVER = new AbortController().signal;
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A server that says one line, reached by a proxy that lets in anna only. */
async function throughProxy(kind: 'socks5' | 'http', user: string, password: string): Promise<string> {
  const server = createServer((socket) => socket.end('hello'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(async () => {
    server.close();
    await once(server, 'close');
  });
  const proxy = await startLineProxy(kind, { userName: 'anna', password: 'p@ss:w/ord $&' });
  cleanups.push(() => proxy.stop());
  const url = user === '' ? proxy.url : proxy.url.replace('://', `://${user}@`);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  try {
    const socket = await openSocket(
      { host: '127.0.0.1', port: address.port },
      withProxyPassword(url, password),
      NEVER,
    );
    socket.resume();
    await once(socket, 'close');
    return 'connected';
  } catch (error) {
    if (error instanceof ProxyError) return `${error.because} ${error.message}`;
    throw error;
  }
}

describe.each(['socks5', 'http'] as const)('a proxy of the kind %s that wants a sign-in', (kind) => {
  test('lets in who it knows, whatever letters the password has', async () => {
    expect(await throughProxy(kind, 'anna', 'p@ss:w/ord $&')).toBe('connected');
  });

  test('is said to refuse a wrong password, which is not told', async () => {
    const said = await throughProxy(kind, 'anna', 'wrong one');
    expect(said).toContain('it does not accept the user name and password');
    expect(said).not.toContain('wrong');
  });

  test('is said to want a user name where none is known', async () => {
    expect(await throughProxy(kind, '', '')).toContain('it requires a user name and password');
  });
});

/** A proxy that answers the last question of the handshake and passes the server’s greeting on in one packet. */
async function hastyProxy(steps: readonly (readonly [until: (asked: Buffer) => boolean, answer: Buffer])[]) {
  const proxy = createServer((socket) => {
    let asked = Buffer.alloc(0);
    let step = 0;
    socket.on('data', (bytes) => {
      asked = Buffer.concat([asked, bytes]);
      const next = steps[step];
      if (next?.[0](asked) !== true) return;
      asked = Buffer.alloc(0);
      step += 1;
      socket.write(next[1]);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  cleanups.push(async () => {
    proxy.close();
    await once(proxy, 'close');
  });
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

test.each([
  [
    'socks5',
    [
      [(asked: Buffer) => asked.length >= 3, Buffer.from([5, 0])],
      [
        (asked: Buffer) => asked.length >= 10,
        Buffer.from([5, 0, 0, 3, 4, ...Buffer.from('name'), 0, 21, ...Buffer.from('220 hello')]),
      ],
    ],
  ],
  [
    'http',
    [[(asked: Buffer) => asked.includes('\r\n\r\n'), Buffer.from('HTTP/1.0 200 OK\r\n\r\n220 hello')]],
  ],
] as const)(
  'what the server says in the same packet as the %s proxy’s answer is not lost',
  async (kind, steps) => {
    const port = await hastyProxy(steps);
    const socket = await openSocket({ host: '127.0.0.1', port: 21 }, `${kind}://127.0.0.1:${port}`, NEVER);
    const said = await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    expect(String(said)).toBe('220 hello');
  },
);

test('a password that SOCKS cannot carry is a failure of the sign-in, and ends nothing else', async () => {
  expect(await throughProxy('socks5', 'anna', 'x'.repeat(300))).toContain('it closed the connection');
});

test.each([
  ['socks5://gate:1080', { url: 'socks5://gate:1080', userName: '', password: '' }],
  ['http://anna@gate:3128/', { url: 'http://anna@gate:3128', userName: 'anna', password: '' }],
  ['http://an%40na:p%3Aw@gate:1', { url: 'http://an%40na@gate:1', userName: 'an@na', password: 'p:w' }],
  ['socks5://[::1]:1080', { url: 'socks5://[::1]:1080', userName: '', password: '' }],
  ['ftp://gate:1080', undefined],
  ['gate:1080', undefined],
  ['http://gate', undefined],
  ['http://a:b:c@gate:1', { url: 'http://a@gate:1', userName: 'a', password: 'b:c' }],
  ['http://a b@gate:1', undefined],
])('reads the proxy %j, and keeps no password in what a profile holds', (text, place) => {
  expect(readProxy(text)).toEqual(place);
});
