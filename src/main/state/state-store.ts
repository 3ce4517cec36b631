import type { BaselineRecord, BaselineRow } from '../../shared/entry/baseline.js';
import type {
  FileEntry,
  FolderEntry,
  ItemPath,
  LeafEntry,
  LinkEntry,
  Side,
} from '../../shared/entry/entry.js';
import type { HistoryPage, OutcomePage, OutcomeWish, PastRun } from '../../shared/run/history.js';
import type { Tally } from '../../shared/plan/plan.js';
import type { ItemOutcome, RunId, RunReport, RunPurpose, RunSummary } from '../../shared/run/run.js';

/** Whoever finds this content, or this file of the other name, under the path knows that the intent was carried out. */
export type IntentProof =
  /** SHA-256, hexadecimal. */
  | { readonly kind: 'content'; readonly sha256: string }
  /** The file that was at `from`. */
  | { readonly kind: 'moved'; readonly from: ItemPath; readonly file: FileEntry }
  /** Its content was being written under the real name: whatever lies there, up to its size, is a part of it. */
  | { readonly kind: 'in-place' };

/** A file that the engine is about to put under a real name. */
export interface FileIntent {
  readonly kind: 'file';
  readonly path: ItemPath;
  readonly to: Side;
  /** What the source side reported when the transfer began. */
  readonly source: FileEntry;
  /** How to tell, afterwards, whether it was done. */
  readonly proof: IntentProof;
}

/** A folder that the engine is about to rename, with all that is in it. */
export interface FolderIntent {
  readonly kind: 'folder';
  readonly path: ItemPath;
  readonly to: Side;
  readonly from: ItemPath;
}

/** A folder or a symbolic link that the engine is about to make. */
export interface MakingIntent {
  readonly kind: 'making';
  readonly path: ItemPath;
  readonly to: Side;
  readonly entry: MadeEntry;
}

/** What is whole as soon as it is there. */
export type MadeEntry = FolderEntry | LinkEntry;

/** What the engine is about to take away from its name. */
export interface RemovalIntent {
  readonly kind: 'removal';
  readonly path: ItemPath;
  readonly to: Side;
}

/** What was put away or moved, and is about to go back to where it was, with what was on record then, if anything. */
export interface RestoringIntent {
  readonly kind: 'restoring';
  readonly path: ItemPath;
  readonly to: Side;
  readonly from: ItemPath;
  /** What lies at `from`. */
  readonly entry: LeafEntry;
  readonly record: BaselineRecord | undefined;
}

/**
 * What the engine is about to do to what lies under a real name. Written before, taken back after: one that is still
 * there when a profile is opened belongs to a run that was killed (S5).
 */
export type Intent = FileIntent | FolderIntent | MakingIntent | RemovalIntent | RestoringIntent;

/** What a run did to one side under one path (S4). */
export type ChangeKind =
  | 'created'
  | 'replaced'
  | 'deleted'
  | 'moved'
  | 'folder-created'
  | 'folder-deleted'
  /** A folder was renamed, with all that is in it. */
  | 'folder-moved';

/** Where something is put away, and what it was: it is put back only as that. */
export interface Kept {
  readonly as: ItemPath;
  /** Bytes. */
  readonly size: number;
  /** What its side reported of it; absent where an earlier make has put it away. */
  readonly entry?: LeafEntry | undefined;
}

/** In which spelling a side lists a name that it was given (S9). */
export interface NameHabit {
  readonly side: Side;
  /** With the name as it was given. */
  readonly path: ItemPath;
  /** The name that the listings of the side have for it; absent where that is the one that was given, or not known. */
  readonly listedAs?: string | undefined;
  /** Whether no listing has been seen since the name was given. */
  readonly unseen: boolean;
}

/** A folder that a side has not been seen to list since it was given names in it. */
export interface UnseenFolder {
  readonly side: Side;
  readonly folder: ItemPath;
}

/** A change as it is noted before it is made. */
export interface NewChange {
  readonly runId: RunId;
  /** Milliseconds since 1970 in UTC. */
  readonly notedMs: number;
  readonly path: ItemPath;
  readonly side: Side;
  readonly what: ChangeKind;
  /** Where what was moved was before. */
  readonly from?: ItemPath | undefined;
  /** What the baseline said before (of a moved file: at `from`), for `undo` to say it again. */
  readonly baseline?: BaselineRecord | undefined;
  /** Where what was there before is put away, with its size in bytes. */
  readonly kept?: Kept | undefined;
  /** Whether it changes the local ignore file, whose filters then wait to be accepted (S12). */
  readonly changesIgnoreFile?: boolean | undefined;
  /** Whether its side is given a name that it may list in another spelling (S9). */
  readonly givesName?: boolean | undefined;
}

/** A change on record. */
export interface Change extends NewChange {
  readonly seq: number;
  /** What the side reported when the change had been made; absent where the run was killed before, or for folders. */
  readonly after?: LeafEntry | undefined;
}

/** What there is to write once an item of a run has been dealt with: all of it at once, or nothing. */
export interface FinishedItem {
  readonly runId: RunId;
  /** Its line in the account. */
  readonly item: ItemOutcome;
  readonly learned?: BaselineUpdate | undefined;
}

/** What the memory learns of an item that was carried out. */
export interface BaselineUpdate {
  /** What is on record of it from now on. */
  readonly record?: BaselineRecord | undefined;
  /** What is there no longer, with everything below it. */
  readonly forget?: ItemPath | undefined;
  /** The change that was made, with what the side reported after it. */
  readonly change?: { readonly seq: number; readonly after?: LeafEntry | undefined } | undefined;
}

/** Something that was put away and is still there. */
export interface KeptVersion {
  readonly seq: number;
  readonly side: Side;
  readonly as: ItemPath;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970 in UTC. */
  readonly keptMs: number;
}

/** A version as it is shown to people: of what it is, and which run put it away. */
export interface KeptFile extends KeptVersion {
  readonly path: ItemPath;
  /** What its side reported of it; absent where an earlier make has put it away. */
  readonly entry?: LeafEntry | undefined;
  readonly runId: RunId;
}

/** Which versions to tell of: at most `limit`, newest first, of those before the one numbered `before`. */
export interface KeptPage {
  /** Only those of this path, and of what lies below it. */
  readonly below?: ItemPath | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The filters of the local ignore file as far as somebody has seen them. */
export interface AcceptedIgnore {
  /** `''` for no file; absent where nothing was ever recorded. */
  readonly text?: string | undefined;
  /** Whether Evenkeel itself has changed the file since. */
  readonly brought: boolean;
}

/** What is known of a run when it begins. */
export interface RunStart
  extends Pick<RunSummary, 'runId' | 'profileId' | 'trigger' | 'startedMs'>, RunPurpose {
  /** What it sets out to do, so that one that is killed can be told how far it had come. */
  readonly planned?: Tally | undefined;
}

/**
 * What Evenkeel remembers of one profile: the baseline, the journal of intents, and the runs. A write has reached the
 * disk's cache, and survives the end of the process, when its promise resolves.
 */
export interface StateStore {
  /** Eight hexadecimal digits that mark this pair's temporary files as its own. */
  token(): Promise<string>;

  /**
   * A number that is another one whenever the baseline has changed. One that is read beside changes that are still waiting says
   * nothing of those.
   */
  revision(): Promise<number>;
  /**
   * Claims the right to run from this memory until it is closed, or the process ends; resolves with `false` where another
   * store has it, in whichever process.
   */
  claim(): Promise<boolean>;

  /** Whether the two roots are on record: a run has made even what met in them. */
  hasBaseline(): Promise<boolean>;
  /** The records of what lies directly in `folder`. */
  childrenOf(folder: ItemPath): Promise<readonly BaselineRow[]>;
  /** The record of one path. */
  recordOf(path: ItemPath): Promise<BaselineRecord | undefined>;
  /** How many files are on record. */
  countFiles(): Promise<number>;
  /** Writes the record of `path`, which is `''` for the roots, and ends its intent. */
  record(path: ItemPath, record: BaselineRecord): Promise<void>;
  /** Writes many records at once. */
  recordAll(rows: readonly BaselineRow[]): Promise<void>;
  /** Forgets `path` and everything below it, and ends its intent. */
  forget(path: ItemPath): Promise<void>;
  /** Makes the records of a folder and of everything below it those of its new place, and ends the intent for that. */
  moveRecords(from: ItemPath, to: ItemPath): Promise<void>;

  /** What is known of the spellings of what lies directly in `folder`; names that are listed as they were given are left out. */
  nameHabitsIn(folder: ItemPath): Promise<readonly NameHabit[]>;
  /** The folders in which names were given that no listing has shown since. */
  unseenFolders(): Promise<readonly UnseenFolder[]>;
  /** Remembers how a side lists names that it was given. */
  learnHabits(habits: readonly NameHabit[]): Promise<void>;
  /** A side is known to list every name as it is given: nothing of it need be looked at again. */
  forgetUnseen(side: Side): Promise<void>;

  /** The ignore file that counts. */
  acceptedIgnore(): Promise<AcceptedIgnore>;
  /** From now on this text of the ignore file counts: somebody has seen it. */
  acceptIgnore(text: string): Promise<void>;

  /** Ends the intent for `path` without recording anything: nothing was put there. */
  withdraw(path: ItemPath): Promise<void>;
  intents(): Promise<readonly Intent[]>;

  beginRun(run: RunStart): Promise<void>;
  addOutcome(runId: RunId, item: ItemOutcome): Promise<void>;
  /**
   * Writes what came of an item, and ends its intent. Nobody should have to wait for it, so it may take a moment to begin: it is written
   * with what is asked for next, and until then the intent tells the same (S5).
   */
  finish(finished: FinishedItem): Promise<void>;
  /** Has what `finish` was told written now, because somebody waits for it after all. */
  hurry(): void;
  endRun(summary: RunSummary): Promise<void>;
  /** The last run that ended, with at most `items` of its items. */
  lastRun(items: number): Promise<RunReport | undefined>;

  /**
   * The runs on record, newest first, those that were cut off included. The newest fifty that did something are kept, the newest fifty
   * that did nothing, and of the older ones those that have put away something which is still there.
   */
  history(page: HistoryPage): Promise<readonly PastRun[]>;
  /** One run on record; `undefined` where there is none of that name (any more). */
  runOf(runId: RunId): Promise<PastRun | undefined>;
  /** Part of what became of the items of a run; nothing where there is no such run. */
  outcomesOf(runId: RunId, wish: OutcomeWish): Promise<OutcomePage>;

  /** Notes a change that is about to be made, and what is intended by it; resolves with its number. */
  noteChange(change: NewChange, intent?: Intent): Promise<number>;
  /** Completes a change once it has been made. */
  completeChange(seq: number, after: LeafEntry | undefined): Promise<void>;
  /** What a run changed, last change first, from below `before`, at most `limit`. */
  changesOf(runId: RunId, before: number, limit: number): Promise<readonly Change[]>;
  /** What has been put away and is still there, oldest first. */
  keptVersions(): Promise<readonly KeptVersion[]>;
  /** The same as people ask for it: part of it, newest first, with the path that each had. */
  keptFiles(page: KeptPage): Promise<readonly KeptFile[]>;
  /** Says that what a change had put away is there no longer. */
  dropVersion(seq: number): Promise<void>;

  close(): Promise<void>;
}
