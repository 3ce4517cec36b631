import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SshConnection } from './ssh-connection.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket that is nowhere, of which bytes come as they are told to. */
class QuietSocket extends Socket {
  come = 0;

  constructor() {
    super();
    Object.defineProperty(this, 'bytesRead', { get: () => this.come });
  }
}

function connectionOver(socket: QuietSocket): {
  readonly connection: SshConnection;
  readonly failed: () => boolean;
} {
  const connection = new SshConnection([], socket, () => undefined);
  let failed = false;
  connection.expect(() => (failed = true));
  return { connection, failed: () => failed };
}

describe('the connection to a server', () => {
  it('is given up when the server answers nothing but that it is alive', () => {
    const socket = new QuietSocket();
    const { connection, failed } = connectionOver(socket);
    for (let seconds = 0; seconds < 45; seconds += 5) {
      socket.come += 100;
      vi.advanceTimersByTime(5_000);
    }
    expect(failed()).toBe(true);
    expect(connection.lost?.timedOut).toBe(true);
  });

  it('is kept while a long answer is coming', () => {
    const socket = new QuietSocket();
    const { failed } = connectionOver(socket);
    for (let seconds = 0; seconds < 120; seconds += 5) {
      socket.come += 5_000;
      vi.advanceTimersByTime(5_000);
    }
    expect(failed()).toBe(false);
  });

  it('is kept while short answers come', () => {
    const { connection, failed } = connectionOver(new QuietSocket());
    for (let seconds = 0; seconds < 120; seconds += 20) {
      const other = (): void => undefined;
      connection.expect(other);
      connection.settled(other);
      vi.advanceTimersByTime(20_000);
    }
    expect(failed()).toBe(false);
  });

  it('is kept, however silent it is, while nothing is asked', () => {
    const connection = new SshConnection([], new QuietSocket(), () => undefined);
    vi.advanceTimersByTime(600_000);
    expect(connection.lost).toBeUndefined();
    connection.lose(undefined);
  });
});
