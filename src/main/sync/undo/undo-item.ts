import { assertNever } from '../../../shared/assert-never.js';
import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import {
  isLeaf,
  type Entry,
  type FileEntry,
  type ItemPath,
  type LeafEntry,
  type Side,
  type Sides,
} from '../../../shared/entry/entry.js';
import { nameOf } from '../../../shared/entry/path.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Change, Kept } from '../../state/journal/change.js';
import type { Undoable, UndoState } from './dry-run-target.js';
import { isAnotherFile } from '../base/file-ids.js';
import { isCaseOnlyRename, renameCaseOnly } from '../spelling/case-only-rename.js';
import { sameEntry } from '../base/entry-comparison.js';
import type { VersionKeeper } from '../versions/version-keeper.js';
import { undoText } from './text.js';

/** What undoing a change needs. */
export interface UndoDependencies {
  readonly targets: Sides<Undoable>;
  readonly state: UndoState;
  readonly keeper: VersionKeeper;
  readonly temporaryPath: (path: ItemPath) => ItemPath;
  /** Whether a side really has the very name. */
  readonly isListed: (side: Side, path: ItemPath) => Promise<boolean>;
  readonly signal: AbortSignal;
}

interface UndoContext extends UndoDependencies {
  /** What the baseline says now, so that the undo can be undone. */
  readonly recorded: BaselineRecord | undefined;
}

/**
 * Undoes one change, and restores what the baseline said before it. Rejects with a `ProblemError` of kind
 * `changed-meanwhile` where somebody has changed the file since, of `not-found` where what was there before is no longer
 * available, and of `not-empty` for a folder that holds something by now; then nothing was done.
 *
 * S5: the journal says beforehand what is about to be done, so that a kill leaves no record by which the next run would carry the
 * old state to the other side.
 */
export async function undoChange(change: Change, dependencies: UndoDependencies): Promise<void> {
  const { path, side, what, baseline } = change;
  const { state } = dependencies;
  let restored: LeafEntry | undefined;
  const context: UndoContext = { ...dependencies, recorded: await state.recordOf(path) };
  const current = await context.targets[side].stat(path, context.signal);
  switch (what) {
    case 'created':
      if (current !== undefined) await removeKeepingVersion(change, unchanged(change, current), context);
      break;
    case 'replaced':
      restored = await restoreReplaced(change, current, context);
      break;
    case 'deleted':
      if (current !== undefined) throw changedSince(path, side);
      restored = await restore(change, context);
      break;
    case 'moved':
      await undoMove(change, current, context);
      return;
    case 'folder-moved':
      await undoFolderMove(change, current, context);
      return;
    case 'folder-created':
      if (current?.kind === 'folder') await removeFolder(change, context);
      break;
    case 'folder-deleted':
      if (current !== undefined && current.kind !== 'folder') throw changedSince(path, side);
      if (current === undefined) await makeFolder(change, context);
      break;
    default:
      assertNever(what);
  }
  if (baseline === undefined) await state.forget(path);
  else await state.record(path, asRestored(baseline, side, restored));
}

/** What was on record before, with the time that a file got which had to be copied from another disk. */
function asRestored(before: BaselineRecord, side: Side, restored: LeafEntry | undefined): BaselineRecord {
  if (before.kind !== 'file' || restored?.kind !== 'file') return before;
  const { modified } = asCopied(before.sides[side], restored);
  if (modified === restored.modified || modified !== before.sides[side].modified) return before;
  const file = { ...before.sides[side], modified: restored.modified };
  return { ...before, sides: { ...before.sides, [side]: file } };
}

async function restoreReplaced(
  change: Change,
  current: Entry | undefined,
  context: UndoContext,
): Promise<LeafEntry | undefined> {
  const { kept, path, side } = change;
  if (kept === undefined) throw versionGone(path);
  const found = await context.targets[side].stat(kept.as, context.signal);
  if (found === undefined) {
    // Without a state after it the change was cut off by a kill before any version was kept.
    if (change.after === undefined && current !== undefined) return undefined;
    throw versionGone(path);
  }
  expectAsKept(change, kept, found);
  if (current !== undefined) await removeKeepingVersion(change, unchanged(change, current), context);
  return restore(change, context);
}

/** A moved file goes back to where it was, and so does its record. */
async function undoMove(change: Change, current: Entry | undefined, context: UndoContext): Promise<void> {
  const { path, side, from, baseline } = change;
  const { targets, state, keeper, temporaryPath, signal, recorded } = context;
  if (from === undefined) throw versionGone(path);
  // A kill before the move leaves nothing to undo.
  if (change.after === undefined && current === undefined) return;
  if (current === undefined) throw changedSince(path, side);
  const entry = unchanged(change, current);
  // Where the side takes the two spellings for one, the old one finds the file as well.
  const folds = (await targets[side].stat(from, signal)) !== undefined;
  const hasBothSpellings = async (): Promise<boolean> =>
    (await context.isListed(side, from)) && (await context.isListed(side, path));
  if (folds && (!isCaseOnlyRename(path, from) || (await hasBothSpellings()))) throw changedSince(from, side);
  const pending = await keeper.recordPending(
    { path: from, side, what: 'moved', from: path, baseline: recorded },
    { kind: 'restoring', path: from, to: side, from: path, entry, record: baseline },
  );
  if (folds) await renameCaseOnly(targets[side], path, from, temporaryPath(from), signal);
  else await targets[side].move(path, from, signal, temporaryPath(from));
  const after = await targets[side].stat(from, signal);
  await Promise.all([
    state.forget(path),
    baseline === undefined ? state.forget(from) : state.record(from, baseline),
    keeper.complete(pending, isLeaf(after) ? after : undefined),
  ]);
}

/** A folder goes back whole, with whatever is in it by now: nothing is lost by a new name, and its records go along. */
async function undoFolderMove(
  { path, side, from, baseline }: Change,
  current: Entry | undefined,
  { targets, state, keeper, signal }: UndoContext,
): Promise<void> {
  if (from === undefined) throw versionGone(path);
  const before = await targets[side].stat(from, signal);
  // A kill before the move leaves nothing to undo.
  if (current === undefined && before?.kind === 'folder') return;
  if (current?.kind !== 'folder') throw changedSince(path, side);
  if (before !== undefined) throw changedSince(from, side);
  const pending = await keeper.recordPending(
    { path: from, side, what: 'folder-moved', from: path, baseline },
    { kind: 'folder', path: from, to: side, from: path },
  );
  await targets[side].move(path, from, signal);
  await Promise.all([state.moveRecords(path, from), keeper.complete(pending)]);
}

/** The file or link that the run left there; rejects where it is another one by now. */
function unchanged({ path, side, after }: Change, current: Entry): LeafEntry {
  if (!isLeaf(current) || !sameEntry(current, after) || isAnotherFile(current, after))
    throw changedSince(path, side);
  return current;
}

/** Removes what the run put there, which is kept as a version itself. */
async function removeKeepingVersion(
  { path, side }: Change,
  before: LeafEntry,
  context: UndoContext,
): Promise<void> {
  const { targets, keeper, temporaryPath, signal, recorded } = context;
  const pending = await keeper.recordPending(
    { path, side, what: 'deleted', baseline: recorded, before },
    { kind: 'removal', path, to: side },
  );
  if (pending.keptAs === undefined) await targets[side].removeFile(path, signal);
  else await targets[side].move(path, pending.keptAs, signal, temporaryPath(nameOf(path)));
  await keeper.complete(pending);
}

/** Restores the kept version. Resolves to the entry that is there now. */
async function restore(
  { seq, path, side, kept, baseline }: Change,
  context: UndoContext,
): Promise<LeafEntry | undefined> {
  const { targets, state, keeper, temporaryPath, signal, recorded } = context;
  const entry = kept === undefined ? undefined : await targets[side].stat(kept.as, signal);
  if (kept === undefined || entry === undefined) throw versionGone(path);
  expectAsKept({ path, side }, kept, entry);
  const pending = await keeper.recordPending(
    { path, side, what: 'created', baseline: recorded },
    // A link that is followed can lead nowhere from the versions folder.
    isLeaf(entry) ? { kind: 'restoring', path, to: side, from: kept.as, entry, record: baseline } : undefined,
  );
  await targets[side].move(kept.as, path, signal, temporaryPath(path));
  const after = await targets[side].stat(path, signal);
  const leaf = isLeaf(after) ? after : undefined;
  await Promise.all([state.dropVersion(seq), keeper.complete(pending, leaf)]);
  return leaf;
}

async function removeFolder(
  { path, side }: Change,
  { targets, keeper, signal, recorded }: UndoContext,
): Promise<void> {
  const pending = await keeper.recordPending(
    { path, side, what: 'folder-deleted', baseline: recorded },
    { kind: 'removal', path, to: side },
  );
  await targets[side].removeFolder(path, signal);
  await keeper.complete(pending);
}

async function makeFolder(
  { path, side }: Change,
  { targets, keeper, signal, recorded }: UndoContext,
): Promise<void> {
  const pending = await keeper.recordPending(
    { path, side, what: 'folder-created', baseline: recorded },
    { kind: 'making', path, to: side, entry: { kind: 'folder' } },
  );
  await targets[side].makeFolder(path, signal);
  await keeper.complete(pending);
}

function changedSince(path: ItemPath, side: Side): ProblemError {
  return new ProblemError({
    kind: 'changed-meanwhile',
    ...undoText.changedSince(path, side),
    side,
    path,
  });
}

/**
 * Rejects where what lies in the place of a version is not of the kind, size and time of what was kept. Anybody who can write there
 * may have replaced it.
 */
export function expectAsKept({ path, side }: Pick<Change, 'path' | 'side'>, kept: Kept, found: Entry): void {
  if (kept.entry === undefined ? isAsLarge(kept, found) : isAsRecorded(kept.entry, found)) return;
  throw new ProblemError({
    kind: 'changed-meanwhile',
    ...undoText.versionChanged(path, kept.as, side),
    side,
    path,
  });
}

function isAsRecorded(recorded: LeafEntry, found: Entry): boolean {
  if (recorded.kind !== 'file') return sameEntry(recorded, found);
  // The kept version is the followed link itself, and a relative link may be broken in the versions folder.
  if (recorded.followed === true)
    return sameEntry(recorded, found) || (found.kind === 'other' && found.what === 'symbolic-link');
  if (found.kind !== 'file' || isFollowed(found)) return false;
  return sameEntry(recorded, found) || sameEntry(recorded, asCopied(recorded, found));
}

function isFollowed(entry: Entry): boolean {
  return entry.kind === 'file' && entry.followed === true;
}

/** A version kept on another disk is a copy, whose time is exact to the microsecond only. */
function asCopied(recorded: FileEntry, found: FileEntry): FileEntry {
  const { modified } = recorded;
  if (modified === undefined || found.modified === undefined) return found;
  const ns = (modified.ms - found.modified.ms) * 1_000_000 + (modified.ns ?? 0) - (found.modified.ns ?? 0);
  return Math.abs(ns) <= 2000 ? { ...found, modified } : found;
}

/** An earlier version recorded nothing but the size, and none for a link. */
function isAsLarge({ size }: Kept, found: Entry): boolean {
  return found.kind === 'link' ? size === 0 : found.kind === 'file' && found.size === size;
}

/** Of a version that is not there any more. */
export function versionGone(path: ItemPath): ProblemError {
  return new ProblemError({
    kind: 'not-found',
    ...undoText.versionGone(path),
    path,
  });
}
