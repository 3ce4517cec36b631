import type { FileEntry, ItemPath, Side, Sides } from './entry.js';

/**
 * What each side reported for one path when both were last in sync. Each side is compared with its own half only,
 * never with the other's, so that clocks that disagree do no harm (S10).
 */
export type BaselineRecord =
  | {
      readonly kind: 'file';
      readonly sides: Sides<FileEntry>;
      /** Present where a report alone does not prove that nothing has changed since. */
      readonly unproven?: Unproven | undefined;
      /** In a plan: the sides that were found to hold something else by now, although size and time are as recorded. */
      readonly edited?: readonly Side[] | undefined;
    }
  /** With `keptTold`, one side has deleted it, it stays on the other because of excluded files in it, and a run has told that. */
  | { readonly kind: 'folder'; readonly keptTold?: true | undefined }
  /** A symbolic link, which leads to the same on both sides. */
  | { readonly kind: 'link'; readonly target: string }
  /** Unsynced: the two sides have differed since before the first sync, and nobody has decided between them. Each comparison finds it again. */
  | { readonly kind: 'apart' };

/**
 * Of files that were modified so shortly before they were recorded that another edit could have got the very same time: what their
 * sides report is no proof, and what is in them is compared with what it was (the rule that git calls *racy*).
 */
export interface Unproven {
  readonly sides: readonly Side[];
  /** SHA-256 of what both sides had, lower-case hexadecimal; absent where nobody read it. */
  readonly sha256?: string | undefined;
}

/** A baseline record and the path that it is about. */
export interface BaselineRow {
  readonly path: ItemPath;
  readonly record: BaselineRecord;
}

/** What a side tells of a volume, a disk or what looks like one, by its top folder, or the one that a followed link leads to. */
export interface Volume {
  /** A text that only this folder has on its disk; absent where the disk does not tell when it was made: then nothing proves it to be the same later. */
  readonly identity?: string | undefined;
  /** Stays the same for as long as the volume is mounted, and may be another one's later. */
  readonly device: number;
}

/** The root, or a folder that lies on another volume than the folder that holds it: a disk is mounted there, or a link that is followed leads to one. */
export interface OtherVolume extends Volume {
  readonly folder: ItemPath;
}
