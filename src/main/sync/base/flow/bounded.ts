import { RunControl } from './run-control.js';

/**
 * Calls `work` for every item, at most `concurrency` at once and no more than `control` allows, and begins no new ones
 * while it is paused or once `signal` is aborted. Rejects with the first failure, after all that was under way has ended.
 */
export async function forEachBounded<T>(
  items: readonly T[],
  concurrency: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
  control = new RunControl(),
): Promise<void> {
  if (items.length === 0) return;
  const queue = items.values();
  // Workers that wait for a higher limit must not wait for ever once there is nothing left to begin.
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  let failure: { readonly error: unknown } | undefined;
  const worker = async (_: unknown, index: number): Promise<void> => {
    try {
      while (await control.mayBegin(index, either)) {
        const next = queue.next();
        if (next.done === true) return;
        await work(next.value);
      }
    } catch (error) {
      failure ??= { error };
    } finally {
      over.abort();
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  if (failure !== undefined) throw failure.error;
}

/** A number of places at which work is done: whatever finds none free waits for its turn. */
export class Places {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Does `work` at the next place that is free. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
