import type { Problem } from '../../shared/problem.js';
import { NO_OUTCOMES, type RunReport, type RunSummary } from '../../shared/run.js';
import type { StateStore } from '../state/state-store.js';

/** What is known of a run that ended before it could do anything. */
export type Unbegun = Pick<
  RunSummary,
  'runId' | 'profileId' | 'trigger' | 'dryRun' | 'undoes' | 'startedMs' | 'finishedMs'
>;

/** The account of a run that ended before it could do anything. */
export function unbegunReport(run: Unbegun, problem: Problem): RunReport {
  return { ...summaryOf(run, problem), items: [] };
}

/** What is known of a run before it can begin. */
export type Beginning = Omit<Unbegun, 'finishedMs'>;

/** Enters such a run into the history, unless it is there because it had begun after all. A dry run leaves no trace (S1). */
export async function recordUnbegun(state: StateStore, run: Unbegun, problem: Problem): Promise<void> {
  if (run.dryRun || (await state.runOf(run.runId)) !== undefined) return;
  // Asked for together, they are one transaction.
  await Promise.all([state.beginRun(run), state.endRun(summaryOf(run, problem))]);
}

function summaryOf(run: Unbegun, problem: Problem): RunSummary {
  return {
    ...run,
    end: problem.kind === 'stopped' ? { kind: 'stopped' } : { kind: 'broken-off', problem },
    counts: NO_OUTCOMES,
    bytes: 0,
  };
}
