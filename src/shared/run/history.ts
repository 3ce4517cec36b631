import type { ItemOutcome, OutcomeKind, RunId, RunSummary } from './run.js';

/** A run on record. */
export interface PastRun {
  /** Its place in the history: later runs have greater numbers. */
  readonly seq: number;
  readonly runId: RunId;
  /** Milliseconds since 1970 in UTC. */
  readonly startedMs: number;
  /** How it ended; absent where it was cut off, or is still under way. */
  readonly summary?: RunSummary | undefined;
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
