import type { FileEntry, ItemPath, Sides } from './entry.js';

/**
 * What each side reported for one path when both were last even. Each side is compared with its own half only,
 * never with the other's, so that clocks that disagree do no harm (S10).
 */
export type BaselineRecord =
  | { readonly kind: 'file'; readonly sides: Sides<FileEntry> }
  | { readonly kind: 'folder' }
  /** A symbolic link, which leads to the same on both sides. */
  | { readonly kind: 'link'; readonly target: string }
  /** Both sides had something that differed when they first met, and nobody has made it even since: they meet again each time. */
  | { readonly kind: 'apart' };

/** A baseline record and the path that it is about. */
export interface BaselineRow {
  readonly path: ItemPath;
  readonly record: BaselineRecord;
}
