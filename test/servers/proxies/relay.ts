import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** One connection through a relay. */
export interface Relayed {
  /** Lets nothing pass any more in either direction, and says nothing of it. */
  freeze(): void;
}

/** A relay to a port of the loopback interface whose connections can be told from one another. */
export interface Relay {
  readonly port: number;
  /** In the order in which they were made. */
  readonly connections: readonly Relayed[];
  /** Cuts all of them. New ones pass. */
  cutAll(): void;
  stop(): Promise<void>;
}

/** Starts one that cuts what goes beyond `most` connections at once. */
export async function startRelay(targetPort: number, most = Infinity): Promise<Relay> {
  const connections: Relayed[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    client.on('error', () => undefined);
    if (sockets.size >= most * 2) {
      client.destroy();
      return;
    }
    const upstream = connect(targetPort, '127.0.0.1');
    upstream.on('error', () => undefined);
    client.pipe(upstream).pipe(client);
    const pair = [client, upstream] as const;
    for (const socket of pair) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        for (const each of pair) each.destroy();
      });
    }
    connections.push({
      freeze: () => {
        for (const socket of pair) socket.unpipe().pause();
      },
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    port: address.port,
    connections,
    cutAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server, 'close');
    },
  };
}
