import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { readExactly } from '../../../src/main/targets/proxy/read-exactly.js';

/** The only name that the proxies know; nobody else resolves it. */
export const INSIDE = 'server.inside.invalid';

/** A proxy on the loopback interface. */
export interface LineProxy {
  /** As a profile's options have it. */
  readonly url: string;
  /** Where clients were connected to, `host:port`, as they asked for it. */
  readonly asked: readonly string[];
  /** From now on, refuses every connection. */
  refuse(): void;
  stop(): Promise<void>;
}

/** What a client asked for, and how to answer it. */
interface Request {
  readonly host: string;
  readonly port: number;
  readonly accept: Buffer;
  readonly refuse: Buffer;
}

/** Whom a proxy lets in, and nobody else. */
interface ProxyUser {
  readonly userName: string;
  readonly password: string;
}

const READERS = {
  /** RFC 1928 and 1929, for clients that send a name or an IPv4 address. */
  socks5: async (socket: Socket, user: ProxyUser | undefined): Promise<Request | undefined> => {
    const [, methods = 0] = await readExactly(socket, 2);
    const offered = [...(await readExactly(socket, methods))];
    const method = user === undefined ? 0 : offered.includes(2) ? 2 : 0xff;
    socket.write(Buffer.from([5, method]));
    if (method === 0xff) return undefined;
    if (user !== undefined) {
      const texts: string[] = [];
      await readExactly(socket, 1);
      while (texts.length < 2) {
        const [length = 0] = await readExactly(socket, 1);
        texts.push((await readExactly(socket, length)).toString());
      }
      const fits = texts[0] === user.userName && texts[1] === user.password;
      socket.write(Buffer.from([1, fits ? 0 : 1]));
      if (!fits) return undefined;
    }
    const [, , , kind] = await readExactly(socket, 4);
    const length = kind === 3 ? (await readExactly(socket, 1)).readUInt8() : 4;
    const address = await readExactly(socket, length);
    const port = (await readExactly(socket, 2)).readUInt16BE();
    const reply = (code: number): Buffer => Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
    const host = kind === 3 ? address.toString() : address.join('.');
    return { host, port, accept: reply(0), refuse: reply(2) };
  },
  /** RFC 9110, 9.3.6, and RFC 7617. */
  http: async (socket: Socket, user: ProxyUser | undefined): Promise<Request | undefined> => {
    let head = '';
    while (!head.endsWith('\r\n\r\n')) head += (await readExactly(socket, 1)).toString('latin1');
    const pair = Buffer.from(`${user?.userName ?? ''}:${user?.password ?? ''}`).toString('base64');
    if (user !== undefined && !head.includes(`\r\nProxy-Authorization: Basic ${pair}\r\n`)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n');
      return undefined;
    }
    const [, host = '', port] = /^CONNECT ([^ :]+):(\d+) HTTP\/1\.1\r\n/.exec(head) ?? [];
    return {
      host,
      port: Number(port),
      accept: Buffer.from('HTTP/1.1 200 Connection established\r\nX-Proxy: test\r\n\r\n'),
      refuse: Buffer.from('HTTP/1.1 403 Forbidden\r\n\r\n'),
    };
  },
} as const;

/** Starts a proxy that connects to this computer, whatever address it is asked for; with `user`, for that one only. */
export async function startLineProxy(kind: keyof typeof READERS, user?: ProxyUser): Promise<LineProxy> {
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  let refusing = false;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  }

  async function serve(client: Socket): Promise<void> {
    const request = await READERS[kind](client, user);
    if (request === undefined) {
      client.end();
      return;
    }
    const { host, port, accept, refuse } = request;
    asked.push(`${host}:${port}`);
    if (refusing) {
      client.end(refuse);
      return;
    }
    const upstream = connect(port, host === INSIDE ? '127.0.0.1' : host);
    keep(upstream);
    await once(upstream, 'connect');
    client.write(accept);
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  }

  const server = createServer((client) => {
    keep(client);
    serve(client).catch(() => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    url: `${kind}://127.0.0.1:${address.port}`,
    asked,
    refuse: () => (refusing = true),
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
