import type { BaselineRow } from '../../shared/baseline.js';
import type { ItemPath, Side } from '../../shared/entry.js';
import {
  settlementsIn,
  type Action,
  type PlanItem,
  type PlanTotals,
  type Settlement,
} from '../../shared/plan.js';
import type { Problem } from '../../shared/problem.js';
import type { Mode } from '../../shared/profile.js';
import { deriveFolders, isDelicate, ownAction, type Held } from './derive.js';
import { findMoves } from './moves.js';
import type { Ruling } from './reconcile.js';
import { Tallies } from './tallies.js';

/** A temporary file that a killed run of this pair left behind. */
export interface Leftover {
  readonly side: Side;
  readonly path: ItemPath;
}

/** A plan while it is made, looked at and settled. */
export class Plan {
  readonly mode: Mode;
  /**
   * What a killed run turns out to have finished (S5): taken for baseline here, and written when the plan is run.
   */
  readonly recovered: readonly BaselineRow[];
  readonly leftovers: Leftover[] = [];

  readonly #held = new Map<ItemPath, Held>();
  readonly #items = new Map<ItemPath, PlanItem>();
  readonly #delicate = new Set<ItemPath>();
  readonly #tallies = new Tallies();

  constructor(mode: Mode, recovered: readonly BaselineRow[] = []) {
    this.mode = mode;
    this.recovered = recovered;
  }

  /** Every item by its path, equal ones included, in the order in which they were found. */
  get items(): ReadonlyMap<ItemPath, PlanItem> {
    return this.#items;
  }

  get totals(): PlanTotals {
    return this.#tallies.totals;
  }

  /** Takes in what was decided on one folder's content. */
  add(rulings: readonly Ruling[]): readonly PlanItem[] {
    for (const ruling of rulings) {
      const held: Held = { ruling, settled: undefined };
      const { path } = ruling.item;
      this.#held.set(path, held);
      if (isDelicate(ruling)) this.#delicate.add(path);
      this.#show({ ...ruling.item, action: ownAction(held, this.#lookUp) });
    }
    return rulings.map(({ item }) => this.#items.get(item.path) ?? item);
  }

  /** S8: nothing is known of what lies in `folder`, so it and all above it stay. */
  markUnreadable(folder: ItemPath, problem: Problem): PlanItem | undefined {
    const held = this.#held.get(folder);
    if (held === undefined) return undefined;
    const item: PlanItem = {
      ...held.ruling.item,
      action: { kind: 'leave', reason: 'unreadable' },
      conflict: undefined,
      problem,
    };
    this.#held.set(folder, { ruling: { item, above: held.ruling.above }, settled: undefined });
    this.#delicate.add(folder);
    this.#show(item);
    return item;
  }

  /** Says that all folders have been added; returns the items whose actions what lies below them changed. */
  complete(): readonly PlanItem[] {
    const changed = new Map<ItemPath, PlanItem>();
    for (const [path, action] of findMoves(this.#movable())) {
      const held = this.#held.get(path);
      if (held === undefined) continue;
      const item: PlanItem = { ...held.ruling.item, action };
      this.#held.set(path, { ruling: { ...held.ruling, item }, settled: undefined });
      this.#show(item);
      changed.set(path, item);
    }
    for (const item of this.#derive()) changed.set(item.path, item);
    return [...changed.values()];
  }

  /** What lies below a clash waits for its settlement, and cannot be part of a move. */
  *#movable(): Generator<PlanItem> {
    for (const { ruling } of this.#held.values()) {
      if (ruling.above.kind !== 'clash') yield ruling.item;
    }
  }

  /**
   * Settles these conflicts, or with `null` all that are not settled yet; `null` as settlement takes one back.
   * Returns every item whose action changed by it, folders included. Paths that hold no conflict are passed over, as
   * is everything where the mode does not allow the settlement.
   */
  settle(paths: readonly ItemPath[] | null, settlement: Settlement | null): readonly PlanItem[] {
    if (settlement !== null && !settlementsIn(this.mode).includes(settlement)) return [];
    const chosen = paths ?? [...this.#delicate].filter((path) => this.#held.get(path)?.settled === undefined);
    const settled: ItemPath[] = [];
    for (const path of chosen) {
      const held = this.#held.get(path);
      if (held?.ruling.item.conflict === undefined) continue;
      this.#held.set(path, { ruling: held.ruling, settled: settlement ?? undefined });
      settled.push(path);
    }
    const changed = new Map(this.#derive().map((item) => [item.path, item]));
    for (const path of settled) {
      const item = this.#items.get(path);
      if (item !== undefined) changed.set(path, item);
    }
    return [...changed.values()];
  }

  readonly #lookUp = (path: ItemPath): Held | undefined => this.#held.get(path);

  #derive(): readonly PlanItem[] {
    const own = new Map<ItemPath, { readonly item: PlanItem; readonly action: Action }>();
    for (const path of this.#delicate) {
      const held = this.#held.get(path);
      if (held !== undefined) {
        own.set(path, { item: held.ruling.item, action: ownAction(held, this.#lookUp) });
      }
    }
    const derived = deriveFolders(own);
    const changed: PlanItem[] = [];
    for (const [path, { item, action }] of own) {
      const settled = this.#held.get(path)?.settled;
      const next: PlanItem = { ...item, action: derived.get(path) ?? action, settled };
      const before = this.#items.get(path);
      if (before !== undefined && sameAction(before.action, next.action) && before.settled === settled)
        continue;
      this.#show(next);
      changed.push(next);
    }
    return changed;
  }

  #show(item: PlanItem): void {
    const before = this.#items.get(item.path);
    if (before !== undefined) this.#tallies.remove(before);
    this.#items.set(item.path, item);
    this.#tallies.add(item);
  }
}

function sameAction(one: Action, other: Action): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
