import { spellingKey } from '../../../../shared/entry/names.js';

/**
 * Lets items whose names differ only in their spelling be carried out one after the other: on a side that takes them for one, without
 * having said so, the second then finds what the first has made.
 */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<undefined>>();

  /**
   * Resolves when everybody who asked before has released the path, or one that some systems take for it. The function that it resolves
   * with releases it, and has to be called.
   */
  async take(path: string): Promise<() => void> {
    const key = spellingKey(path);
    const before = this.#last.get(key);
    const { promise: mine, resolve } = Promise.withResolvers<undefined>();
    this.#last.set(key, mine);
    await before;
    return () => {
      if (this.#last.get(key) === mine) this.#last.delete(key);
      resolve(undefined);
    };
  }
}
