import type { PlanTotals } from '../plan/plan.js';
import type { WaitingFilters } from '../plan/waiting-filters.js';
import type { PastRun } from './history.js';
import type { Problem } from '../problem.js';
import type { ProfileId } from '../profile/profile.js';
import type { ClockChange, RunPace, RunProgress, RunReport, RunId, ScanProgress } from './run.js';

/**
 * What is going on with one profile: the state that the window shows, held by the main process so that a window that is
 * opened late, or again, shows the same. The items of the plan travel beside it, as `plan-items` events.
 */
export type Activity =
  /** Nothing has been compared since the application started; `last` is the last run on record. */
  | {
      readonly kind: 'idle';
      readonly last?: RunReport | undefined;
      /** The newest run, where it was cut off and did not end. */
      readonly cut?: PastRun | undefined;
    }
  | {
      readonly kind: 'comparing';
      readonly progress: ScanProgress;
      readonly totals: PlanTotals;
      /** Present where it looks at what undoing this run would do. */
      readonly undoes?: RunId | undefined;
    }
  /** The comparison could not be made or was stopped. */
  | { readonly kind: 'compare-failed'; readonly problem: Problem; readonly last?: RunReport | undefined }
  /** A plan is ready. */
  | {
      readonly kind: 'compared';
      readonly totals: PlanTotals;
      readonly dryRun?: RunReport | undefined;
      /** The filters that the other side brought, as long as nobody has accepted them (S12). */
      readonly waitingFilters?: WaitingFilters | undefined;
      /** Sides whose clocks tell other times than at the last run (S10); absent where none does. */
      readonly clockChanges?: readonly ClockChange[] | undefined;
      /** S7: why a run of the plan would stop and ask first, as long as it would. */
      readonly limit?: Problem | undefined;
      /** What stopped a run of it before it did anything, and waits for an answer. */
      readonly asks?: Problem | undefined;
      /** Present where password and files travel unencrypted: whether the server offers TLS. */
      readonly offersTls?: boolean | undefined;
      /** Present where the address of the remote side names no folder: the one in which the server put the user. */
      readonly signInFolder?: string | undefined;
      /** How many steps of choosing can be undone. */
      readonly choices?: number | undefined;
    }
  /** What undoing a run would do is ready to be looked at; nothing is done yet. */
  | {
      readonly kind: 'undo-ready';
      readonly undoes: RunId;
      readonly redo: boolean;
      readonly totals: PlanTotals;
    }
  | {
      readonly kind: 'running';
      readonly runId: RunId;
      readonly dryRun: boolean;
      /** Present where it undoes another run. */
      readonly undoes?: RunId | undefined;
      readonly redo?: boolean | undefined;
      readonly progress: RunProgress;
      readonly pace: RunPace;
      /** As under `compared`. */
      readonly signInFolder?: string | undefined;
      readonly totals: PlanTotals;
    }
  /** A run has ended; the plan that it carried out is used up. */
  | { readonly kind: 'ran'; readonly report: RunReport; readonly totals: PlanTotals };

/** The pairs of folders of a profile are being gone through, one after another. */
export interface PairsAtWork {
  readonly doing: 'compare' | 'run';
  /** Whose turn is still to come, by name. */
  readonly waiting: readonly ProfileId[];
}

/** What is done with all pairs of folders of a profile, one after another. */
export const PAIRS_REQUESTS = [
  'compare',
  'verify',
  'dry-run',
  'run',
  /** Carries out the undos that are shown. */
  'undo',
  /** Leaves the undos that are shown. */
  'cancel',
] as const;
export type PairsRequest = (typeof PAIRS_REQUESTS)[number];

/** Whether a comparison or run is under way. */
export function isAtWork(activity: Activity | undefined): boolean {
  return activity?.kind === 'comparing' || activity?.kind === 'running';
}

/** Whether a run is under way that somebody has paused. */
export function isPaused(activity: Activity | undefined): boolean {
  return activity?.kind === 'running' && activity.pace.paused;
}
