import { assertNever } from '../../../shared/assert-never.js';
import { bytesIn, changesIn, EMPTY_TOTALS, type PlanTotals } from '../../../shared/plan/plan.js';
import type { Activity, PairsAtWork } from '../../../shared/run/activity.js';
import { sumOfTotals } from '../../../shared/run/sum.js';
import { shellText } from '../text.js';

/** The button that carries the plan out: its words say exactly what it will do, or why it cannot. */
export interface SynchronizeButton {
  readonly name: string;
  readonly enabled: boolean;
  /** Whether a run would delete so much that it asks first (S7). */
  readonly danger?: boolean | undefined;
}

const text = shellText.toolbar.synchronize;

/** What the button that carries the plan out says. */
export function synchronizeButton(activity: Activity | undefined): SynchronizeButton {
  if (activity === undefined) return { name: text.compareFirst, enabled: false };
  switch (activity.kind) {
    case 'idle':
    case 'compare-failed':
    case 'ran':
    case 'undo-ready':
      return { name: text.compareFirst, enabled: false };
    case 'comparing':
      return { name: text.stillComparing, enabled: false };
    case 'running':
      return { name: activity.dryRun ? text.dryRun : text.running, enabled: false };
    case 'compared':
      return comparedButton(activity.totals, activity.limit !== undefined);
    default:
      return assertNever(activity);
  }
}

/**
 * What the button says that carries out the plans of several pairs of folders, one after another: what they come to together, and in how many of
 * them. A pair that has no plan is not run.
 */
export function synchronizeAllButton(
  activities: readonly (Activity | undefined)[],
  round: PairsAtWork | undefined,
): SynchronizeButton {
  const at = (kind: Activity['kind']): boolean => activities.some((activity) => activity?.kind === kind);
  if (at('comparing') || round?.doing === 'compare') return { name: text.stillComparing, enabled: false };
  const running = activities.find((activity) => activity?.kind === 'running');
  if (running?.kind === 'running' && running.dryRun) return { name: text.dryRun, enabled: false };
  if (running !== undefined || round !== undefined) return { name: text.running, enabled: false };
  const plans = activities.flatMap((activity) => (activity?.kind === 'compared' ? [activity] : []));
  if (plans.length === 0) return { name: text.compareFirst, enabled: false };
  const changing = plans.filter(({ totals }) => changesIn(totals) > 0);
  const totals = changing.reduce((sum, plan) => sumOfTotals(sum, plan.totals), EMPTY_TOTALS);
  const changes = changesIn(totals);
  if (changing.some(({ limit }) => limit !== undefined))
    return { name: text.allDanger(changes, totals, changing.length), enabled: true, danger: true };
  if (changes > 0) return { name: text.allChanges(changes, bytesIn(totals), changing.length), enabled: true };
  const recording = plans.filter((plan) => plan.totals.remember.items > 0);
  const items = recording.reduce((sum, plan) => sum + plan.totals.remember.items, 0);
  return items === 0
    ? { name: text.nothing, enabled: false }
    : { name: text.allRecord(items, recording.length), enabled: true };
}

function comparedButton(totals: PlanTotals, danger: boolean): SynchronizeButton {
  const changes = changesIn(totals);
  if (danger) return { name: text.danger(changes, totals), enabled: true, danger };
  if (changes > 0) return { name: text.changes(changes, bytesIn(totals)), enabled: true };
  // Nothing is transferred, but what is equal by itself has to be on record, or a later deletion would not be seen.
  const { items } = totals.remember;
  return items === 0 ? { name: text.nothing, enabled: false } : { name: text.record(items), enabled: true };
}
