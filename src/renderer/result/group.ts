import { assertNever } from '../../shared/assert-never.js';
import { nameOf } from '../../shared/entry/path.js';
import type { ItemOutcome, OutcomeCounts } from '../../shared/run/run.js';

/** The parts of a result, in the order in which they stand: what needs somebody first. */
export const GROUPS = ['failed', 'conflicts', 'skipped', 'done', 'would-do'] as const;
export type Group = (typeof GROUPS)[number];

/** In which order the items of each part stand: as the run came by them, by name, or the largest first. */
export const ORDERS = ['run', 'name', 'path', 'size'] as const;
export type Order = (typeof ORDERS)[number];

/** What of a result is shown, and how. */
export interface ResultView {
  /** Parts whose items are hidden. */
  readonly closed: ReadonlySet<Group>;
  /** Only this part; all where it is absent. */
  readonly only?: Group | undefined;
  /** Only items with this in their path, in capitals or not. */
  readonly find: string;
  readonly order: Order;
}

export const WHOLE_RESULT: ResultView = { closed: new Set(), find: '', order: 'run' };

/** One line of a result. */
export type ResultRow =
  | { readonly kind: 'group'; readonly group: Group; readonly count: number; readonly open: boolean }
  | { readonly kind: 'item'; readonly item: ItemOutcome }
  /** So many more came to this end than the report holds; the history has them. */
  | { readonly kind: 'more'; readonly group: Group; readonly count: number };

/** The part of the result that an item belongs to. */
function groupOf({ action, outcome }: ItemOutcome): Group {
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

/** How many items each part has, those included that the report does not hold. */
export function groupCounts(
  items: readonly ItemOutcome[],
  counts: OutcomeCounts,
): Readonly<Record<Group, number>> {
  const held = { failed: 0, conflicts: 0, skipped: 0, done: 0, 'would-do': 0 };
  for (const item of items) held[groupOf(item)] += 1;
  return {
    failed: Math.max(held.failed, counts.failed),
    conflicts: Math.max(held.conflicts, counts.conflicts),
    skipped: Math.max(held.skipped, counts.skipped),
    done: Math.max(held.done, counts.done),
    'would-do': Math.max(held['would-do'], counts.wouldDo),
  };
}

/**
 * The lines of a result: each part that is not empty, as the counts tell, and its items unless it is closed. Where something is searched
 * for, a part counts what was found in it.
 */
export function resultRows(
  items: readonly ItemOutcome[],
  counts: OutcomeCounts,
  { closed, only, find, order }: ResultView,
): readonly ResultRow[] {
  const wanted = find.trim().toLowerCase();
  const parts = Map.groupBy(items, groupOf);
  const totals = groupCounts(items, counts);
  return GROUPS.filter((group) => only === undefined || group === only).flatMap(
    (group): readonly ResultRow[] => {
      const held = parts.get(group) ?? [];
      const found = wanted === '' ? held : held.filter(({ path }) => path.toLowerCase().includes(wanted));
      const more = totals[group] - held.length;
      const count = wanted === '' ? totals[group] : found.length;
      if (count === 0) return [];
      const open = !closed.has(group);
      const head: ResultRow = { kind: 'group', group, count, open };
      if (!open) return [head];
      return [
        head,
        ...sorted(found, order).map((item): ResultRow => ({ kind: 'item', item })),
        ...(more > 0 ? [{ kind: 'more', group, count: more } as const] : []),
      ];
    },
  );
}

function sorted(items: readonly ItemOutcome[], order: Order): readonly ItemOutcome[] {
  switch (order) {
    case 'run':
      return items;
    case 'name':
      return items.toSorted((a, b) => NAMES.compare(nameOf(a.path), nameOf(b.path)));
    case 'path':
      return items.toSorted((a, b) => NAMES.compare(a.path, b.path));
    case 'size':
      return items.toSorted((a, b) => b.bytes - a.bytes);
    default:
      return assertNever(order);
  }
}

const NAMES = new Intl.Collator('en', { numeric: true });
