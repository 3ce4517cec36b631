import type { Activity } from '../../shared/run/activity.js';
import { assertNever } from '../../shared/assert-never.js';
import { bytesIn, changesIn, EMPTY_TOTALS, type PlanTotals } from '../../shared/plan/plan.js';
import type { Problem } from '../../shared/problem.js';
import type { EngineEvent, RunPace, RunReport, RunSummary } from '../../shared/run/run.js';

/** A comparison that has just begun. */
export const COMPARING = {
  kind: 'comparing',
  progress: { folders: 0, items: 0 },
  totals: EMPTY_TOTALS,
} as const satisfies Activity;

/**
 * What an event of the engine makes of an activity. `last` is the last run on record. An event that does not fit changes
 * nothing.
 */
export function afterEvent(before: Activity, event: EngineEvent, last: RunReport | undefined): Activity {
  switch (event.kind) {
    case 'compare-started':
      return COMPARING;
    case 'plan-items':
      if (before.kind === 'comparing' || before.kind === 'undo-ready') {
        return { ...before, totals: event.totals };
      }
      // A dry run told of the plan as it was; it is out of date now.
      return before.kind === 'compared'
        ? { kind: 'compared', totals: event.totals, ...foundIn(before) }
        : before;
    case 'scan-progress':
      return before.kind === 'comparing' ? { ...before, progress: event.progress } : before;
    case 'compare-finished':
      return before.kind === 'comparing'
        ? { kind: 'compared', totals: event.totals, ...foundIn(event) }
        : before;
    case 'compare-failed':
      return { kind: 'compare-failed', problem: event.problem, last };
    case 'run-started':
      return before.kind === 'running' ? { ...before, progress: event.progress } : before;
    case 'item-finished':
      return before.kind === 'running' ? { ...before, progress: event.progress } : before;
    case 'run-pace':
      return before.kind === 'running' ? { ...before, pace: event.pace } : before;
    case 'transfer-progress':
    case 'run-finished':
      return before;
    default:
      return assertNever(event);
  }
}

/** What a comparison found besides the items. */
type Found = Pick<Extract<Activity, { kind: 'compared' }>, 'waitingFilters' | 'clockChanges'>;

function foundIn({ waitingFilters, clockChanges = [] }: Found): Found {
  return {
    ...(waitingFilters === undefined ? {} : { waitingFilters }),
    ...(clockChanges.length === 0 ? {} : { clockChanges }),
  };
}

/** The activity of a run that begins now, before the engine has said anything. */
export function beginningRun(
  { runId, dryRun, undoes, redo }: Pick<RunSummary, 'runId' | 'dryRun' | 'undoes' | 'redo'>,
  totals: PlanTotals,
  pace: RunPace,
): Activity {
  return {
    kind: 'running',
    runId,
    dryRun,
    undoes,
    redo,
    progress: { itemsDone: 0, itemsTotal: changesIn(totals), bytesDone: 0, bytesTotal: bytesIn(totals) },
    pace,
    totals,
  };
}

/**
 * The activity after a run. A dry run leaves the plan as it was, and so does a run that stopped before it did anything, to ask; any other has
 * used it up.
 */
export function afterRun(
  report: RunReport,
  { totals, ...found }: { readonly totals: PlanTotals } & Found,
): Activity {
  if (report.dryRun) return { kind: 'compared', totals, ...foundIn(found), dryRun: report };
  const asks = questionOf(report);
  return asks === undefined
    ? { kind: 'ran', report, totals }
    : { kind: 'compared', totals, ...foundIn(found), asks };
}

/** What a run stopped for before it did anything, where somebody can say that it may go on. */
function questionOf({ end, undoes }: RunReport): Problem | undefined {
  if (end.kind !== 'broken-off' || undoes !== undefined) return undefined;
  return end.problem.kind === 'brakes' || end.problem.kind === 'locked' ? end.problem : undefined;
}
