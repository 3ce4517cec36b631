import { stoppedError, throwIfStopped } from '../../../../shared/problem-error.js';
import { unlessStopped, watched } from './promises.js';
import type { SftpSession } from './session.js';
import { ConnectionLost } from './errors.js';

/** What work on a session may say while it goes on. */
export interface Attempt {
  /** From now on the work must not be begun again. */
  commit(): void;
}

/** A session that is being opened, and for how many. */
interface Opening {
  readonly session: Promise<SftpSession>;
  readonly abort: AbortController;
  waiting: number;
}

/** Keeps one session for all that is done: opened when it is first wanted, and again when the connection was cut. */
export class ReconnectingSession {
  readonly #open: (signal: AbortSignal) => Promise<SftpSession>;
  #current: SftpSession | undefined;
  #opening: Opening | undefined;
  #closed = false;

  /** `open` makes a session, or rejects with a `ProblemError`. */
  constructor(open: (signal: AbortSignal) => Promise<SftpSession>) {
    this.#open = open;
  }

  /**
   * Runs `work`, and once more on a new session where the connection was lost on the way. On abort it rejects with `stopped` at
   * once and lets `work` run out, unless `gentle`: then `work` itself heeds the signal.
   */
  async use<T>(
    signal: AbortSignal,
    work: (session: SftpSession, attempt: Attempt) => Promise<T>,
    { gentle = false }: { readonly gentle?: boolean } = {},
  ): Promise<T> {
    for (let again = false; ; again = true) {
      let committed = again;
      const session = await this.take(signal);
      try {
        const working = work(session, { commit: () => (committed = true) });
        return await (gentle ? working : unlessStopped(working, signal));
      } catch (error) {
        throwIfStopped(signal);
        if (!(error instanceof ConnectionLost) || committed || this.#closed) throw error;
      }
    }
  }

  /** The session; a new one where there is none, or where its connection is gone. */
  async take(signal: AbortSignal): Promise<SftpSession> {
    throwIfStopped(signal);
    if (this.#closed) throw stoppedError();
    if (this.#current?.whenLost.aborted === false) return this.#current;
    if (this.#opening?.abort.signal.aborted !== false) this.#opening = this.#begin();
    const opening = this.#opening;
    opening.waiting += 1;
    try {
      return await unlessStopped(opening.session, signal);
    } finally {
      opening.waiting -= 1;
      if (opening.waiting === 0) opening.abort.abort();
    }
  }

  /** Cuts the connection and opens no other. */
  close(): void {
    this.#closed = true;
    this.#opening?.abort.abort();
    this.#current?.close();
  }

  #begin(): Opening {
    const abort = new AbortController();
    // Whoever waits for it may be gone when it fails.
    const session = watched(
      this.#openOne(abort.signal).finally(() => {
        if (this.#opening === opening) this.#opening = undefined;
      }),
    );
    const opening = { session, abort, waiting: 0 };
    return opening;
  }

  async #openOne(signal: AbortSignal): Promise<SftpSession> {
    const opened = await this.#open(signal);
    if (this.#closed || signal.aborted) {
      opened.close();
      throw stoppedError();
    }
    return (this.#current = opened);
  }
}
