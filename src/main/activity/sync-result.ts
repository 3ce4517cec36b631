import type { PlanTotals } from '../../shared/plan/plan.js';
import type { Problem } from '../../shared/problem.js';
import type { RunReport } from '../../shared/run/run.js';

/** How *Sync now* ended. */
export type SyncResult =
  | { readonly kind: 'ran'; readonly report: RunReport }
  /** It compared, and the plan waits to be looked at: the profile does not say that it may run without that (S1). */
  | { readonly kind: 'shown'; readonly totals: PlanTotals }
  /** It did not come to a run: busy, or the comparison failed. */
  | { readonly kind: 'not-run'; readonly problem: Problem };

/** Why a run cannot be paused: it is over. */
export const NO_RUN: Problem = {
  kind: 'invalid',
  what: 'The run has already finished.',
  advice: 'There is nothing left to pause or slow down.',
};

/** Why *Sync now* does nothing while an undo is looked at: what is shown is what runs (S2). */
export const UNDO_SHOWN: Problem = {
  kind: 'invalid',
  what: 'An undo is being previewed.',
  advice: 'Run the undo or cancel it, then sync.',
};
