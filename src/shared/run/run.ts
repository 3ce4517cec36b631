import type { ItemPath, Side } from '../entry/entry.js';
import type { Action, PlanItem, PlanTotals, Tally } from '../plan/plan.js';
import type { WaitingFilters } from '../plan/waiting-filters.js';
import type { Problem } from '../problem.js';
import type { CommandReport } from './command-report.js';
import type { ProfileId } from '../profile/profile.js';

/** Names one run of one profile. */
export type RunId = string;

/** What became of one item in a run. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Only in a dry run: this is what a run would have done. */
  | { readonly kind: 'would-do' }
  /** Left as it was, and why. */
  | { readonly kind: 'skipped'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Every end that an item can come to. */
export const OUTCOME_KINDS = [
  'done',
  'would-do',
  'skipped',
  'failed',
] as const satisfies readonly Outcome['kind'][];

export type OutcomeKind = Outcome['kind'];

/** One line of a run's report. */
export interface ItemOutcome {
  readonly path: ItemPath;
  readonly action: Action;
  readonly outcome: Outcome;
  /** Bytes transferred for it. */
  readonly bytes: number;
}

/** How many items of a run came to which end. */
export interface OutcomeCounts {
  readonly done: number;
  readonly wouldDo: number;
  readonly skipped: number;
  readonly failed: number;
  /** Conflicts that nobody settled. */
  readonly conflicts: number;
}

export const NO_OUTCOMES: OutcomeCounts = { done: 0, wouldDo: 0, skipped: 0, failed: 0, conflicts: 0 };

/** How a run ended as a whole. */
export type RunEnd =
  /** Every item was tried. */
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' }
  /** It could not go on, or not begin at all. */
  | { readonly kind: 'broken-off'; readonly problem: Problem };

/** One side tells the times of all its files differently than at the last run, by so many milliseconds: that changes no file. */
export interface ClockChange {
  readonly side: Side;
  readonly shiftMs: number;
}

/** What started a run. */
export const RUN_TRIGGERS = [
  'window',
  'menu',
  'tray',
  'command-line',
  'library',
  'schedule',
  'watch',
  /** A drive or folder that the profile waits for appeared. */
  'drive',
] as const;

export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** How a plan is to be carried out. */
export type RunRequest =
  /** Only tell what would be done. */
  | 'dry-run'
  | 'run'
  /** Go on although the deletion limit stopped it (S7). */
  | 'exceed-deletion-limit'
  /** Take the place of whoever is synchronizing the folder already. */
  | 'break-lock';

/** What is known of a run as a whole. */
export interface RunSummary {
  readonly runId: RunId;
  readonly profileId: ProfileId;
  readonly trigger: RunTrigger;
  readonly dryRun: boolean;
  /** Present where the run took another one back. */
  readonly undoes?: RunId | undefined;
  /** Whether the run that it undid was an undo itself, so that this one did again what that one had undone. */
  readonly redo?: boolean | undefined;
  /** Present where the run put a kept version of this file back in its place. */
  readonly restores?: ItemPath | undefined;
  /** The same for all runs of pairs of folders that were one run of their profile; absent where a run was one by itself. */
  readonly joint?: string | undefined;
  /** How many items differ on the two sides and stay so, because of the mode or of what they are; absent where none do. */
  readonly differing?: number | undefined;
  /** Present where it was for a part of the folders only: how many items that was about, each with what lies in it. */
  readonly only?: number | undefined;
  /** Present where it ran a saved plan: when that was saved, milliseconds since 1970 in UTC. */
  readonly planSavedMs?: number | undefined;
  /** The most connections to the server that were open at once; absent where that is not known, or the other side is no server. */
  readonly connections?: number | undefined;
  /** What came of the commands before and after it; absent where its profile has none, and until they have ended. */
  readonly commands?: readonly CommandReport[] | undefined;
  /** Milliseconds since 1970 in UTC. */
  readonly startedMs: number;
  readonly finishedMs: number;
  readonly end: RunEnd;
  readonly counts: OutcomeCounts;
  /** Bytes transferred. */
  readonly bytes: number;
  /**
   * What the run ended before it came to, and the bytes that it would have transferred for it; nothing where it tried every item. With
   * the counts it makes up all that the plan meant to do or left for a reason. A run of an earlier version has not counted it.
   */
  readonly unreached: Tally;
}

/** What a run is about: syncing both sides, undoing or redoing another run, or restoring a kept version. */
export type RunTask = 'synchronize' | 'take-back' | 'redo' | 'put-back';

/** What a run is about, where it is not a sync. */
export type RunPurpose = Pick<RunSummary, 'undoes' | 'redo' | 'restores'>;

/** What a run with these facts is about. */
export function taskOf({ undoes, redo, restores }: RunPurpose): RunTask {
  if (undoes !== undefined) return redo === true ? 'redo' : 'take-back';
  return restores === undefined ? 'synchronize' : 'put-back';
}

/**
 * How a run turned out, which is one colour wherever it is told of: `good` where all was done, `mixed` where something was left,
 * skipped or not reached, `bad` where something failed or the run could not go on.
 */
export const RUN_TONES = ['good', 'mixed', 'bad'] as const;

export type RunTone = (typeof RUN_TONES)[number];

/** How a run turned out. */
export function runTone({ end, counts }: Pick<RunSummary, 'end' | 'counts'>): RunTone {
  if (end.kind === 'broken-off' || counts.failed > 0) return 'bad';
  return end.kind === 'stopped' || counts.skipped + counts.conflicts > 0 ? 'mixed' : 'good';
}

/** How many of its items did not come to a good end. */
export function problemsIn({ counts }: Pick<RunSummary, 'counts'>): number {
  return counts.failed + counts.skipped + counts.conflicts;
}

/** The report of a run: the summary, and every item that it did, skipped or failed to do. */
export interface RunReport extends RunSummary {
  readonly items: readonly ItemOutcome[];
}

/** How much has been compared by its content. */
export interface ContentProgress {
  /** Files, each pair counted once. */
  readonly files: number;
  /** Bytes of both sides, read or hashed where they lie. */
  readonly bytes: number;
}

/** How far a comparison has come. */
export interface ScanProgress {
  /** Folders compared so far. */
  readonly folders: number;
  /** Those of them that a server only had to confirm to hold what is on record; absent where all were listed. */
  readonly confirmed?: number | undefined;
  /** Files and folders seen so far, each pair counted once. */
  readonly items: number;
  /** Entries of listings that are still arriving; absent where there are none. */
  readonly arriving?: number | undefined;
  /** What has been compared by its content so far; absent where nothing was. */
  readonly read?: ContentProgress | undefined;
}

/** How far a run has come. */
export interface RunProgress {
  readonly itemsDone: number;
  readonly itemsTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** How fast a run may go. It can be changed while it runs. */
export interface RunPace {
  readonly paused: boolean;
  /** Over all transfers together; `null` for no limit. */
  readonly bytesPerSecond: number | null;
  /** How many items may be under way at once; `null` for as many as the targets bear. */
  readonly connections: number | null;
}

export const FULL_PACE: RunPace = { paused: false, bytesPerSecond: null, connections: null };

/** A transfer that is under way. */
export interface TransferProgress {
  readonly path: ItemPath;
  readonly to: Side;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/**
 * What the engine tells while it works: one vocabulary for the window, the command line and the tests. The order
 * is `compare-started`, then any number of `plan-items` and `scan-progress`, then `compare-finished` or `compare-failed`;
 * and `run-started`, then any number of `transfer-progress` and `item-finished`, then `run-finished`. That is told before the sides are
 * unlocked: where a lock cannot be removed, one more `item-finished` says so, and the report that the run resolves with counts it.
 */
export type EngineEvent =
  | { readonly kind: 'compare-started' }
  /** Items that are new in the plan, or that replace the ones of the same path. */
  | { readonly kind: 'plan-items'; readonly items: readonly PlanItem[]; readonly totals: PlanTotals }
  /** The pace of the run was changed; told once for each change, and first when a run begins with other than full pace. */
  | { readonly kind: 'run-pace'; readonly pace: RunPace }
  | { readonly kind: 'scan-progress'; readonly progress: ScanProgress }
  | {
      readonly kind: 'compare-finished';
      readonly totals: PlanTotals;
      /** Absent where no side's clock was found to have changed. */
      readonly clockChanges?: readonly ClockChange[] | undefined;
      /** The `.evenkeelignore` that the other side brought, where it waits to be accepted. */
      readonly waitingFilters?: WaitingFilters | undefined;
    }
  | { readonly kind: 'compare-failed'; readonly problem: Problem }
  | {
      readonly kind: 'run-started';
      readonly runId: RunId;
      readonly dryRun: boolean;
      readonly progress: RunProgress;
    }
  | { readonly kind: 'transfer-progress'; readonly transfer: TransferProgress }
  | { readonly kind: 'item-finished'; readonly item: ItemOutcome; readonly progress: RunProgress }
  | { readonly kind: 'run-finished'; readonly summary: RunSummary };
