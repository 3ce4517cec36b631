import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { ItemPath, LeafEntry, Side } from '../../../shared/entry/entry.js';
import type { RunId } from '../../../shared/run/run.js';

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

/** Where a version is kept, and what it was: only the same is restored. */
export interface Kept {
  readonly as: ItemPath;
  /** Bytes. */
  readonly size: number;
  /** What its side reported of it; absent where an earlier version kept it. */
  readonly entry?: LeafEntry | undefined;
}

/** A change as it is recorded before it is made. */
export interface NewChange {
  readonly runId: RunId;
  /** Milliseconds since 1970 in UTC. */
  readonly recordedMs: number;
  readonly path: ItemPath;
  readonly side: Side;
  readonly what: ChangeKind;
  /** Where what was moved was before. */
  readonly from?: ItemPath | undefined;
  /** What the baseline said before (of a moved file: at `from`), for `undo` to say it again. */
  readonly baseline?: BaselineRecord | undefined;
  /** The version kept of what was there before, with its size in bytes. */
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

/** A version that is still kept. */
export interface KeptVersion {
  readonly seq: number;
  readonly side: Side;
  readonly as: ItemPath;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970 in UTC. */
  readonly keptMs: number;
}

/** A version as it is shown to people: of what it is, and which run kept it. */
export interface KeptFile extends KeptVersion {
  readonly path: ItemPath;
  /** What its side reported of it; absent where an earlier version kept it. */
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
