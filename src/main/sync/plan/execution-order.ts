import type { BaselineRecord, BaselineRow } from '../../../shared/entry/baseline.js';
import { isLeaf, otherSide, type ItemPath } from '../../../shared/entry/entry.js';
import { ancestorsOf, depthOf, parentOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { isToBeRemembered } from './totals.js';

/** The order in which a plan is carried out. The items of one step do not depend on each other. */
export interface Schedule {
  /** Items of which only the baseline is updated: `rowOf` says with what. */
  readonly remember: readonly PlanItem[];
  readonly forget: readonly ItemPath[];
  /**
   * Folders from the top down, made or moved as a whole, then the moves of files, then files, then deletions (files first, then folders from the bottom up), then the
   * files that take the place of a deleted folder.
   */
  readonly steps: readonly (readonly PlanItem[])[];
  /** Left as they are, for a reason that the report tells. */
  readonly skipped: readonly PlanItem[];
  /**
   * How many files of a folder are synced for the first time, having been on both sides before. The folder goes on record only when all of
   * them are in sync: a run that is cut off before leaves the others to the initial sync of the next one (S5).
   */
  readonly initialSyncs: ReadonlyMap<ItemPath, number>;
}

/** Puts a plan's items into the order of their execution. */
export function schedule(items: Iterable<PlanItem>): Schedule {
  const remember: PlanItem[] = [];
  const forget: ItemPath[] = [];
  const skipped: PlanItem[] = [];
  const folders: PlanItem[] = [];
  const moves: PlanItem[] = [];
  const files: PlanItem[] = [];
  const fileDeletions: PlanItem[] = [];
  const folderDeletions: PlanItem[] = [];
  const late: PlanItem[] = [];
  const initialSyncs = new Map<ItemPath, number>();
  const stayingFolders: PlanItem[] = [];
  const holdsOtherwise = new Set<ItemPath>();

  for (const item of items) {
    const { action } = item;
    if (isInitialSync(item)) {
      const folder = parentOf(item.path);
      initialSyncs.set(folder, (initialSyncs.get(folder) ?? 0) + 1);
    }
    switch (action.kind) {
      case 'equal':
        if (isToBeRemembered(item)) remember.push(item);
        break;
      case 'forget':
        forget.push(item.path);
        break;
      case 'create-folder':
        folders.push(item);
        break;
      case 'copy':
        (item[action.to].entry?.kind === 'folder' ? late : files).push(item);
        break;
      case 'keep-both':
      case 'merge':
        files.push(item);
        break;
      case 'move':
        if (action.along === undefined) (isFolderMove(item) ? folders : moves).push(item);
        break;
      case 'moved':
        break;
      case 'delete':
        (item[action.on].entry?.kind === 'folder' ? folderDeletions : fileDeletions).push(item);
        break;
      case 'conflict':
        skipped.push(item);
        if (isFirstSeenOnBoth(item)) remember.push(item);
        break;
      case 'leave':
        if ((action.reason === 'mode' || action.reason === 'skipped') && isFirstSeenOnBoth(item))
          remember.push(item);
        if (action.reason === 'content-stays') stayingFolders.push(item);
        // What the mode or a filter keeps out was never asked for.
        else if (action.reason !== 'mode' && action.reason !== 'filtered') skipped.push(item);
        break;
    }
    if (holdsFolders(item)) for (const folder of ancestorsOf(item.path)) holdsOtherwise.add(folder);
  }
  for (const item of stayingFolders) {
    const { path, baseline } = item;
    const isByFilters = baseline?.kind === 'folder' && !holdsOtherwise.has(path);
    if (!isByFilters || baseline.keptTold !== true) skipped.push(item);
    if (isByFilters && baseline.keptTold !== true) remember.push(item);
  }
  const steps = [
    ...levels(folders),
    moves,
    files,
    fileDeletions,
    ...levels(folderDeletions).reverse(),
    late,
  ].filter((step) => step.length > 0);
  return {
    remember: remember.filter(({ path }) => !initialSyncs.has(path)),
    forget,
    steps,
    skipped,
    initialSyncs,
  };
}

/** Whether it is for this item, and not for what filters exclude, that the folders above it stay. */
function holdsFolders({ action }: PlanItem): boolean {
  if (action.kind === 'leave') return action.reason !== 'filtered' && action.reason !== 'content-stays';
  return action.kind === 'conflict';
}

/** Whether an item is a file that both sides had before its first sync, and that this run brings in sync. */
export function isInitialSync({ action, local, remote }: PlanItem): boolean {
  const makesEqual = action.kind === 'copy' || action.kind === 'keep-both' || action.kind === 'merge';
  return makesEqual && local.class === 'existing' && remote.class === 'existing';
}

const UNSYNCED: BaselineRecord = { kind: 'apart' };

/** The baseline record of an item after a run has left it, or an undo restored it: two files that were never in sync are unsynced again. */
export function recordBefore(item: PlanItem): BaselineRecord | undefined {
  return isFirstSeenOnBoth(item) ? UNSYNCED : item.baseline;
}

/** Whether both sides have something here that was never in sync, and of which nothing is on record. */
function isFirstSeenOnBoth({ local, remote, baseline }: PlanItem): boolean {
  if (baseline !== undefined || !isLeaf(local.entry) || !isLeaf(remote.entry)) return false;
  return local.class === 'existing' && remote.class === 'existing';
}

/** Whether a whole folder is moved. */
export function isFolderMove({ action, ...sides }: PlanItem): boolean {
  return action.kind === 'move' && sides[otherSide(action.on)].entry?.kind === 'folder';
}

/** The baseline row for an item: in sync, unsynced since its first comparison, or a folder whose staying was reported once. */
export function rowOf(item: PlanItem): BaselineRow {
  if (item.action.kind === 'leave' && item.action.reason === 'content-stays')
    return { path: item.path, record: { kind: 'folder', keptTold: true } };
  if (item.action.kind !== 'equal') return { path: item.path, record: UNSYNCED };
  const local = item.local.entry;
  const remote = item.remote.entry;
  if (local?.kind === 'file' && remote?.kind === 'file') {
    return { path: item.path, record: { kind: 'file', sides: { local, remote } } };
  }
  if (local?.kind === 'link') return { path: item.path, record: { kind: 'link', target: local.target } };
  return { path: item.path, record: { kind: 'folder' } };
}

/** The items by the depth at which they lie, from the top down. */
function levels(items: readonly PlanItem[]): PlanItem[][] {
  const byDepth = Map.groupBy(items, (item) => depthOf(item.path));
  return [...byDepth.entries()].sort(([a], [b]) => a - b).map(([, level]) => level);
}
