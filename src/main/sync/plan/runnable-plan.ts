import type { BaselineRow } from '../../../shared/entry/baseline.js';
import type { ItemPath } from '../../../shared/entry/entry.js';
import type { PlanItem, PlanTotals } from '../../../shared/plan/plan.js';
import type { Leftover, MovedFolder } from '../base/recovery.js';
import type { Mode } from '../../../shared/profile/profile.js';

/** What a run needs of a plan, whether it was made just now or comes from a file. */
export interface RunnablePlan {
  readonly mode: Mode;
  /** When the comparison began, milliseconds since 1970 in UTC. */
  readonly comparedMs: number;
  /** When it was saved; absent where it is not from a file. */
  readonly savedMs?: number | undefined;
  /** Every item by its path, equal ones included: the brakes (S7) count all that a side has. */
  readonly items: ReadonlyMap<ItemPath, PlanItem>;
  readonly totals: PlanTotals;
  /** What a killed run turned out to have finished (S5), and what pyftpsync recorded: becomes baseline when the plan is run. */
  readonly recovered: readonly BaselineRow[];
  /** What is on record of these paths is no longer so, because a killed run emptied them (S5): forgotten when the plan is run. */
  readonly voided: readonly ItemPath[];
  readonly leftovers: readonly Leftover[];
  /** Folders whose records are taken here for those of their new place, and moved there when the plan is run. */
  readonly movedFolders: readonly MovedFolder[];

  /**
   * Gives up moving the folder that would arrive at `path` as a whole, because its side refuses that: each file in it is
   * moved by itself. Returns the items whose actions changed by it.
   */
  dissolve(path: ItemPath): readonly PlanItem[];
}
