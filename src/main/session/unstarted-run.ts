import { randomUUID } from 'node:crypto';
import type { Tally } from '../../shared/plan/plan.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { Problem } from '../../shared/problem.js';
import { problemOf, stoppedError } from '../../shared/problem-error.js';
import { NO_OUTCOMES, type RunReport, type RunSummary, type RunTrigger } from '../../shared/run/run.js';
import { openState } from '../state/open-state.js';
import type { StateStore } from '../state/state-store.js';
import type { FolderPair } from './folder-pair.js';
import { likelyState } from './former-state.js';

/** A run that is wanted, before anything is known of whether it can begin. */
export type WantedRun = Pick<
  RunSummary,
  'runId' | 'dryRun' | 'undoes' | 'restores' | 'startedMs' | 'unreached'
>;

/** Names a run that begins now. `unreached` is what is known to be ahead of it. */
export function wantedRun(
  { dryRun, undoes, restores }: Pick<RunSummary, 'dryRun' | 'undoes' | 'restores'>,
  unreached: Tally,
  startedMs: number,
): WantedRun {
  return { runId: randomUUID(), dryRun, undoes, restores, startedMs, unreached };
}

/** Whose run it is, why, and when it ended. */
export interface UnstartedContext {
  readonly profileId: ProfileId;
  readonly trigger: RunTrigger;
  readonly joint?: string | undefined;
  readonly finishedMs: number;
}

/** The report of a run that ended before it could do anything. */
export function unstartedReport(run: WantedRun, context: UnstartedContext, problem: Problem): RunReport {
  return { ...summaryOf(run, context, problem), items: [] };
}

/** What to tell of a failure of work that may have been stopped. */
export function problemUnder(signal: AbortSignal, error: unknown): Problem {
  return signal.aborted ? stoppedError().problem : problemOf(error);
}

/**
 * Records a run that could not start in the history of its pair, with the reason, unless it is there because it had started after all. A
 * pair whose state is proven comes without `former`. Rejects where the history cannot be written either.
 */
export async function recordUnstarted(
  { place, former }: Pick<FolderPair, 'place' | 'former'>,
  run: WantedRun,
  context: UnstartedContext,
  problem: Problem,
): Promise<void> {
  // A dry run leaves no trace (S1). Where another process uses the state, it would have to be waited for once more.
  if (run.dryRun || problem.kind === 'busy') return;
  const { store } = await openState(await likelyState(place, former));
  try {
    await record(store, summaryOf(run, context, problem));
  } finally {
    await store.close();
  }
}

async function record(state: StateStore, summary: RunSummary): Promise<void> {
  if ((await state.runOf(summary.runId)) !== undefined) return;
  // Asked for together, they are one transaction.
  await Promise.all([state.beginRun(summary), state.endRun(summary)]);
}

function summaryOf(run: WantedRun, context: UnstartedContext, problem: Problem): RunSummary {
  return {
    ...run,
    ...context,
    end: problem.kind === 'stopped' ? { kind: 'stopped' } : { kind: 'broken-off', problem },
    counts: NO_OUTCOMES,
    bytes: 0,
  };
}
