import type { ItemPath, Side, Timestamp } from './entry/entry.js';

/** The most bytes of one file that are ever brought to the window. */
export const MOST_CONTENT_BYTES = 16_000_000;

/** What one side has of a file now, for somebody to look at. */
export interface FileContent {
  /** Bytes of the whole file. */
  readonly size: number;
  /** Absent where the side does not tell. */
  readonly modified?: Timestamp | undefined;
  /** The beginning of the file, or all of it. */
  readonly bytes: Uint8Array;
  /** Whether the file still has the size and time that the comparison saw. */
  readonly asCompared: boolean;
}

/** How far the reading of a file has come. */
export interface ReadingProgress {
  readonly path: ItemPath;
  readonly side: Side;
  readonly bytesDone: number;
  /** Bytes that will be read, of the whole file or of its beginning. */
  readonly bytesTotal: number;
}
