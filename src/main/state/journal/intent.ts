import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type {
  FileEntry,
  FolderEntry,
  ItemPath,
  LeafEntry,
  LinkEntry,
  Side,
} from '../../../shared/entry/entry.js';

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

/** A kept or moved file that is about to return to its place, with its baseline record from then, if it had one. */
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
 * What the engine is about to do to what lies under a real name. Written before, withdrawn after: one that is still
 * there when a profile is opened belongs to a run that was killed (S5).
 */
export type Intent = FileIntent | FolderIntent | MakingIntent | RemovalIntent | RestoringIntent;
