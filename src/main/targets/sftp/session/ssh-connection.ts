import type { Socket } from 'node:net';
import type { Client } from 'ssh2';
import type { coalesceWrites } from './client.js';
import { INACTIVITY_MS } from '../config/settings.js';
import { ConnectionLost } from './errors.js';

/** Bytes in one direction between two looks at the connection that are more than questions whether it is alive, and answers to them. */
const LEAST_MOVEMENT = 4096;

/** The connection to a server, from the moment it is there until it is lost, and who waits for an answer on it. */
export class SshConnection {
  readonly #clients: readonly Client[];
  readonly #socket: Socket;
  readonly #gather: () => void;
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #end = new AbortController();
  readonly #watch: NodeJS.Timeout;
  #lost: ConnectionLost | undefined;
  #answered = false;
  #read = 0;
  #sent = 0;
  #movedMs = 0;

  /** `clients`: those of all hosts on the way, the server's last. `gather`: what `coalesceWrites` gave for the socket. */
  constructor(clients: readonly Client[], socket: Socket, gather: ReturnType<typeof coalesceWrites>) {
    this.#clients = clients;
    this.#socket = socket;
    this.#gather = gather;
    for (const client of clients) {
      client.on('error', (error) => this.lose(error));
      client.on('close', () => this.lose(undefined));
    }
    this.#watch = setInterval(() => this.#check(), 5_000).unref();
  }

  /** Aborted as soon as the connection is lost. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Why no answer can come any more; `undefined` while it can. */
  get lost(): ConnectionLost | undefined {
    return this.#lost;
  }

  /** To be called before something is sent: `fail` is called if the connection is lost before `settled` is. */
  expect(fail: (error: Error) => void): void {
    this.#waiting.add(fail);
    this.#gather();
  }

  settled(fail: (error: Error) => void): void {
    this.#answered = true;
    this.#waiting.delete(fail);
  }

  /** Cuts the connection, for the first cause that is given. */
  lose(cause: unknown, timedOut = false): ConnectionLost {
    if (this.#lost !== undefined) return this.#lost;
    const lost = new ConnectionLost(cause, timedOut);
    this.#lost = lost;
    clearInterval(this.#watch);
    for (const fail of this.#waiting) fail(lost);
    this.#waiting.clear();
    this.#end.abort();
    for (const client of this.#clients) client.end();
    this.#socket.destroy();
    return lost;
  }

  /**
   * A connection on which nothing has moved in either direction for long is dead, and so is a server that has answered nothing, unless
   * nothing is asked of it. The questions that ssh2 sends to keep the connection alive are no movement: the system takes them even for a dead
   * connection, and a server may answer them that does nothing else any more.
   */
  #check(): void {
    const read = this.#socket.bytesRead;
    const sent = this.#socket.bytesWritten - this.#socket.writableLength;
    const moved = Math.max(read - this.#read, sent - this.#sent) >= LEAST_MOVEMENT;
    if (moved || this.#answered || this.#waiting.size === 0) {
      this.#answered = false;
      this.#read = read;
      this.#sent = sent;
      this.#movedMs = performance.now();
    } else if (performance.now() - this.#movedMs >= INACTIVITY_MS) {
      this.lose(new Error('Silence'), true);
    }
  }
}
