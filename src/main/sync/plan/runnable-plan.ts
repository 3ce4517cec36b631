import type { BaselineRow, OtherVolume } from '../../../shared/entry/baseline.js';
import type { ItemPath, Sides } from '../../../shared/entry/entry.js';
import type { PlanItem, PlanTotals } from '../../../shared/plan/plan.js';
import type { Part } from '../base/scope.js';
import type { Leftover, MovedFolder } from '../base/recovery.js';
import type { Mode } from '../../../shared/profile/profile.js';

/** What a run needs of a plan, whether it was made just now or comes from a file. */
export interface RunnablePlan {
  readonly mode: Mode;
  /** When the comparison began, milliseconds since 1970 in UTC. */
  readonly comparedMs: number;
  /** When it was saved; absent where it is not from a file. */
  readonly savedMs?: number | undefined;
  /** The only part of the tree that was compared; absent where all of it was. */
  readonly part?: Part | undefined;
  /** Every item by its path, equal ones included: the deletion limit (S7) counts all that a side has. */
  readonly items: ReadonlyMap<ItemPath, PlanItem>;
  readonly totals: PlanTotals;
  /** What a killed run turned out to have finished (S5), and what was imported: becomes baseline when the plan is run. */
  readonly recovered: readonly BaselineRow[];
  /** What is on record of these paths is no longer so, because a killed run emptied them (S5): forgotten when the plan is run. */
  readonly voided: readonly ItemPath[];
  readonly leftovers: readonly Leftover[];
  /** Folders whose records are taken here for those of their new place, and moved there when the plan is run. */
  readonly movedFolders: readonly MovedFolder[];
  /** S8: the folders that lie on other volumes, which goes on record when the plan is run; absent where not everything was looked at just now. */
  readonly otherVolumes?: Sides<readonly OtherVolume[]> | undefined;

  /** What takes the place of both versions of an item that are to be merged. */
  mergedContent(path: ItemPath): Uint8Array | undefined;

  /**
   * Gives up moving the folder that would arrive at `path` as a whole, because its side refuses that: each file in it is
   * moved by itself. Returns the items whose actions changed by it.
   */
  dissolve(path: ItemPath): readonly PlanItem[];
}
