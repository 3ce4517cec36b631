import { FULL_PACE, type RunPace } from '../../../../shared/run/run.js';
import { admit, chunkBytes } from './rate-limit.js';

/** Pauses a run and changes its limits while it goes on. */
export class RunControl {
  #pace: RunPace;
  #freeAtMs = 0;
  #pauses = 0;
  readonly #listeners = new Set<(pace: RunPace) => void>();
  #changed = Promise.withResolvers<undefined>();

  constructor(pace: RunPace = FULL_PACE) {
    this.#pace = pace;
  }

  get pace(): RunPace {
    return this.#pace;
  }

  /** How often it has been paused. */
  get pauses(): number {
    return this.#pauses;
  }

  /** Changes the pace at once, also for what is under way. */
  set(pace: RunPace): void {
    if (pace.paused && !this.#pace.paused) this.#pauses += 1;
    this.#pace = pace;
    this.#freeAtMs = 0;
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers<undefined>();
    resolve(undefined);
    for (const listener of this.#listeners) listener(pace);
  }

  /** Calls `listener` with every new pace; the function returned ends that. */
  onChange(listener: (pace: RunPace) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Waits until the worker of this number, counted from 0, may begin another item. Resolves with whether it may: not
   * once `signal` is aborted.
   */
  async mayBegin(worker: number, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && (this.#pace.paused || worker >= (this.#pace.connections ?? Infinity))) {
      await this.#change(signal);
    }
    return !signal.aborted;
  }

  /** How many bytes to let through at once; `undefined` where there is no need to ask. */
  get chunk(): number | undefined {
    const { paused, bytesPerSecond } = this.#pace;
    if (bytesPerSecond !== null) return chunkBytes(bytesPerSecond);
    return paused ? 1 : undefined;
  }

  /** Resolves when so many bytes may pass, or `signal` is aborted. */
  async admit(bytes: number, signal: AbortSignal): Promise<void> {
    while (this.#pace.paused && !signal.aborted) await this.#change(signal);
    const { bytesPerSecond } = this.#pace;
    if (bytesPerSecond === null) return;
    const { freeAtMs, waitMs } = admit(this.#freeAtMs, bytes, bytesPerSecond, performance.now());
    this.#freeAtMs = freeAtMs;
    if (waitMs > 0) await this.#change(signal, waitMs);
  }

  /** Resolves at the next change of pace, when `signal` is aborted, or after so many milliseconds. */
  async #change(signal: AbortSignal, afterMs?: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = (): void => {
      resolve(undefined);
    };
    const timer = afterMs === undefined ? undefined : setTimeout(wake, afterMs);
    signal.addEventListener('abort', wake, { once: true });
    if (signal.aborted) wake();
    await Promise.race([promise, this.#changed.promise]);
    clearTimeout(timer);
    signal.removeEventListener('abort', wake);
  }
}
