import type { ItemPath, Side, Sides } from '../../shared/entry.js';
import type { PlanItem } from '../../shared/plan.js';
import type { StateStore } from '../state/state-store.js';
import type { Target } from '../targets/target.js';
import type { RunControl } from './control.js';
import type { Followers } from './following.js';
import type { Turns } from './twins.js';
import type { Unfinished } from './unfinished.js';
import type { Keeper } from './versions.js';

/** What carrying out an item needs. */
export interface PerformContext {
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly signal: AbortSignal;
  readonly temporaryPath: (path: ItemPath) => ItemPath;
  readonly control: RunControl;
  readonly keeper: Keeper;
  readonly turns: Turns;
  /** What earlier tries have brought over of big files. */
  readonly unfinished: Unfinished;
  /** Take the hashes of what is transferred. */
  readonly followers: Followers;
  /** The item of the plan at a path: the other end of a move. */
  readonly itemAt: (path: ItemPath) => PlanItem | undefined;
  /** Told of every chunk of a transfer: bytes so far, and in all. */
  readonly onBytes: (path: ItemPath, to: Side, done: number, total: number) => void;
}
