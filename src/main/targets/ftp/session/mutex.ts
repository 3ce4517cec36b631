/** Lets one piece of work at a time pass, in the order in which they came. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Calls `work` when all before it have ended, and resolves or rejects as it does. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return await mine;
  }
}
