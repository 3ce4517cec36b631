import { EMPTY_TOTALS, type PlanTotals } from '../../shared/plan/plan.js';
import type { Problem } from '../../shared/problem.js';
import type { RunReport } from '../../shared/run/run.js';
import { sumOfRuns, sumOfTotals } from '../../shared/run/sum.js';
import { activityText } from './text.js';

/** How *Sync now* ended. */
export type SyncResult =
  | { readonly kind: 'ran'; readonly report: RunReport }
  /** It compared, and the plan waits to be looked at: the profile does not say that it may run without that (S1). */
  | { readonly kind: 'shown'; readonly totals: PlanTotals }
  /** It did not come to a run: busy, or the comparison failed. */
  | { readonly kind: 'not-run'; readonly problem: Problem };

/** What came of one of several pairs of folders. */
export interface PairResult {
  /** What people call the pair. */
  readonly name: string;
  readonly result: SyncResult;
}

/** What came of several pairs of folders, as one; `undefined` where nothing was done with any. What went wrong names its pair. */
export function sumOfResults(results: readonly PairResult[]): SyncResult | undefined {
  const [only] = results;
  if (only === undefined || results.length === 1) return only?.result;
  const shown = results.flatMap(({ result }) => (result.kind === 'shown' ? [result.totals] : []));
  const failures = results.flatMap(({ name, result }) =>
    result.kind === 'not-run' ? [inPair(name, result.problem)] : [],
  );
  const ran = sumOfRuns(
    results.flatMap(({ name, result }) => (result.kind === 'ran' ? [namedEnd(name, result.report)] : [])),
  );
  const [failure] = failures;
  if (ran === undefined || shown.length > 0) {
    if (failure !== undefined) return { kind: 'not-run', problem: failure };
    return { kind: 'shown', totals: shown.reduce(sumOfTotals, EMPTY_TOTALS) };
  }
  if (failure === undefined || ran.end.kind === 'broken-off') return { kind: 'ran', report: ran };
  return { kind: 'ran', report: { ...ran, end: { kind: 'broken-off', problem: failure } } };
}

function namedEnd(name: string, report: RunReport): RunReport {
  const { end } = report;
  return end.kind === 'broken-off'
    ? { ...report, end: { ...end, problem: inPair(name, end.problem) } }
    : report;
}

function inPair(name: string, problem: Problem): Problem {
  return { ...problem, what: activityText.inPair(name, problem.what) };
}

/** Why a run cannot be paused: it is over. */
export const NO_RUN: Problem = {
  kind: 'invalid',
  ...activityText.runOver,
};

/** Why *Sync now* does nothing while an undo is looked at: what is shown is what runs (S2). */
export const UNDO_SHOWN: Problem = {
  kind: 'invalid',
  ...activityText.undoShown,
};
