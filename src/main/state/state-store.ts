import type { BaselineRecord, BaselineRow } from '../../shared/baseline.js';
import type { FileEntry, ItemPath, Side } from '../../shared/entry.js';
import type { ItemOutcome, RunId, RunReport, RunSummary } from '../../shared/run.js';

/**
 * What the engine is about to put under a real name. Written before, taken back after: one that is still
 * there when a profile is opened belongs to a run that was killed (S5).
 */
export interface Intent {
  readonly path: ItemPath;
  readonly to: Side;
  /** What the source side reported when the transfer began. */
  readonly source: FileEntry;
  /** SHA-256 of the content, hexadecimal: whoever finds this content under the path knows that the transfer was done. */
  readonly sha256: string;
}

/** What is known of a run when it begins. */
export type RunStart = Pick<RunSummary, 'runId' | 'profileId' | 'trigger' | 'startedMs'>;

/**
 * What Evenkeel remembers of one profile: the baseline, the journal of intents, and the runs. A write has reached the
 * disk's cache, and survives the end of the process, when its promise resolves.
 */
export interface StateStore {
  /** Eight hexadecimal digits that mark this pair's temporary files as its own. */
  token(): Promise<string>;

  /** Whether anything has ever been recorded for this pair of folders. */
  hasBaseline(): Promise<boolean>;
  /** The records of what lies directly in `folder`. */
  childrenOf(folder: ItemPath): Promise<readonly BaselineRow[]>;
  /** How many files are on record. */
  countFiles(): Promise<number>;
  /** Writes the record of `path` and ends its intent. */
  record(path: ItemPath, record: BaselineRecord): Promise<void>;
  /** Writes many records at once. */
  recordAll(rows: readonly BaselineRow[]): Promise<void>;
  /** Forgets `path` and everything below it. */
  forget(path: ItemPath): Promise<void>;

  intend(intent: Intent): Promise<void>;
  /** Ends the intent for `path` without recording anything: nothing was put there. */
  withdraw(path: ItemPath): Promise<void>;
  intents(): Promise<readonly Intent[]>;

  beginRun(run: RunStart): Promise<void>;
  addOutcome(runId: RunId, item: ItemOutcome): Promise<void>;
  endRun(summary: RunSummary): Promise<void>;
  /** The last run that ended, with at most `items` of its items. */
  lastRun(items: number): Promise<RunReport | undefined>;

  close(): Promise<void>;
}
