import { assertNever } from '../../shared/assert-never.js';
import type { Activity } from '../../shared/run/activity.js';
import { bytesIn, changesIn, type PlanTotals } from '../../shared/plan/plan.js';
import { formatItems, formatSize } from '../format/size.js';

/** The button that carries the plan out: its words say exactly what it will do, or why it cannot. */
export interface SynchronizeButton {
  readonly name: string;
  readonly enabled: boolean;
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
      return { name: activity.dryRun ? 'Synchronize: dry run' : 'Synchronize: under way', enabled: false };
    case 'compared':
      return comparedButton(activity.totals);
    default:
      return assertNever(activity);
  }
}

function comparedButton(totals: PlanTotals): SynchronizeButton {
  const changes = changesIn(totals);
  if (changes === 0) {
    // Nothing is transferred, but what is even by itself has to be on record, or a later deletion would not be seen.
    const { items } = totals.remember;
    if (items === 0) return { name: 'Synchronize: nothing to do', enabled: false };
    return { name: `Synchronize: note ${formatItems(items)} as even`, enabled: true };
  }
  const bytes = bytesIn(totals);
  const size = bytes === 0 ? '' : `, ${formatSize(bytes)}`;
  return { name: `Synchronize ${formatItems(changes)}${size}`, enabled: true };
}
