import { assertNever } from '../../../shared/assert-never.js';
import {
  isLeaf,
  otherSide,
  type FileEntry,
  type ItemPath,
  type Side,
  type Sides,
} from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { BaselineUpdate } from '../../state/state-store.js';
import { checkFolderMove } from './move-folder.js';
import { copy } from './copy.js';
import { keepBoth } from './both/keep-both.js';
import { merge } from './both/merge.js';
import type { PerformContext, Performed } from './apply-context.js';
import { remove, removeFile } from './remove.js';
import { isFolderMove } from '../plan/execution-order.js';
import { isCaseOnlyRename, isSpelledAlready, renameCaseOnly } from '../spelling/case-only-rename.js';
import { compareContent, isCheapToCompare } from '../content/content-proof.js';
import { isAnotherFile } from '../base/file-ids.js';
import { sameSizeAndTime } from '../base/entry-comparison.js';
import { refuseOtherSpelling } from './case-variants.js';
import { changedMeanwhile, checkAsSpelled, checkUnchanged } from './verify.js';

/**
 * Carries out one item: checks that both sides still are what the plan was made from (S2), does what the action says,
 * and resolves with what goes into the baseline. Rejects with a `ProblemError`, of kind `changed-meanwhile` where a side has
 * changed; then nothing was done.
 */
export async function perform(item: PlanItem, context: PerformContext): Promise<Performed> {
  const { action } = item;
  const release = item.alike && (await context.mutex.take(item.path));
  try {
    if (item.alike !== undefined) await refuseOtherSpelling(item, context);
    switch (action.kind) {
      case 'copy':
        return await copy(item, action.to, context);
      case 'create-folder':
        return { bytes: 0, update: await createFolder(item, action.on, context) };
      case 'delete':
        return { bytes: 0, update: await remove(item, action.on, context) };
      case 'move':
        if (!isFolderMove(item))
          return { bytes: 0, update: await move(item, action.on, action.from, context) };
        await moveFolder(item, action.on, action.from, context);
        return NOTHING;
      case 'keep-both':
        return await keepBoth(item, action, context);
      case 'merge':
        return await merge(item, context);
      case 'moved':
      case 'equal':
      case 'forget':
      case 'conflict':
      case 'leave':
        return NOTHING;
      default:
        return assertNever(action);
    }
  } finally {
    release?.();
  }
}

const NOTHING: Performed = { bytes: 0 };

async function createFolder(item: PlanItem, on: Side, context: PerformContext): Promise<BaselineUpdate> {
  const { targets, keeper, signal } = context;
  const { path } = item;
  const found = await targets[otherSide(on)].stat(path, signal);
  if (found?.kind !== 'folder') throw changedMeanwhile(path, otherSide(on));
  const inTheWay = item[on].entry;
  if (isLeaf(inTheWay)) {
    await checkUnchanged(item, on, context);
    await keeper.complete(await removeFile(item, on, inTheWay, context));
  }
  const pending = await keeper.recordPending(
    { path, side: on, what: 'folder-created', baseline: item.baseline },
    { kind: 'making', path, to: on, entry: { kind: 'folder' } },
  );
  await targets[on].makeFolder(path, signal);
  return { record: { kind: 'folder' }, change: { seq: pending.seq } };
}

/**
 * What is merely spelled anew may be found under the new name already: that a side cannot tell the two spellings apart shows when it is
 * asked, whatever its target knows of that.
 */
async function checkArrival(
  item: PlanItem,
  from: ItemPath,
  on: Side,
  context: PerformContext,
): Promise<void> {
  if (isCaseOnlyRename(from, item.path)) await checkAsSpelled(item, on, context, true);
  else await checkUnchanged(item, on, context);
}

async function move(
  item: PlanItem,
  on: Side,
  from: ItemPath,
  context: PerformContext,
): Promise<BaselineUpdate> {
  const { targets, keeper, signal } = context;
  const { path } = item;
  const origin = context.itemAt(from);
  const file = origin?.[on].entry;
  if (origin === undefined || file?.kind !== 'file') throw changedMeanwhile(from, on);
  const other = otherSide(on);
  const isCaseOnly = isCaseOnlyRename(from, path);
  // A side with a way of its own may have listed it by that name all along.
  const already = await isSpelledAlready(targets[on], from, path, signal);
  const [source, , before] = await Promise.all([
    checkUnchanged(item, other, context),
    already ? undefined : checkArrival(item, from, on, context),
    checkUnchanged(origin, on, context),
    isCaseOnly ? checkAsSpelled(origin, other, context, true) : checkAsSpelled(origin, other, context),
  ]);
  // Another file of the same size and time is not the one that the move was proven of.
  if (source?.kind !== 'file' || isAnotherFile(item[other].entry, source))
    throw changedMeanwhile(path, other);
  if (before?.kind !== 'file' || isAnotherFile(file, before)) throw changedMeanwhile(from, on);
  if (already) return { record: { kind: 'file', sides: sidesOf(on, before, source) }, forget: from };
  const folds = isCaseOnly && (await targets[on].stat(path, signal)) !== undefined;
  const pending = await keeper.recordPending(
    { path, side: on, what: 'moved', from, baseline: origin.baseline },
    { kind: 'file', path, to: on, source, proof: { kind: 'moved', from, file } },
  );
  const temporaryPath = context.temporaryPath(path);
  if (folds) await renameCaseOnly(targets[on], from, path, temporaryPath, signal);
  else await targets[on].move(from, path, signal, temporaryPath);
  const after = await targets[on].stat(path, signal);
  if (after?.kind !== 'file') throw changedMeanwhile(path, on);
  const proven = await provenAfterMove(path, before, after, context);
  const sides = sidesOf(on, proven, source);
  return { record: { kind: 'file', sides }, forget: from, change: { seq: pending.seq, after } };
}

function sidesOf(on: Side, here: FileEntry, there: FileEntry): Sides<FileEntry> {
  return on === 'local' ? { local: here, remote: there } : { local: there, remote: here };
}

/**
 * What goes on record of a file that was moved: what was proven to be the other side's. One that has another time or size under its new
 * name was written to meanwhile, or is on a side that gives moved files a new time: only what is in it tells.
 */
async function provenAfterMove(
  path: ItemPath,
  before: FileEntry,
  after: FileEntry,
  { targets, signal }: PerformContext,
): Promise<FileEntry> {
  if (sameSizeAndTime(before, after)) return after;
  if (before.size !== after.size || !isCheapToCompare(targets, after.size)) return before;
  return (await compareContent(targets, path, true, signal)) === 'same' ? after : before;
}

/** A folder with all that is in it, in one step. */
async function moveFolder(item: PlanItem, on: Side, from: ItemPath, context: PerformContext): Promise<void> {
  const { targets, state, keeper, signal } = context;
  const { path } = item;
  const origin = context.itemAt(from);
  if (origin === undefined) throw changedMeanwhile(from, on);
  const already = await isSpelledAlready(targets[on], from, path, signal);
  await Promise.all([
    checkUnchanged(item, otherSide(on), context),
    already ? undefined : checkArrival(item, from, on, context),
    checkUnchanged(origin, on, context),
    checkAsSpelled(origin, otherSide(on), context),
  ]);
  const checked = await checkFolderMove(from, path, on, context);
  if (checked.kind === 'changed') throw changedMeanwhile(checked.path, checked.side);
  if (already) {
    await Promise.all([state.moveRecords(from, path), state.recordAll(checked.rows)]);
    return;
  }
  const pending = await keeper.recordPending(
    { path, side: on, what: 'folder-moved', from, baseline: origin.baseline },
    { kind: 'folder', path, to: on, from },
  );
  await targets[on].move(from, path, signal);
  // Asked for together, they are one transaction.
  await Promise.all([state.moveRecords(from, path), state.recordAll(checked.rows), keeper.complete(pending)]);
}
