import { CONNECT_MS, SIGN_IN_MS } from '../protocol/settings.js';

/**
 * How far connecting has come: to a server that has not said a word yet, to one that has greeted and thinks about user and password, or to one
 * that has let the user in.
 */
export type Phase = 'reaching' | 'signing-in' | 'settling-in';

/** How long each phase may take. */
const PHASE_MS: Readonly<Record<Phase, number>> = {
  reaching: CONNECT_MS,
  'signing-in': SIGN_IN_MS,
  'settling-in': CONNECT_MS,
};

/** Aborts its signal when a phase of connecting takes too long. To be stopped when connecting has ended, either way. */
export class ConnectClock {
  readonly #over = new AbortController();
  #phase: Phase = 'reaching';
  #timer = this.#begin();

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** The phase before has ended in time. */
  enter(phase: Phase): void {
    clearTimeout(this.#timer);
    this.#phase = phase;
    this.#timer = this.#begin();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #begin(): NodeJS.Timeout {
    return setTimeout(() => this.#over.abort(), PHASE_MS[this.#phase]);
  }
}
