import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { Computer } from '../../src/main/schedule/computer.js';

interface Timer {
  readonly ms: number;
  readonly call: () => void;
}

/** A computer whose time passes as quickly as what happens on it is done. */
export class SimulatedComputer implements Computer {
  online = true;
  readonly #timers = new Set<Timer>();
  #ms: number;
  #resumed: (() => void) | undefined;

  readonly #setDate: (ms: number) => void;

  /** `setDate` has the date of the whole process follow it. */
  constructor(startMs: number, setDate: (ms: number) => void) {
    this.#ms = startMs;
    this.#setDate = setDate;
    setDate(startMs);
  }

  readonly now = (): number => this.#ms;

  readonly later = (ms: number, call: () => void): (() => void) => {
    const timer = { ms: this.#ms + ms, call };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  readonly isOnline = (): boolean => this.online;
  readonly isOnBattery = (): boolean => false;
  readonly isMetered = (): Promise<undefined> => Promise.resolve(undefined);
  readonly drives = { labels: () => Promise.resolve(new Set<string>()) };

  readonly follow = (resumed: () => void): (() => void) => {
    this.#resumed = resumed;
    return () => (this.#resumed = undefined);
  };

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Time passes, and every timer fires when it is its time and `idle` has come true of what went before. */
  async passTo(ms: number, idle: () => boolean): Promise<void> {
    for (;;) {
      await setImmediate();
      while (!idle()) await delay(5);
      let next: Timer | undefined;
      for (const timer of this.#timers) if (next === undefined || timer.ms < next.ms) next = timer;
      if (next === undefined || next.ms > ms) break;
      this.#timers.delete(next);
      this.#setTime(Math.max(this.#ms, next.ms));
      next.call();
    }
    this.#setTime(ms);
  }

  /** Time passes, and nothing happens; then the computer wakes up. */
  sleepTo(ms: number): void {
    this.#setTime(ms);
    this.#resumed?.();
  }

  end(): void {
    this.#timers.clear();
  }

  #setTime(ms: number): void {
    this.#ms = ms;
    this.#setDate(ms);
  }
}
