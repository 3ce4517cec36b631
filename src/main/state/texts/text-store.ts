import type { FileEntry, ItemPath, Sides } from '../../../shared/entry/entry.js';

/** A text as it was when both sides were last in sync. */
export interface SyncedText {
  /** What each side reported of the file then. */
  readonly sides: Sides<FileEntry>;
  readonly content: Uint8Array;
}

/** The largest text that is kept, in bytes. */
export const MOST_TEXT_BYTES = 256 * 1024;

/** Bytes of all texts of a pair that are kept; the oldest are dropped for newer ones. */
export const MOST_TEXTS_BYTES = 64 * 2 ** 20;

/** The texts of a pair that both sides had in common: what later versions of both sides were made from, for merging them. */
export interface TextStore {
  /** Keeps a text in place of the one of its path, if it is not too large. */
  keepText(path: ItemPath, text: SyncedText): Promise<void>;
  textOf(path: ItemPath): Promise<SyncedText | undefined>;
  /** Drops all texts. */
  dropTexts(): Promise<void>;
}
