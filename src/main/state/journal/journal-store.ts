import type { ItemPath, LeafEntry } from '../../../shared/entry/entry.js';
import type { RunId } from '../../../shared/run/run.js';
import type { Change, KeptFile, KeptPage, KeptVersion, NewChange } from './change.js';
import type { Intent } from './intent.js';
import type { RecordedPart } from './recorded-part.js';

/** Changes to a pair that are about to be made (S5), those that were made, and the versions kept of what was there (S4). */
export interface JournalStore {
  /** Ends the intent for `path` without recording anything: nothing was put there. */
  withdraw(path: ItemPath): Promise<void>;
  intents(): Promise<readonly Intent[]>;

  /** Records that a big file begins to arrive; a part recorded before for its path is forgotten. */
  beginPart(part: RecordedPart): Promise<void>;
  /** Forgets the part of a file: it is whole, or given up. */
  endPart(path: ItemPath): Promise<void>;
  /** What earlier runs may have left of big files. */
  parts(): Promise<readonly RecordedPart[]>;

  /** Notes a change that is about to be made, and what is intended by it; resolves with its number. */
  recordChange(change: NewChange, intent?: Intent): Promise<number>;
  /** Completes a change once it has been made. */
  completeChange(seq: number, after: LeafEntry | undefined): Promise<void>;
  /** What a run changed, last change first, from below `before`, at most `limit`. */
  changesOf(runId: RunId, before: number, limit: number): Promise<readonly Change[]>;
  /** Versions that are still kept, oldest first. */
  keptVersions(): Promise<readonly KeptVersion[]>;
  /** The same as people ask for it: part of it, newest first, with the path that each had. */
  keptFiles(page: KeptPage): Promise<readonly KeptFile[]>;
  /** Notes that a change's version is no longer kept. */
  dropVersion(seq: number): Promise<void>;
}
