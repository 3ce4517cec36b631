import type { ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { BaselineUpdate, StateStore } from '../../state/state-store.js';
import type { Target } from '../../targets/target.js';
import type { RunControl } from '../base/flow/run-control.js';
import type { HashStreams } from '../hash/hash-stream.js';
import type { OwnNames } from '../base/own-names.js';
import type { BegunInPlace } from './begun-in-place.js';
import type { KeyedMutex } from '../base/flow/keyed-mutex.js';
import type { Unfinished } from './partial-uploads.js';
import type { VersionKeeper } from '../versions/version-keeper.js';

/** What carrying out an item came to. */
export interface Performed {
  /** Bytes transferred. */
  readonly bytes: number;
  /** SHA-256 of what was transferred, lower-case hexadecimal; absent where nobody read it. */
  readonly sha256?: string | undefined;
  /** What is still to be written of it. Where the run is killed before, the next one finds out by itself (S5). */
  readonly learned?: BaselineUpdate | undefined;
}

/** What carrying out an item needs. */
export interface PerformContext {
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly signal: AbortSignal;
  readonly temporaryPath: (path: ItemPath) => ItemPath;
  readonly names: OwnNames;
  /** Whether files on a remote server get their content under their real names: it lets nothing be renamed. */
  readonly writesInPlace: boolean;
  readonly begunInPlace: BegunInPlace;
  readonly control: RunControl;
  readonly keeper: VersionKeeper;
  readonly turns: KeyedMutex;
  /** What earlier tries have brought over of big files. */
  readonly unfinished: Unfinished;
  /** Take the hashes of what is transferred. */
  readonly followers: HashStreams;
  /** The item of the plan at a path: the other end of a move. */
  readonly itemAt: (path: ItemPath) => PlanItem | undefined;
  /** Told of every chunk of a transfer: bytes so far, and in all. */
  readonly onBytes: (path: ItemPath, to: Side, done: number, total: number) => void;
}
