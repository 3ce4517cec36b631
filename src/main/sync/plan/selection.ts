import { changedOn } from '../../../shared/plan/plan-filter.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Plan } from './plan.js';

/**
 * Reduces a plan to a part of it that can be run by itself: what would change a side and is not wanted is skipped, as if somebody had
 * chosen so for each. Folders that what is wanted needs are made all the same, and folders stay in which something stays. Returns the
 * items about which that says something.
 */
export function keepOnly(plan: Plan, wanted: (item: PlanItem) => boolean): readonly PlanItem[] {
  const unwanted = [...plan.items.values()].filter(
    (item) => changedOn(item.action) !== undefined && !wanted(item),
  );
  return unwanted.length === 0
    ? []
    : plan.settle(
        unwanted.map(({ path }) => path),
        'skip',
      );
}
