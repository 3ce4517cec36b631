import { FTPError } from 'basic-ftp';
import { stoppedError, TargetError, throwIfStopped } from '../target-error.js';
import type { FtpConnection } from './connection.js';

/** What work that the pool runs may tell it. */
export interface Attempt {
  /** From now on the work must not be begun again on another connection. */
  commit(): void;
}

/**
 * The control connections of one target. They are opened when there is work for them; one that was cut is thrown away, and what
 * was under way on it is tried once more on a new one.
 */
export class ConnectionPool {
  readonly #open: (signal: AbortSignal) => Promise<FtpConnection>;
  readonly #idle: FtpConnection[] = [];
  readonly #all = new Set<FtpConnection>();
  readonly #waiting: (() => void)[] = [];
  readonly #closing = new AbortController();
  #opening = 0;
  #limit: number;

  constructor(open: (signal: AbortSignal) => Promise<FtpConnection>, connections: number) {
    this.#open = open;
    this.#limit = connections;
  }

  /** How many connections there may be; the server can lower it. */
  get limit(): number {
    return this.#limit;
  }

  /**
   * Runs `work` on a connection of its own and gives that back afterwards. On abort the connection is cut, unless `gentle`: then
   * `work` itself heeds the signal. With `keep` the work gives the connection back itself, if it succeeded. Rejects with `stopped`, or with what `work` rejects with.
   */
  async use<T>(
    signal: AbortSignal,
    work: (connection: FtpConnection, attempt: Attempt) => Promise<T>,
    { gentle = false, keep = false }: { readonly gentle?: boolean; readonly keep?: boolean } = {},
  ): Promise<T> {
    for (let again = false; ; again = true) {
      let committed = again;
      let kept = false;
      const connection = await this.take(signal, again);
      const stop = (): void => connection.destroy();
      if (!gentle) signal.addEventListener('abort', stop, { once: true });
      try {
        const result = await work(connection, { commit: () => (committed = true) });
        kept = keep;
        return result;
      } catch (error) {
        const lost = isLost(error);
        if (lost) connection.destroy();
        throwIfStopped(signal);
        if (!lost || committed || this.#closing.signal.aborted) throw error;
      } finally {
        signal.removeEventListener('abort', stop);
        if (!kept) this.release(connection);
      }
    }
  }

  /** Takes a connection out of the pool; with `fresh` a new one, because those at rest may be dead as well. */
  async take(signal: AbortSignal, fresh = false): Promise<FtpConnection> {
    for (;;) {
      throwIfStopped(signal);
      throwIfStopped(this.#closing.signal);
      if (fresh) for (const connection of this.#idle.splice(0)) this.#drop(connection);
      for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
        if (idle.alive) return idle;
        this.#drop(idle);
      }
      if (this.#all.size + this.#opening < this.#limit) {
        const opened = await this.#openOne(signal);
        if (opened !== undefined) return opened;
      }
      await this.#turn(signal);
    }
  }

  /** Gives a connection back. A dead one is thrown away. */
  release(connection: FtpConnection): void {
    if (connection.alive && !this.#closing.signal.aborted) this.#idle.push(connection);
    else this.#drop(connection);
    this.#waiting.shift()?.();
  }

  /** Cuts every connection, and refuses to open more. */
  close(): void {
    this.#closing.abort();
    for (const connection of this.#all) this.#drop(connection);
    this.#idle.length = 0;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Opens a connection; `undefined` where the server wants no more of them than there are. */
  async #openOne(signal: AbortSignal): Promise<FtpConnection | undefined> {
    this.#opening += 1;
    try {
      const connection = await this.#open(AbortSignal.any([signal, this.#closing.signal]));
      this.#all.add(connection);
      return connection;
    } catch (error) {
      // Others may be waiting for this place.
      this.#waiting.shift()?.();
      if (!isTooMany(error) || this.#all.size === 0) throw error;
      this.#limit = this.#all.size;
      return undefined;
    } finally {
      this.#opening -= 1;
    }
  }

  /** Waits until a connection may have become free. */
  async #turn(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const wake = (): void => resolve(undefined);
    const stop = (): void => {
      const place = this.#waiting.indexOf(wake);
      if (place !== -1) this.#waiting.splice(place, 1);
      reject(stoppedError());
    };
    // All may have come to rest while the server refused another one.
    if (this.#idle.length > 0) return;
    this.#waiting.push(wake);
    signal.addEventListener('abort', stop, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #drop(connection: FtpConnection): void {
    connection.destroy();
    this.#all.delete(connection);
  }
}

/** Whether an error leaves its connection useless: everything except a refusal in proper form. */
export function isLost(error: unknown): boolean {
  if (error instanceof FTPError) return error.code === 421;
  return !(error instanceof TargetError);
}

/** RFC 959 has no reply for it, so servers say it in words: 421 or 530, and that there are too many. */
export function isTooMany(error: unknown): boolean {
  if (error instanceof TargetError) return error.problem.kind === 'busy';
  if (!(error instanceof FTPError)) return false;
  return (
    error.code === 421 || (error.code === 530 && /too many|maximum|limit|connections/i.test(error.message))
  );
}
