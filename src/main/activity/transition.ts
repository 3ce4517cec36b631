import type { Activity } from '../../shared/run/activity.js';
import { assertNever } from '../../shared/assert-never.js';
import { bytesIn, changesIn, EMPTY_TOTALS, type PlanTotals } from '../../shared/plan/plan.js';
import type { EngineEvent, RunPace, RunReport, RunSummary } from '../../shared/run/run.js';

/**
 * What an event of the engine makes of an activity. `last` is the last run on record. An event that does not fit changes
 * nothing.
 */
export function afterEvent(before: Activity, event: EngineEvent, last: RunReport | undefined): Activity {
  switch (event.kind) {
    case 'compare-started':
      return { kind: 'comparing', progress: { folders: 0, items: 0 }, totals: EMPTY_TOTALS };
    case 'plan-items':
      if (before.kind === 'comparing') return { ...before, totals: event.totals };
      // A dry run told of the plan as it was; it is out of date now.
      return before.kind === 'compared' ? { kind: 'compared', totals: event.totals } : before;
    case 'scan-progress':
      return before.kind === 'comparing' ? { ...before, progress: event.progress } : before;
    case 'compare-finished':
      return before.kind === 'comparing' ? { kind: 'compared', totals: event.totals } : before;
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

/** The activity of a run that begins now, before the engine has said anything. */
export function beginningRun(
  { runId, dryRun, undoes }: Pick<RunSummary, 'runId' | 'dryRun' | 'undoes'>,
  totals: PlanTotals,
  pace: RunPace,
): Activity {
  return {
    kind: 'running',
    runId,
    dryRun,
    undoes,
    progress: { itemsDone: 0, itemsTotal: changesIn(totals), bytesDone: 0, bytesTotal: bytesIn(totals) },
    pace,
    totals,
  };
}

/** The activity after a run: a dry run leaves the plan as it was, any other has used it up. */
export function afterRun(report: RunReport, totals: PlanTotals): Activity {
  return report.dryRun ? { kind: 'compared', totals, dryRun: report } : { kind: 'ran', report, totals };
}
