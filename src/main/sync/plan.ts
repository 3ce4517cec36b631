import type { ItemPath } from '../../shared/entry.js';
import { EMPTY_TOTALS, type PlanItem, type PlanTotals, type Settlement } from '../../shared/plan.js';

/** A plan while it is made, looked at and settled. */
export class Plan {
  /** Every item by its path, equal ones included, in the order in which they were found. */
  get items(): ReadonlyMap<ItemPath, PlanItem> {
    throw new Error('not written yet');
  }

  get totals(): PlanTotals {
    return EMPTY_TOTALS;
  }

  /**
   * Settles these conflicts, or with `null` all that are not settled yet; `null` as settlement takes one back.
   * Returns every item whose action changed by it, folders included. Paths that hold no conflict are passed over.
   */
  settle(_paths: readonly ItemPath[] | null, _settlement: Settlement | null): readonly PlanItem[] {
    throw new Error('not written yet');
  }
}
