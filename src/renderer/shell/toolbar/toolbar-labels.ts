import { assertNever } from '../../../shared/assert-never.js';
import type { Activity } from '../../../shared/run/activity.js';
import { bytesIn, changesIn, type PlanTotals } from '../../../shared/plan/plan.js';
import { formatItems, formatSize } from '../../format/size.js';

/** The button that carries the plan out: its words say exactly what it will do, or why it cannot. */
export interface SynchronizeButton {
  readonly name: string;
  readonly enabled: boolean;
  /** Whether a run would delete so much that it asks first (S7). */
  readonly danger?: boolean | undefined;
}

/** What the button that carries the plan out says. */
export function synchronizeButton(activity: Activity | undefined): SynchronizeButton {
  if (activity === undefined) return { name: 'Synchronize: compare first', enabled: false };
  switch (activity.kind) {
    case 'idle':
    case 'compare-failed':
    case 'ran':
      return { name: 'Synchronize: compare first', enabled: false };
    case 'comparing':
      return { name: 'Synchronize: still comparing', enabled: false };
    case 'running':
      return { name: activity.dryRun ? 'Synchronize: dry run' : 'Synchronize: running', enabled: false };
    case 'compared':
      return activity.limit === undefined ? comparedButton(activity.totals) : dangerButton(activity.totals);
    case 'undo-ready':
      return { name: 'Synchronize: compare first', enabled: false };
    default:
      return assertNever(activity);
  }
}

function dangerButton(totals: PlanTotals): SynchronizeButton {
  const items = formatItems(changesIn(totals));
  return { name: `Synchronize ${items}: ${workWords(totals)}`, enabled: true, danger: true };
}

function comparedButton(totals: PlanTotals): SynchronizeButton {
  const changes = changesIn(totals);
  if (changes === 0) {
    // Nothing is transferred, but what is even by itself has to be on record, or a later deletion would not be seen.
    const { items } = totals.remember;
    if (items === 0) return { name: 'Synchronize: nothing to do', enabled: false };
    return { name: `Synchronize: record ${formatItems(items, 'matching item')}`, enabled: true };
  }
  const bytes = bytesIn(totals);
  const size = bytes === 0 ? '' : `, ${formatSize(bytes)}`;
  return { name: `Synchronize ${formatItems(changes)}${size}`, enabled: true };
}

/** How many items a plan deletes, on both sides. */
export function deletionsIn({ delete: { local, remote } }: PlanTotals): number {
  return local.items + remote.items;
}

/** What a plan deletes, with the side where it is one: `20,249 items on server`. */
export function formatDeletions(totals: PlanTotals): string {
  const { local, remote } = totals.delete;
  const items = formatItems(deletionsIn(totals));
  if (local.items === 0) return `${items} on the remote side`;
  return remote.items === 0 ? `${items} on the local side` : items;
}

/** What a plan does, one kind after the other, as the chips count it: `2 uploads, 20,249 deletions`. */
export function workWords(totals: PlanTotals): string {
  return [
    counted(totals.copy.remote.items + totals.createFolder.remote.items, 'upload'),
    counted(totals.copy.local.items + totals.createFolder.local.items, 'download'),
    counted(totals.move.local.items + totals.move.remote.items, 'move'),
    counted(deletionsIn(totals), 'deletion'),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function counted(count: number, one: string): string {
  return count === 0 ? '' : formatItems(count, one);
}
