import type { ItemPath } from '../../shared/entry/entry.js';
import type { PlanItem, PlanTotals, Reach, SimpleSettlement } from '../../shared/plan/plan.js';
import type { Plan } from '../sync/plan/plan.js';
import type { UnsavedHead } from '../session/plan-head.js';
import { savePlan } from '../sync/saved-plan/write.js';
import type { Pairing } from './pairing.js';

/** A plan that can be looked at, settled, saved, and given to `apply`. */
export interface ReadyPlan {
  /** Every item by its path, equal ones included. */
  readonly items: ReadonlyMap<ItemPath, PlanItem>;
  readonly totals: PlanTotals;
  /** What nobody has settled yet. */
  readonly conflicts: readonly PlanItem[];
  /**
   * Chooses for these items what is to happen, or with `null` for all open conflicts; `null` as settlement undoes a choice. With
   * `below`, the same goes for all that lies in them. Returns the items that changed by it.
   */
  settle(
    paths: readonly ItemPath[] | null,
    settlement: SimpleSettlement | null,
    reach?: Reach,
  ): readonly PlanItem[];
  /**
   * Has `content`, which you made of both versions of a file in conflict, take the place of both; at most 2 MiB. Returns the items that changed by
   * it: none where both sides cannot be merged.
   */
  merge(path: ItemPath, content: Uint8Array): readonly PlanItem[];
  /** Saves the plan as it stands, for `apply` to run later. Rejects with a `ProblemError`. */
  save(file: string, signal?: AbortSignal): Promise<void>;
}

/** A plan, and what it was made for. */
export class MadePlan implements ReadyPlan {
  readonly plan: Plan;
  readonly pairing: Pairing;
  readonly head: UnsavedHead;

  constructor(plan: Plan, pairing: Pairing, head: UnsavedHead) {
    this.plan = plan;
    this.pairing = pairing;
    this.head = head;
  }

  get items(): ReadonlyMap<ItemPath, PlanItem> {
    return this.plan.items;
  }

  get totals(): PlanTotals {
    return this.plan.totals;
  }

  get conflicts(): readonly PlanItem[] {
    return [...this.plan.items.values()].filter(({ action }) => action.kind === 'conflict');
  }

  settle(
    paths: readonly ItemPath[] | null,
    settlement: SimpleSettlement | null,
    reach: Reach = 'item',
  ): readonly PlanItem[] {
    return this.plan.settle(paths, settlement, reach);
  }

  merge(path: ItemPath, content: Uint8Array): readonly PlanItem[] {
    return this.plan.settleMerge(path, content);
  }

  async save(file: string, signal: AbortSignal = new AbortController().signal): Promise<void> {
    await savePlan(file, { ...this.head, savedMs: Date.now() }, this.plan, signal);
  }
}
