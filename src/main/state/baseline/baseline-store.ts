import type { BaselineRecord, BaselineRow, OtherVolume } from '../../../shared/entry/baseline.js';
import type { ItemPath, Side, Sides } from '../../../shared/entry/entry.js';

/** In which spelling a side lists a name that it was given (S9). */
export interface LearnedSpelling {
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

/** The filters of the local ignore file as far as somebody has seen them. */
export interface AcceptedIgnore {
  /** `''` for no file; absent where nothing was ever recorded. */
  readonly text?: string | undefined;
  /** Whether Evenkeel itself has changed the file since. */
  readonly changedByRun: boolean;
}

/** What is on record of both sides of a pair as they were when they were last in sync, and of how they spell names. */
export interface BaselineStore {
  /**
   * A number that is another one whenever the baseline has changed. One that is read beside changes that are still waiting says
   * nothing of those.
   */
  revision(): Promise<number>;

  /** Whether the two roots are on record: a run has brought in sync what both sides had in them. */
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
  learnedSpellingsIn(folder: ItemPath): Promise<readonly LearnedSpelling[]>;
  /** The folders in which names were given that no listing has shown since. */
  unseenFolders(): Promise<readonly UnseenFolder[]>;
  /** Records how a side lists names that it was given. */
  recordSpellings(spellings: readonly LearnedSpelling[]): Promise<void>;
  /** A side is known to list every name as it is given: nothing of it need be looked at again. */
  forgetUnseen(side: Side): Promise<void>;

  /** The ignore file that counts. */
  acceptedIgnore(): Promise<AcceptedIgnore>;
  /** From now on this text of the ignore file counts: somebody has seen it. */
  acceptIgnore(text: string): Promise<void>;

  /** S8: the folders of each side that lay on other volumes when the last run of the whole pair began. */
  otherVolumes(): Promise<Sides<readonly OtherVolume[]>>;
  recordOtherVolumes(volumes: Sides<readonly OtherVolume[]>): Promise<void>;
}
