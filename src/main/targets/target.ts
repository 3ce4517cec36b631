import type { Readable } from 'node:stream';
import type { Volume } from '../../shared/entry/baseline.js';
import type { Entry, FileEntry, ItemPath } from '../../shared/entry/entry.js';
import type { NameRules } from '../../shared/entry/names.js';
import type { Finding } from './finding.js';

/** Ways of telling two contents apart, the strongest first. */
export const HASH_NAMES = ['sha256', 'sha1', 'md5', 'crc32'] as const;
export type HashName = (typeof HASH_NAMES)[number];

/** What a target says of itself. The engine asks for this and never for the kind of target. */
export interface Capabilities {
  /** The precision with which `write` sets a file's time, in milliseconds; `undefined` where a file gets the time of its writing. */
  readonly setsTimesToMs: number | undefined;
  /** The hashes that `hash` can give without the content being transferred. Empty where there are none. */
  readonly hashes: readonly HashName[];
  /** Whether `read` can begin and `write` can go on in the middle of a file. Single files may be refused all the same. */
  readonly resumes: boolean;
  /** Which names can be created. */
  readonly nameRules: NameRules;
  /** Whether names that differ in case, or in how their letters are composed, may be the same name there. */
  readonly foldsNames: boolean;
  /** How many operations may usefully be under way at once. */
  readonly concurrency: number;
  /** Whether its times are local times, which all change with the time zone or with daylight saving. Where absent, they are not. */
  readonly localTimes?: boolean | undefined;
  /**
   * Whether the `id` of a file that is gone is `lasting`, given to no other file ever, or may be `reused`. Says nothing of files whose
   * entries have none; where absent, an id may be reused.
   */
  readonly fileIds?: 'lasting' | 'reused' | undefined;
  /** Whether `stat` tells a symbolic link as such, whatever it leads to. Where absent, only listings surely do. */
  readonly tellsLinks?: boolean | undefined;
  /** The volumes of the root, and of the folders among those asked about so far that lie on another one than the folder above them. */
  readonly otherVolumes?: (() => ReadonlyMap<ItemPath, Volume>) | undefined;
  /** What `otherVolumes` says of a folder as it is now; `undefined` as well where the folder is gone. Present together with it. */
  readonly volumeAt?: ((folder: ItemPath, signal: AbortSignal) => Promise<Volume | undefined>) | undefined;
  /** Present where passwords and files can be read in transit: whether the server offers TLS. */
  readonly offersTls?: boolean | undefined;
  /** The most connections that were open at once so far; absent where there is never more than one to speak of. */
  readonly connections?: number | undefined;
}

/** A name that a folder holds. */
export interface Listed {
  readonly name: string;
  readonly entry: Entry;
}

/** What should be in a folder if nothing has changed there since it was recorded. */
export interface OnRecord {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Names of folders that may lie there as well, though they are never on record. */
  readonly besides: ReadonlySet<string>;
}

/** What the caller of `list` knows already, and what it wants to be told meanwhile. */
export interface ListOptions {
  /**
   * The names that are on record in the folder; asked for only where the answer of the side leaves a doubt: a list without a single entry, or
   * one that may hide some.
   */
  readonly namesOnRecord?: (() => Promise<readonly string[]>) | undefined;
  /**
   * What is on record of the folder, where all of it is. A target that has a cheaper way of making sure that the folder holds just that, with the
   * same sizes and times, may take it in place of a listing (S8, S10): then it yields what is on record, and calls `onConfirmed`. No change is
   * ever concluded without a listing.
   */
  readonly onRecord?: (() => Promise<OnRecord | undefined>) | undefined;
  readonly onConfirmed?: (() => void) | undefined;
  /** Told how many entries have arrived so far, by targets that yield none before the listing is complete. */
  readonly onSeen?: ((entries: number) => void) | undefined;
}

export interface ReadOptions {
  /** Bytes that the file had when it was last looked at, as far as the caller knows: small ones may share a connection. */
  readonly size?: number | undefined;
  /** Bytes at the beginning to leave out, no more than the file has. Only where the target `resumes`. */
  readonly from?: number | undefined;
  readonly signal: AbortSignal;
}

/** How something gets its name only when it is whole. */
export interface PlaceOptions {
  /**
   * The temporary name, in the same folder, under which it is made first (S3). The same as the real one where somebody has chosen to write in
   * place: then nothing is renamed, and nothing removed after a failure; only servers are asked for that.
   */
  readonly temporaryPath: ItemPath;
  /**
   * Called when all of it lies under the temporary name, just before the rename that makes it visible; a side that is far away may
   * check what lies there meanwhile. Resolves with where to keep the file that is about to be replaced (S4), as `keep` does, or with nothing where
   * it need not be kept. If it rejects, the temporary file is removed (unless `keepsPart`) and nothing else has changed.
   */
  readonly beforeReplace: () => Promise<ItemPath | undefined>;
  readonly signal: AbortSignal;
}

export interface WriteOptions extends PlaceOptions {
  /** Bytes of the whole content. */
  readonly size: number;
  /**
   * How many of them lie under `temporaryPath` already and have been found good: the source delivers what follows, and whatever
   * lies there behind them is written over. Only where the target `resumes`.
   */
  readonly resumeFrom?: number | undefined;
  /** Leave what has arrived under the temporary name if the write fails: the caller goes on from it, or removes it. */
  readonly keepsPart?: boolean | undefined;
  /** The time to give the file, milliseconds since 1970 in UTC, where it can be set. */
  readonly modifiedMs: number | undefined;
  /**
   * The nine lower bits of a Unix mode to give the file, where the side has such; where absent, it inherits those of the file that it
   * replaces.
   */
  readonly permissions?: number | undefined;
  /**
   * S12: the nine lower bits of the mode of what is copied, of which a *new* file gets no more, not even while it is being written. One
   * that takes another's place keeps that one's.
   */
  readonly grantsAtMost?: number | undefined;
}

/** What only some targets can do. Like every method of a target, these reject with a `ProblemError`. */
export interface OptionalOperations {
  /**
   * The hash of a file's content, as lower-case hexadecimal digits; `undefined` where the side will not give it for this file. Only asked
   * for names in `hashes`, and present where there are any.
   */
  readonly hash?:
    ((path: ItemPath, name: HashName, signal: AbortSignal) => Promise<string | undefined>) | undefined;
  /**
   * SHA-256 of a file's content, lower-case hexadecimal, computed without keeping this thread busy; `undefined` where that is not possible.
   * Only targets on this computer have it.
   */
  readonly hashHere?: ((path: ItemPath, signal: AbortSignal) => Promise<string | undefined>) | undefined;
  /**
   * The nine lower bits of a file's mode, whether or not listings tell them; `undefined` where they are not known. What is copied from it
   * as a new file grants no more (S12).
   */
  readonly modeOf?: ((path: ItemPath, signal: AbortSignal) => Promise<number | undefined>) | undefined;
  /**
   * Has the disk share all that is in the file `path` of another target, under a temporary name of this one, so that nothing of it need be
   * copied. Resolves with `false`, nothing done, where no disk holds both or it cannot do that. What the file was at that moment is
   * the caller's to check. Only targets on this computer have it.
   */
  readonly share?:
    | ((from: Target, path: ItemPath, temporaryPath: ItemPath, signal: AbortSignal) => Promise<boolean>)
    | undefined;
  /**
   * Creates a symbolic link that leads to `target`, or replaces a file or link by it, in the manner of `write`. Only targets
   * whose listings show links as such have it.
   */
  readonly makeLink?: ((path: ItemPath, target: string, options: PlaceOptions) => Promise<void>) | undefined;
  /** Told that about so many operations are going to come, so that it can get ready for them in the background. */
  readonly expect?: ((operations: number) => void) | undefined;
  /**
   * What there is to tell people of this side beyond its capabilities: how it is reached, how well that is protected, what it offers.
   * Asks, and changes nothing (S1).
   */
  readonly describe?: ((signal: AbortSignal) => Promise<readonly Finding[]>) | undefined;
}

/** Everything that a target can do beyond the bare minimum: what it says of itself, and what only some targets can do. */
export interface Features extends Capabilities, OptionalOperations {}

/**
 * A folder somewhere, and what the engine needs of it. Every method rejects with a `ProblemError`, whose
 * problem names the path; with `stopped` when `signal` is aborted. All methods may be called concurrently.
 */
export interface Target {
  /** What it can do beyond the methods here. Known once `connect` has resolved; some of it is learned later. */
  readonly features: Features;

  /**
   * The absolute path of the root folder in the server's own words, for people; only servers tell it, once `connect` has resolved.
   */
  readonly rootFolder?: string | undefined;

  /**
   * The folder in which the server put the user, told as `rootFolder` is, and only where that is the root of the server: `/` proves that both are
   * one.
   */
  readonly signInFolder?: string | undefined;

  /**
   * Reaches the root folder. Rejects within 15 seconds if nothing answers, a little later if what answers does not let the user in, or at once if
   * `signal` is aborted.
   */
  connect(signal: AbortSignal): Promise<void>;

  /**
   * Yields all that `folder` holds, in any order, in chunks of a size that suits the target. Finishing normally means
   * that the listing is complete; one that was cut short or is in doubt rejects (S8). Names come as the target
   * has them, unsafe ones included (S9 is the engine's to apply); `.` and `..` are left out.
   */
  list(folder: ItemPath, signal: AbortSignal, options?: ListOptions): AsyncIterable<readonly Listed[]>;

  /** What lies under `path`, in the form in which `list` reports it, possibly with a finer time; `undefined` for nothing. */
  stat(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined>;

  /** The content of a file. The stream fails with a `ProblemError`; destroying it frees what it holds. */
  read(path: ItemPath, options: ReadOptions): Promise<Readable>;

  /** Bytes that can still be written below the root; `undefined` where the side does not tell. */
  freeSpace(signal: AbortSignal): Promise<number | undefined>;

  /**
   * Creates or replaces a file so that nobody ever sees part of it under its name (S3): writes to `temporaryPath`,
   * checks that `size` bytes arrived, sets the time, renames. Resolves with what the target reports for
   * the file afterwards, in the form in which `list` will report it. The folder must exist. On failure the temporary file
   * is removed where that is still possible (unless `keepsPart`), and the old file is untouched.
   */
  write(path: ItemPath, source: Readable, options: WriteOptions): Promise<FileEntry>;

  /**
   * Renames a file or folder within the target. The caller has seen that nothing is at `to`, whose folder must exist; where
   * a target can tell in the same step that there is something after all, it rejects with `already-exists`.
   *
   * Where that cannot be one step, because `to` is on another disk, what is copied there may lie under `temporaryPath` until it is whole (S3):
   * whoever asks removes what a kill leaves of it.
   */
  move(from: ItemPath, to: ItemPath, signal: AbortSignal, temporaryPath?: ItemPath): Promise<void>;

  /**
   * Puts the content of the file at `path` away under `as` (S4), whose folder must exist. Afterwards `path` may
   * still hold the file or be vacant, whichever leaves it without a name for the shortest time. `temporaryPath` is as for `move`.
   */
  keep(path: ItemPath, as: ItemPath, signal: AbortSignal, temporaryPath?: ItemPath): Promise<void>;

  /** Creates one folder; its parent must exist. A folder that is there already is fine. */
  makeFolder(path: ItemPath, signal: AbortSignal): Promise<void>;

  /** Deletes a file; one that is gone already is fine. */
  removeFile(path: ItemPath, signal: AbortSignal): Promise<void>;

  /** Deletes an empty folder; rejects with `not-empty` where it is not; one that is gone already is fine. */
  removeFolder(path: ItemPath, signal: AbortSignal): Promise<void>;

  /** Lets go of every connection. Never rejects; may be called twice. */
  close(): Promise<void>;
}
