import { changedOn } from '../../../shared/plan/plan-filter.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { ItemRow, Row, RowKey } from '../tree/rows.js';
import { indexOf } from './selection.js';

/** What commands lead to. */
export type Goal = 'change' | 'conflict';

/** The next row from `key` on, or the one before it, round at the ends; `undefined` where there is none. */
export function nextRow(
  rows: readonly Row[],
  key: RowKey | null,
  goal: Goal,
  step: 1 | -1,
): ItemRow | undefined {
  const from = indexOf(rows, key);
  const start = from === -1 && step === -1 ? 0 : from;
  for (let done = 1; done <= rows.length; done += 1) {
    const row = rows[(start + done * step + rows.length * 2) % rows.length];
    if (row?.kind === 'item' && row.node.item !== undefined && fits(row.node.item, goal)) return row;
  }
  return undefined;
}

function fits({ action }: PlanItem, goal: Goal): boolean {
  return action.kind === 'conflict' || (goal === 'change' && changedOn(action) !== undefined);
}
