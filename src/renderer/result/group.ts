import { assertNever } from '../../shared/assert-never.js';
import type { ItemOutcome } from '../../shared/run/run.js';

/** The parts of a result, in the order in which they stand: what needs somebody first. */
export const GROUPS = ['failed', 'conflicts', 'skipped', 'done', 'would-do'] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_NAMES: Readonly<Record<Group, string>> = {
  failed: 'Failed',
  conflicts: 'Conflicts left',
  skipped: 'Skipped',
  done: 'Done',
  'would-do': 'Would do',
};

/** One line of a result. */
export type ResultRow =
  | { readonly kind: 'group'; readonly group: Group; readonly count: number; readonly open: boolean }
  | { readonly kind: 'item'; readonly item: ItemOutcome };

/** The part of the result that an item belongs to. */
export function groupOf({ action, outcome }: ItemOutcome): Group {
  switch (outcome.kind) {
    case 'done':
    case 'would-do':
    case 'failed':
      return outcome.kind;
    case 'skipped':
      return action.kind === 'conflict' ? 'conflicts' : 'skipped';
    default:
      return assertNever(outcome);
  }
}

/** The lines of a result: each part that is not empty, and its items unless it is closed. */
export function resultRows(items: readonly ItemOutcome[], closed: ReadonlySet<Group>): readonly ResultRow[] {
  const parts = Map.groupBy(items, groupOf);
  return GROUPS.flatMap((group): readonly ResultRow[] => {
    const found = parts.get(group) ?? [];
    if (found.length === 0) return [];
    const open = !closed.has(group);
    const head: ResultRow = { kind: 'group', group, count: found.length, open };
    return open ? [head, ...found.map((item): ResultRow => ({ kind: 'item', item }))] : [head];
  });
}
