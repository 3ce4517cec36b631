import type { ItemPath } from '../../../shared/entry/entry.js';
import type { Noted } from '../versions/version-keeper.js';

/** Files that this run has begun to write in their places: what lies there is ours, and no change by somebody. */
export class BegunInPlace {
  readonly #begun = new Map<ItemPath, Noted>();

  of(path: ItemPath): Noted | undefined {
    return this.#begun.get(path);
  }

  begin(path: ItemPath, noted: Noted): void {
    this.#begun.set(path, noted);
  }

  end(path: ItemPath): void {
    this.#begun.delete(path);
  }
}
