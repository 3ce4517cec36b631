import type { ItemPath } from '../../../../shared/entry/entry.js';
import type { PendingChange } from '../../versions/version-keeper.js';

/** Files that this run has begun to write in their places: what lies there is ours, and no change by somebody. */
export class BegunInPlace {
  readonly #begun = new Map<ItemPath, PendingChange>();

  of(path: ItemPath): PendingChange | undefined {
    return this.#begun.get(path);
  }

  begin(path: ItemPath, pending: PendingChange): void {
    this.#begun.set(path, pending);
  }

  end(path: ItemPath): void {
    this.#begun.delete(path);
  }
}
