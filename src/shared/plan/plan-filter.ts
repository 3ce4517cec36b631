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

/** The sides that an action changes. */
export function sidesChangedBy(action: Action): readonly Side[] {
  if (action.kind === 'keep-both' || action.kind === 'merge') return ['local', 'remote'];
  const side = changedOn(action);
  return side === undefined ? [] : [side];
}

/** The side that an action changes last under the item's own name; `undefined` where it changes none. */
export function changedOn(action: Action): Side | undefined {
  if (action.kind === 'keep-both') return action.renames;
  if (action.kind === 'merge') return 'remote';
  return action.kind === 'delete' || action.kind === 'moved' ? action.on : createdOn(action);
}

/** Whether an item is in that part of its plan. */
export function fitsFilter({ path, action }: PlanItem, { kinds, on, below }: PlanFilter): boolean {
  if (kinds !== undefined && !kinds.includes(action.kind)) return false;
  if (on !== undefined && !sidesChangedBy(action).includes(on)) return false;
  return below === undefined || below === '' || path === below || path.startsWith(`${below}/`);
}

/** That part of a plan, item by item. */
export function* filterPlan(items: Iterable<PlanItem>, filter: PlanFilter): Generator<PlanItem> {
  for (const item of items) if (fitsFilter(item, filter)) yield item;
}
