import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What the proxy does to a connection once its allowance of bytes is used up. */
export type Trouble = 'cut' | 'freeze';

/** A relay on the loopback interface that makes trouble on demand. Connections pass unharmed until told otherwise. */
export interface CuttingProxy {
  readonly port: number;
  /** The lines that clients have sent so far; readable only without TLS. */
  lines(): readonly string[];
  /** From now on, every connection is cut or frozen when `bytes` more have come from the server on it. */
  after(bytes: number, trouble: Trouble): void;
  /** Cuts every connection now. */
  cutAll(): void;
  /** Lets new connections pass unharmed again. */
  heal(): void;
  stop(): Promise<void>;
}

/** Starts a relay to a port of the loopback interface. FTP's data connections go past it, straight to the server. */
export async function startCuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let received = '';
  let allowance: { bytes: number; readonly trouble: Trouble } | undefined;

  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (data) => {
      received += data.toString('latin1');
      pass(data, client, upstream);
    });
    upstream.on('data', (data) => {
      pass(data, upstream, client);
    });
  });

  /** Passes on what the allowance permits, with backpressure. */
  function pass(data: Buffer, from: Socket, to: Socket): void {
    let passed = data;
    if (allowance !== undefined) {
      passed = data.subarray(0, allowance.bytes);
      allowance.bytes -= passed.length;
    }
    const full = passed.length > 0 && !to.write(passed);
    if (allowance?.bytes === 0) {
      from.pause();
      if (allowance.trouble === 'cut') setImmediate(() => to.destroy());
    } else if (full) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    port: address.port,
    lines: () => received.split('\r\n').slice(0, -1),
    after: (bytes, trouble) => (allowance = { bytes, trouble }),
    cutAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    heal: () => (allowance = undefined),
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server, 'close');
    },
  };
}
