import { NO_OUTCOMES, type RunReport, type RunSummary } from '../../shared/run.js';
import type { Problem } from '../../shared/problem.js';

/** The account of a run that ended before it could do anything. */
export function unbegunReport(
  run: Pick<RunSummary, 'runId' | 'profileId' | 'trigger' | 'dryRun' | 'startedMs' | 'finishedMs'>,
  problem: Problem,
): RunReport {
  return {
    ...run,
    end: problem.kind === 'stopped' ? { kind: 'stopped' } : { kind: 'broken-off', problem },
    counts: NO_OUTCOMES,
    bytes: 0,
    items: [],
  };
}
