import { once, type EventEmitter } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';

/** What can listen: a server of node:net, or of ssh2. */
interface Listener extends EventEmitter {
  listen(port: number, host: string): unknown;
  address(): AddressInfo | string | null;
  close(): unknown;
}

/** Listens on the loopback interface, at a port that nobody has, and resolves with it. */
export async function listen(server: Listener, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

let addresses = 0;

/**
 * Another address of the loopback interface each time, where the system has them all: a system keeps the port of a closed connection for a
 * minute, for each address, so that thousands of servers one after the other would use them up.
 */
export function nextLoopback(): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  addresses += 1;
  const branch = process.pid % 200;
  return `127.${1 + branch}.${Math.floor(addresses / 250) % 250}.${1 + (addresses % 250)}`;
}

/** The open lines of a server within a test. What breaks on one of them is not an error of the test. */
export class Lines {
  readonly #open = new Set<Socket>();

  get size(): number {
    return this.#open.size;
  }

  add<S extends Socket>(socket: S): S {
    this.#open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#open.delete(socket));
    return socket;
  }

  cutAll(): void {
    for (const socket of this.#open) socket.destroy();
  }

  /** Ends the server as well. May be called twice. */
  async stop(server: Listener & { readonly listening: boolean }): Promise<void> {
    const wasListening = server.listening;
    server.close();
    this.cutAll();
    if (wasListening) await once(server, 'close');
  }
}
