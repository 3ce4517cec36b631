import { BURST_MS, CONNECT_MS, SIGN_IN_MS } from '../protocol/settings.js';

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
  readonly #phaseMs: Readonly<Record<Phase, number>>;
  #phase: Phase = 'reaching';
  #timer: NodeJS.Timeout;

  /** `together`: whether the server is sent commands together, of which some may be lost. */
  constructor(together: boolean) {
    const settling = Math.min(PHASE_MS['settling-in'], BURST_MS);
    this.#phaseMs = together ? { ...PHASE_MS, 'settling-in': settling } : PHASE_MS;
    this.#timer = this.#begin();
  }

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
    return setTimeout(() => this.#over.abort(), this.#phaseMs[this.#phase]);
  }
}
