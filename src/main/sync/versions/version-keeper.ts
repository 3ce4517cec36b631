import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import { isLeaf, type ItemPath, type LeafEntry, type Side, type Sides } from '../../../shared/entry/entry.js';
import { hasSpellings, reservedKey } from '../../../shared/entry/names.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { RunId } from '../../../shared/run/run.js';
import type { ChangeKind, KeptVersion, NewChange } from '../../state/journal/change.js';
import type { Intent } from '../../state/journal/intent.js';
import type { JournalStore } from '../../state/journal/journal-store.js';
import { OwnNames } from '../base/own-names.js';
import type { OwnFiles, VersionPolicy } from '../base/policy.js';
import { IGNORE_FILE } from '../filters/pattern.js';
import { denyVisitors, removeIfEmpty, removeVersionsFolder, type VersionsTarget } from './versions-folder.js';
import { recordBefore } from '../plan/execution-order.js';

/** The usual name of the folder in each root that holds the kept versions. It is never content, on no side. */
export const VERSIONS_FOLDER = new OwnNames().versionsFolder;

const GIVES_NAME: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'created',
  'moved',
  'folder-created',
  'folder-moved',
]);

/** A change that is being made. */
export interface PendingChange {
  readonly seq: number;
  /** Where what was there before is to be kept; absent where nothing was, or nothing is kept. */
  readonly keptAs?: ItemPath | undefined;
}

/** What is about to be changed. */
export interface IntendedChange {
  readonly path: ItemPath;
  readonly side: Side;
  readonly what: ChangeKind;
  /** Where what is moved was before. */
  readonly from?: ItemPath | undefined;
  readonly baseline: BaselineRecord | undefined;
  /** The file or link that is about to be replaced or deleted. */
  readonly before?: LeafEntry | undefined;
}

export interface VersionKeeperInput {
  readonly runId: RunId;
  readonly startedMs: number;
  readonly targets: Sides<VersionsTarget>;
  readonly state: Pick<JournalStore, 'recordChange' | 'completeChange'>;
  readonly policy: VersionPolicy;
  readonly own: OwnFiles;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/**
 * S4: records every change of a run before it is made, and says where what it replaces or deletes is to be kept: one folder a run,
 * so that names need not be unique across runs and an old run is removed as a whole.
 */
export class VersionKeeper {
  readonly #input: VersionKeeperInput;
  readonly #folders = new Map<Side, Promise<ItemPath>>();
  /** Sides on which something was to be kept. */
  readonly #used = new Set<Side>();
  readonly #names: OwnNames;
  readonly #otherSpellings = new Set<Side>();
  #count = 0;

  constructor(input: VersionKeeperInput) {
    this.#input = input;
    this.#names = new OwnNames(input.own.names);
  }

  /** From now on records of each name that a side is given that it may list it in another spelling (S9). */
  expectOtherSpellings(side: Side): void {
    this.#otherSpellings.add(side);
  }

  /** With `intent`, what is meant to come of it is recorded as well, for the case that the run is killed (S5). */
  async recordPending(
    { path, side, what, from, baseline, before }: IntendedChange,
    intent?: Intent,
  ): Promise<PendingChange> {
    const { state, runId, now } = this.#input;
    let kept: NewChange['kept'];
    if (before !== undefined && this.keepsOn(side)) {
      const number = ++this.#count;
      this.#used.add(side);
      const folder = await this.#folderOn(side);
      // Without its name and ending, by which a web server would run or show it.
      const as = `${folder}/${number}${this.#names.versionEnding}`;
      kept = { as, size: before.kind === 'file' ? before.size : 0, entry: before };
    }
    const changesIgnoreFile = side === 'local' && (isIgnoreFile(path) || isIgnoreFile(from));
    const givesName = this.#otherSpellings.has(side) && GIVES_NAME.has(what) && hasSpellings(nameOf(path));
    const about = { path, side, what, from, baseline, kept, changesIgnoreFile, givesName };
    const change = { runId, recordedMs: now(), ...about };
    const seq = await state.recordChange(change, intent);
    return { seq, keptAs: kept?.as };
  }

  async complete(pending: PendingChange, after?: LeafEntry): Promise<void> {
    await this.#input.state.completeChange(pending.seq, after);
  }

  /** Whether what is replaced or deleted on a side is kept: where nothing may be renamed, no version can be. */
  keepsOn(side: Side): boolean {
    const { policy, own } = this.#input;
    return policy.kind === 'on' && !(side === 'remote' && own.writing === 'in-place');
  }

  /** Creates the run's versions folder on one side in the background, so that the first version need not wait for it. */
  prepare(side: Side): void {
    if (!this.keepsOn(side)) return;
    // What goes wrong shows when a version is kept.
    this.#folderOn(side).catch(() => undefined);
  }

  /** Removes the folders that hold no version after all. Rejects as `Target.removeFolder` does. */
  async tidy(): Promise<void> {
    const { targets, signal } = this.#input;
    for (const [side, made] of this.#folders) {
      if (this.#used.has(side)) continue;
      const folder = await made.catch(() => undefined);
      if (folder === undefined) continue;
      await removeIfEmpty(targets[side], folder, signal);
      await removeVersionsFolder(targets[side], parentOf(folder), signal);
    }
  }

  /** The run's folder for versions on one side, made when the first one needs it. */
  #folderOn(side: Side): Promise<ItemPath> {
    let folder = this.#folders.get(side);
    if (folder === undefined) {
      folder = this.#makeFolder(side);
      this.#folders.set(side, folder);
      // One that could not be made is tried again for the next item.
      folder.catch(() => this.#folders.delete(side));
    }
    return folder;
  }

  async #makeFolder(side: Side): Promise<ItemPath> {
    const { targets, startedMs, runId, own, signal } = this.#input;
    const day = new Date(startedMs).toISOString().slice(0, 19).replaceAll(':', '.');
    const elsewhere = side === 'remote' ? own.versionsIn : null;
    const versionsFolder = `${elsewhere === null ? '' : `${elsewhere.replace(/\/+$/, '')}/`}${this.#names.versionsFolder}`;
    // Nobody who only knows when it was made can guess the name.
    const folder = `${versionsFolder}/${day}-${runId.replaceAll('-', '').slice(0, 16)}`;
    const make = (path: ItemPath): Promise<void> => targets[side].makeFolder(path, signal);
    const deny = (): Promise<void> =>
      elsewhere === null ? denyVisitors(targets[side], versionsFolder, signal) : Promise.resolve();
    // From the second time on the folder above is there, and need not be asked about.
    const isThere = await make(folder).then(
      () => true,
      // Whatever is wrong: if it is more than that, making the folder above tells.
      () => false,
    );
    if (!isThere) await make(versionsFolder);
    await Promise.all([isThere ? undefined : make(folder), deny()]);
    return folder;
  }
}

/** Whether carrying out an item keeps a version on a side. */
export function keepsVersionOn({ action, ...sides }: PlanItem, side: Side): boolean {
  if (action.kind === 'merge') return true;
  const on = action.kind === 'copy' ? action.to : action.kind === 'delete' ? action.on : undefined;
  return on === side && isLeaf(sides[side].entry);
}

/** Whether a side that takes two spellings for one would read it as the ignore file. */
function isIgnoreFile(path: ItemPath | undefined): boolean {
  return path !== undefined && reservedKey(path) === IGNORE_FILE;
}

/** The change that copying an item to side `to` is. */
export function copyChange(item: PlanItem, to: Side): IntendedChange {
  const { path } = item;
  const { entry } = item[to];
  const before = isLeaf(entry) ? entry : undefined;
  const baseline = recordBefore(item);
  return { path, side: to, what: before === undefined ? 'created' : 'replaced', baseline, before };
}

/** Which versions the policy no longer wants: too old, or the oldest of too many bytes on one side. */
export function versionsToDrop(
  kept: readonly KeptVersion[],
  policy: VersionPolicy,
  nowMs: number,
): readonly KeptVersion[] {
  if (policy.kind === 'off') return [];
  const bytes: Record<Side, number> = { local: 0, remote: 0 };
  const drop: KeptVersion[] = [];
  for (const version of kept.toReversed()) {
    bytes[version.side] += version.size;
    const old = nowMs - version.keptMs > policy.maxAgeMs;
    if (old || bytes[version.side] > policy.maxBytes) drop.push(version);
  }
  return drop.reverse();
}
