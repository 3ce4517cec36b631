import type { BaselineRecord } from '../../shared/entry/baseline.js';
import type { ItemPath, LeafEntry } from '../../shared/entry/entry.js';
import type { ItemOutcome, RunId } from '../../shared/run/run.js';
import type { BaselineStore } from './baseline/baseline-store.js';
import type { HistoryStore } from './history/history-store.js';
import type { JournalStore } from './journal/journal-store.js';
import type { TextStore } from './texts/text-store.js';

/** What there is to write once an item of a run has been dealt with: all of it at once, or nothing. */
export interface FinishedItem {
  readonly runId: RunId;
  /** Its line in the report. */
  readonly item: ItemOutcome;
  readonly update?: BaselineUpdate | undefined;
}

/** What is written to the state of an item that was carried out. */
export interface BaselineUpdate {
  /** What is on record of it from now on. */
  readonly record?: BaselineRecord | undefined;
  /** What is there no longer, with everything below it. */
  readonly forget?: ItemPath | undefined;
  /** The text that both sides have now, where it is to be kept. */
  readonly text?: Uint8Array | undefined;
  /** The change that was made, with what the side reported after it. */
  readonly change?: { readonly seq: number; readonly after?: LeafEntry | undefined } | undefined;
}

/**
 * The state of one pair of folders: the baseline, the journal, and the history of its runs. A write has reached the
 * disk's cache, and survives the end of the process, when its promise resolves. A promise rejects with a `ProblemError` where something could not be read or
 * written, and with an `Error` once the store is closed or its thread has ended.
 */
export interface StateStore extends BaselineStore, JournalStore, HistoryStore, TextStore {
  /** Eight hexadecimal digits that mark this pair's temporary files as its own. */
  token(): Promise<string>;

  /**
   * Takes the lock that a run needs, until the store is closed or the process ends; resolves with `false` where another
   * store holds it, in whichever process.
   */
  lock(): Promise<boolean>;

  /**
   * Writes what came of an item, and ends its intent. Nobody should have to wait for it, so it may take a moment to begin: it is written
   * with what is asked for next, and until then the intent tells the same (S5).
   */
  finish(finished: FinishedItem): Promise<void>;
  /** Has what `finish` was told written now, because somebody waits for it after all. */
  hurry(): void;

  close(): Promise<void>;
}
