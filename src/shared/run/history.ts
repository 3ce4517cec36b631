import type { Tally } from '../plan/plan.js';
import type {
  ItemOutcome,
  OutcomeCounts,
  OutcomeKind,
  RunId,
  RunPurpose,
  RunSummary,
  RunTrigger,
} from './run.js';

/** How far a run has come that has not ended: its program was killed, the computer lost power, or it still goes on. */
export interface UnendedRun extends RunPurpose {
  /** `cut` where the program that ran it is gone; `running` where a program still holds the right to run. */
  readonly state: 'cut' | 'running';
  /** What started it; absent for a run of an earlier make. */
  readonly trigger?: RunTrigger | undefined;
  /** What is on record of its items. A few more may have been done than were recorded when it was cut. */
  readonly counts: OutcomeCounts;
  /** Bytes transferred for these items. */
  readonly bytes: number;
  /** What the run had set out to do; absent for a run of an earlier make. */
  readonly planned?: Tally | undefined;
  /** When it last began to change something, milliseconds since 1970 in UTC; absent where it changed nothing. */
  readonly lastChangeMs?: number | undefined;
}

/** A run on record. */
export interface PastRun {
  /** Its place in the history: later runs have greater numbers. */
  readonly seq: number;
  readonly runId: RunId;
  /** Milliseconds since 1970 in UTC. */
  readonly startedMs: number;
  /** How it ended; absent where it was interrupted, or is still running. */
  readonly summary?: RunSummary | undefined;
  /** How far it has come; present exactly where there is no summary. */
  readonly unended?: UnendedRun | undefined;
  /** Whether it changed anything in this pair of folders, so that it can be taken back (S4). */
  readonly undoable: boolean;
}

/** Which part of the history to read: at most `limit` runs, newest first, of those before the run numbered `before`. */
export interface HistoryPage {
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Which part of a run's account to read: at most `limit` items in the order in which they ended. */
export interface OutcomeWish {
  /** Where the page before this one ended. */
  readonly after?: number | undefined;
  readonly limit: number;
  /** Only items that came to one of these ends; all where it is absent. */
  readonly only?: readonly OutcomeKind[] | undefined;
}

/** Part of a run's account. */
export interface OutcomePage {
  readonly items: readonly ItemOutcome[];
  /** What to pass as `after` for the next page; absent where this one is the last. */
  readonly next?: number | undefined;
}
