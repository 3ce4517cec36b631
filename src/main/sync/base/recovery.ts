import type { BaselineRow } from '../../../shared/entry/baseline.js';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';

/** A temporary file that a killed run of this pair left behind. */
export interface Leftover {
  readonly side: Side;
  readonly path: ItemPath;
}

/** A folder that a killed run has moved on the target side (S5). */
export interface MovedFolder {
  readonly from: ItemPath;
  readonly to: ItemPath;
}

/** What the intents of a killed run turn out to mean. */
export interface Recovery {
  /** What was finished although the baseline does not know. */
  readonly rows: readonly BaselineRow[];
  /**
   * Paths of which what is on record is so no longer, because the killed run itself emptied them: it deleted or moved what was there,
   * or was replacing it on a server that cannot rename over a file. That is no deletion by the user. So are those where an undo has
   * restored what nothing was on record of.
   */
  readonly voided: ReadonlySet<ItemPath>;
  /** Folders that were renamed on their side although the baseline does not know. */
  readonly movedFolders: readonly MovedFolder[];
}
