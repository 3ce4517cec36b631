import type { ItemPath } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Above } from '../decide/folder-pair.js';
import type { ItemState } from './effective-actions.js';
import { Tallies } from './totals.js';

/** Above most items lies nothing that bears on them. */
const PLAIN: Above = { kind: 'plain' };

/** The items of a plan as they are shown, the states that they follow from, and the totals: changed only here, so that they agree. */
export class ItemStates {
  readonly tallies = new Tallies();
  readonly #items = new Map<ItemPath, PlanItem>();
  readonly #states = new Map<ItemPath, ItemState>();

  /** Every item by its path, in the order in which they were found. */
  get items(): ReadonlyMap<ItemPath, PlanItem> {
    return this.#items;
  }

  /**
   * Of the items that may come to something else than was decided on them alone. A plan may hold millions of items, and nearly all of them are
   * not among these.
   */
  get dependent(): ReadonlyMap<ItemPath, ItemState> {
    return this.#states;
  }

  /** The state of any item; `undefined` where there is none at that path. */
  readonly lookUp = (path: ItemPath): ItemState | undefined => {
    const state = this.#states.get(path);
    if (state !== undefined) return state;
    const item = this.#items.get(path);
    return item === undefined ? undefined : { decision: { item, above: PLAIN } };
  };

  set(path: ItemPath, state: ItemState): void {
    this.#states.set(path, state);
  }

  /** Changes what is known of an item, which from now on may come to something else; does nothing where there is none at that path. */
  update(path: ItemPath, change: Partial<ItemState>): void {
    const state = this.lookUp(path);
    if (state !== undefined) this.#states.set(path, { ...state, ...change });
  }

  /** Takes in an item that comes to what was decided on it, whatever lies above or below it. */
  showAsDecided(item: PlanItem): PlanItem {
    if (this.#states.size > 0) this.#states.delete(item.path);
    return this.show(item);
  }

  /** Shows an item as it is now, in the place of what was shown at its path. */
  show(item: PlanItem): PlanItem {
    const before = this.#items.get(item.path);
    if (before !== undefined) this.tallies.remove(before);
    this.#items.set(item.path, item);
    this.tallies.add(item);
    return item;
  }
}
