import type { ItemPath, Side } from '../entry/entry.js';
import { createdOn, type Action, type ActionKind, type PlanItem } from './plan.js';

/** A part of a plan, by what happens. What is absent asks for nothing. */
export interface PlanFilter {
  readonly kinds?: readonly ActionKind[] | undefined;
  /** Only what changes this side. */
  readonly on?: Side | undefined;
  /** Only this item, and what lies below it. */
  readonly below?: ItemPath | undefined;
}

/** The side that an action changes; `undefined` where it changes none. */
export function changedOn(action: Action): Side | undefined {
  return action.kind === 'delete' || action.kind === 'moved' ? action.on : createdOn(action);
}

/** Whether an item is in that part of its plan. */
export function fitsFilter({ path, action }: PlanItem, { kinds, on, below }: PlanFilter): boolean {
  if (kinds !== undefined && !kinds.includes(action.kind)) return false;
  if (on !== undefined && changedOn(action) !== on) return false;
  return below === undefined || below === '' || path === below || path.startsWith(`${below}/`);
}

/** That part of a plan, item by item. */
export function* filterPlan(items: Iterable<PlanItem>, filter: PlanFilter): Generator<PlanItem> {
  for (const item of items) if (fitsFilter(item, filter)) yield item;
}
