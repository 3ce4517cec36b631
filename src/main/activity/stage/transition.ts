import { assertNever } from '../../../shared/assert-never.js';
import { bytesIn, changesIn, EMPTY_TOTALS } from '../../../shared/plan/plan.js';
import { DELETION_LIMIT, type Problem } from '../../../shared/problem.js';
import type { EngineEvent, RunReport, RunSummary } from '../../../shared/run/run.js';
import type { RunControl } from '../../sync/base/flow/run-control.js';
import { contentOf, type RunSubject, type RunningStage, type Stage } from './stage.js';

/** A comparison that has just begun. */
export const COMPARING = {
  kind: 'comparing',
  progress: { folders: 0, items: 0 },
  totals: EMPTY_TOTALS,
} as const satisfies Stage;

/**
 * What an event of the engine makes of a stage. `last` is the last run on record. An event that does not fit changes nothing, and neither does
 * the end of a comparison or run, because it comes without the plan.
 */
export function afterEvent(before: Stage, event: EngineEvent, last: RunReport | undefined): Stage {
  switch (event.kind) {
    case 'compare-started':
      return COMPARING;
    case 'plan-items':
      if (before.kind === 'comparing') return { ...before, totals: event.totals };
      // A dry run told of the plan as it was; it is out of date now.
      return before.kind === 'compared' ? { kind: 'compared', made: before.made } : before;
    case 'scan-progress':
      return before.kind === 'comparing' ? { ...before, progress: event.progress } : before;
    case 'compare-failed':
      return { kind: 'compare-failed', problem: event.problem, last };
    case 'run-started':
    case 'item-finished':
      return before.kind === 'running' ? running(before, { progress: event.progress }) : before;
    case 'run-pace':
      return before.kind === 'running' ? running(before, { pace: event.pace }) : before;
    case 'compare-finished':
    case 'transfer-progress':
    case 'run-finished':
      return before;
    default:
      return assertNever(event);
  }
}

/** A run that begins now, before the engine has said anything. */
export function beginningRun(
  { runId, dryRun }: Pick<RunSummary, 'runId' | 'dryRun'>,
  subject: RunSubject,
  control: RunControl,
): RunningStage {
  const { totals } = contentOf(subject);
  const undo = subject.kind === 'undo' ? subject.undo : undefined;
  return {
    kind: 'running',
    told: {
      kind: 'running',
      runId,
      dryRun,
      undoes: undo?.undoes,
      redo: undo?.redo,
      progress: { itemsDone: 0, itemsTotal: changesIn(totals), bytesDone: 0, bytesTotal: bytesIn(totals) },
      pace: control.pace,
      totals,
    },
    subject,
    control,
  };
}

function running(
  before: RunningStage,
  news: Partial<Pick<RunningStage['told'], 'progress' | 'pace'>>,
): Stage {
  return { ...before, told: { ...before.told, ...news } };
}

/**
 * The stage after a run. A dry run leaves the plan as it was, and so does a run that stopped before it did anything, to ask; any other has
 * used it up.
 */
export function afterRun(report: RunReport, subject: RunSubject): Stage {
  if (subject.kind === 'plan') {
    const { made } = subject;
    if (report.dryRun) return { kind: 'compared', made, dryRun: report };
    const asks = questionOf(report);
    if (asks !== undefined) return { kind: 'compared', made, asks };
  }
  return { kind: 'ran', report, totals: contentOf(subject).totals };
}

/** What a run stopped for before it did anything, where somebody can say that it may go on. */
function questionOf({ end }: RunReport): Problem | undefined {
  if (end.kind !== 'broken-off') return undefined;
  return end.problem.kind === DELETION_LIMIT || end.problem.kind === 'locked' ? end.problem : undefined;
}
