import { assertNever } from '../../shared/assert-never.js';
import type { ItemOutcome, OutcomeCounts } from '../../shared/run/run.js';

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
  | { readonly kind: 'item'; readonly item: ItemOutcome }
  /** So many more came to this end than the report holds; the history has them. */
  | { readonly kind: 'more'; readonly group: Group; readonly count: number };

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

/** The lines of a result: each part that is not empty, as the counts tell, and its items unless it is closed. */
export function resultRows(
  items: readonly ItemOutcome[],
  counts: OutcomeCounts,
  closed: ReadonlySet<Group>,
): readonly ResultRow[] {
  const parts = Map.groupBy(items, groupOf);
  return GROUPS.flatMap((group): readonly ResultRow[] => {
    const found = parts.get(group) ?? [];
    const count = Math.max(found.length, counts[COUNTED_AS[group]]);
    if (count === 0) return [];
    const open = !closed.has(group);
    const head: ResultRow = { kind: 'group', group, count, open };
    if (!open) return [head];
    const more = count - found.length;
    return [
      head,
      ...found.map((item): ResultRow => ({ kind: 'item', item })),
      ...(more > 0 ? [{ kind: 'more', group, count: more } as const] : []),
    ];
  });
}

const COUNTED_AS: Readonly<Record<Group, keyof OutcomeCounts>> = {
  failed: 'failed',
  conflicts: 'conflicts',
  skipped: 'skipped',
  done: 'done',
  'would-do': 'wouldDo',
};
