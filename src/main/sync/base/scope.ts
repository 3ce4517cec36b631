import type { ItemPath } from '../../../shared/entry/entry.js';
import { ancestorsOf, nameOf, parentOf } from '../../../shared/entry/path.js';

/** What a plan of a part knows of all the rest. */
export interface Part {
  readonly scope: Scope;
  /** How many files are on record in all: what share of them is deleted is judged by that (S7). */
  readonly filesOnRecord: number;
}

/** A part of the tree that is synced by itself: some items, each with all that lies in it. */
export class Scope {
  /** The items, root first where one lies in another; none is the root. */
  readonly paths: readonly ItemPath[];
  readonly #paths: ReadonlySet<ItemPath>;
  /** For each folder on the way to them, the names in it that lead on. */
  readonly #ways = new Map<ItemPath, Set<string>>();

  constructor(paths: Iterable<ItemPath>) {
    this.#paths = new Set(paths);
    this.paths = [...this.#paths].sort();
    for (const path of this.#paths) {
      for (const place of [path, ...ancestorsOf(path)]) {
        const names = this.#ways.get(parentOf(place)) ?? new Set();
        this.#ways.set(parentOf(place), names.add(nameOf(place)));
      }
    }
  }

  /** Whether an item belongs to it. */
  covers(path: ItemPath): boolean {
    if (this.#paths.has(path)) return true;
    for (const folder of ancestorsOf(path)) if (this.#paths.has(folder)) return true;
    return false;
  }

  /** The names in a folder on the way that lead on; `undefined` where all of the folder belongs to it, or nothing does. */
  namesIn(folder: ItemPath): ReadonlySet<string> | undefined {
    return this.covers(folder) ? undefined : this.#ways.get(folder);
  }

  /** Every item that has to be looked at to come to them: they themselves, and the folders above. */
  get places(): readonly ItemPath[] {
    return [...new Set(this.paths.flatMap((path) => [...ancestorsOf(path), path]))].sort();
  }
}
