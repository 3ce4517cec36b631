import type { FileEntry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { BaselineUpdate, StateStore } from '../../state/state-store.js';
import type { Target } from '../../targets/target.js';
import type { RunControl } from '../base/flow/run-control.js';
import type { HashStreams } from '../hash/hash-stream.js';
import type { OwnNames } from '../base/own-names.js';
import type { BegunInPlace } from './parts/begun-in-place.js';
import type { KeyedMutex } from '../base/flow/keyed-mutex.js';
import type { PartialTransfers } from './parts/partial-transfers.js';
import type { PendingChange, VersionKeeper } from '../versions/version-keeper.js';

/** What carrying out an item came to. */
export interface Performed {
  /** Bytes transferred. */
  readonly bytes: number;
  /** SHA-256 of what was transferred, lower-case hexadecimal; absent where nobody read it. */
  readonly sha256?: string | undefined;
  /** What is still to be written to the baseline. Where the run is killed before, the next one finds out by itself (S5). */
  readonly update?: BaselineUpdate | undefined;
}

/** How far keeping both versions of a file has come: a cut connection is no reason to begin again. */
export interface KeptBoth {
  readonly pending: PendingChange;
  /** What lies under the new name, once the file has been renamed. */
  readonly renamed?: FileEntry | undefined;
  /** Bytes copied under the new name, once that is done. */
  readonly copied?: number | undefined;
}

/** The first half of merging both versions of a file: done once, however often the second half is tried. */
export interface MergedHere {
  /** The merged file on the local side. */
  readonly written: FileEntry;
  /** What the remote side had meanwhile. */
  readonly remote: FileEntry;
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
  readonly mutex: KeyedMutex;
  /** How far keeping both versions of files has come, by their paths. */
  readonly keptBoth: Map<ItemPath, KeptBoth>;
  /** Files of which the local side has the merged version already, by their paths. */
  readonly merged: Map<ItemPath, MergedHere>;
  /** What takes the place of both versions of an item. */
  readonly mergedContent: (path: ItemPath) => Uint8Array | undefined;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
  /** Puts on record what a copy to side `to`, begun at `beganMs`, came to that is only a part of an item. */
  readonly recordCopy: (path: ItemPath, to: Side, performed: Performed, beganMs: number) => Promise<void>;
  /** What earlier tries have copied of big files. */
  readonly partialTransfers: PartialTransfers;
  /** Computes the hashes of what is transferred. */
  readonly hashes: HashStreams;
  /** The item of the plan at a path: the other end of a move. */
  readonly itemAt: (path: ItemPath) => PlanItem | undefined;
  /** Told of every chunk of a transfer: bytes so far, and in all. */
  readonly onBytes: (path: ItemPath, to: Side, done: number, total: number) => void;
}

/**
 * The context of one of several transfers that an item takes: they are reported as one, of `total` bytes and of the item that people know,
 * `path`. `before` is how many bytes the earlier ones have transferred.
 */
export function withinItem(
  context: PerformContext,
  path: ItemPath,
  before: number,
  total: number,
): PerformContext {
  return { ...context, onBytes: (_, to, done) => context.onBytes(path, to, before + done, total) };
}
