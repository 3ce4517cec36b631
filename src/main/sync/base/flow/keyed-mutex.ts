import { spellingKey } from '../../../../shared/entry/names.js';

/**
 * Has items whose names differ in their spelling only be carried out one after the other: on a side that takes them for one, without having
 * said so, the second then finds what the first has made.
 */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does `work` when all work that was asked for before is over for whatever path some systems take for this one. */
  async run<T>(path: string, work: () => Promise<T>): Promise<T> {
    const key = spellingKey(path);
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}
