/** One of the two folders that a profile keeps in sync. */
export type Side = 'local' | 'remote';

/** The side across from `side`. */
export function otherSide(side: Side): Side {
  return side === 'local' ? 'remote' : 'local';
}

/** What is the same on both sides, said once for each. */
export interface Sides<T> {
  readonly local: T;
  readonly remote: T;
}

/**
 * Where an item lies below the roots of a profile: names joined by `/`, no slash at either end, `''` for the root.
 * Only names that passed `checkName` (S9) are ever joined into one.
 */
export type ItemPath = string;

/** When something was last modified, as one side reported it. */
export interface Timestamp {
  /** Milliseconds since 1970 in UTC, negative before. */
  readonly ms: number;
  /** Nanoseconds beyond `ms`, less than a million; absent where the side does not tell time so finely. */
  readonly ns?: number | undefined;
  /** The step of the clock that reported it, in milliseconds: a listing may know the minute or the day only (S10), a disk a millionth. */
  readonly precisionMs: number;
}

export interface FileEntry {
  readonly kind: 'file';
  /** Bytes. */
  readonly size: number;
  /** Absent where the side does not tell. */
  readonly modified?: Timestamp | undefined;
  /** The nine lower bits of a Unix mode (`rwxrwxrwx`); absent where the side does not tell or nobody wants to know. */
  readonly permissions?: number | undefined;
  /**
   * What the side calls the file itself, under whichever name it lies: a rename keeps it. Absent where the side does not tell, or tells
   * what it may give to two files at once. `Capabilities.fileIds` says whether another file can get it once this one is gone.
   */
  readonly id?: string | undefined;
  /** Reached through a symbolic link. Replacing or deleting it affects the link, not this file. */
  readonly followed?: true | undefined;
}

export interface FolderEntry {
  readonly kind: 'folder';
}

/** A symbolic link that is copied as a link: shown only where the profile says so and both sides have links. */
export interface LinkEntry {
  readonly kind: 'link';
  /** What it leads to, in the words of the link itself. */
  readonly target: string;
}

/** Something that is neither file nor folder, or cannot be asked for by its name: seen, named, and skipped. */
export interface OtherEntry {
  readonly kind: 'other';
  /**
   * `unreadable-name` is whatever has a name that is no text in the encoding of its side; `unreadable-entry` is something of which its side
   * does not say in an intelligible form what it is, how big it is, or what exactly it is called: it counts as not listed (S8); `own-state`
   * is where Evenkeel keeps its own records, logs and settings on this computer.
   */
  readonly what: 'symbolic-link' | 'device' | 'unreadable-name' | 'unreadable-entry' | 'own-state';
  /** Why a link could not be followed: nothing is there, or a folder that the link itself lies in. */
  readonly leads?: 'nowhere' | 'back' | undefined;
}

/** What one side has under one path. */
export type Entry = FileEntry | FolderEntry | LinkEntry | OtherEntry;

/** What is copied as a whole, and holds nothing. */
export type LeafEntry = FileEntry | LinkEntry;

/** Whether an entry is copied as a whole, and holds nothing. */
export function isLeaf(entry: Entry | undefined): entry is LeafEntry {
  return entry?.kind === 'file' || entry?.kind === 'link';
}
