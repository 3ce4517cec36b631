import { assertNever } from '../../shared/assert-never.js';
import { isLeaf, otherSide, type ItemPath, type Side } from '../../shared/entry.js';
import { spellingKey } from '../../shared/names.js';
import type { PlanItem } from '../../shared/plan.js';
import { checkFolderMove } from './check-folder-move.js';
import { copy } from './copy.js';
import type { PerformContext } from './perform-context.js';
import { remove, removeFile } from './remove.js';
import { isFolderMove } from './schedule.js';
import { refuseOtherSpelling } from './twins.js';
import { changedMeanwhile, checkAsSpelled, checkUnchanged } from './unchanged.js';

/**
 * Carries out one item: checks that both sides still are what the plan was made from (S2), does what the action says,
 * and then writes the baseline. Resolves with the bytes transferred. Rejects with a `ProblemError`, of kind
 * `changed-meanwhile` where a side has changed; then nothing was done.
 */
export async function perform(item: PlanItem, context: PerformContext): Promise<number> {
  if (item.alike === undefined) return carryOut(item, context);
  return context.turns.take(item.path, async () => {
    await refuseOtherSpelling(item, context);
    return carryOut(item, context);
  });
}

async function carryOut(item: PlanItem, context: PerformContext): Promise<number> {
  const { action } = item;
  switch (action.kind) {
    case 'copy':
      return copy(item, action.to, context);
    case 'create-folder':
      await createFolder(item, action.on, context);
      return 0;
    case 'delete':
      await remove(item, action.on, context);
      return 0;
    case 'move':
      if (isFolderMove(item)) await moveFolder(item, action.on, action.from, context);
      else await move(item, action.on, action.from, context);
      return 0;
    case 'moved':
    case 'equal':
    case 'forget':
    case 'conflict':
    case 'leave':
      return 0;
    default:
      return assertNever(action);
  }
}

async function createFolder(item: PlanItem, on: Side, context: PerformContext): Promise<void> {
  const { targets, state, keeper, signal } = context;
  const { path } = item;
  const found = await targets[otherSide(on)].stat(path, signal);
  if (found?.kind !== 'folder') throw changedMeanwhile(path, otherSide(on));
  const inTheWay = item[on].entry;
  if (isLeaf(inTheWay)) {
    await checkUnchanged(item, on, context);
    await keeper.done(await removeFile(item, on, inTheWay, context));
  }
  const [noted] = await Promise.all([
    keeper.note({ path, side: on, what: 'folder-created', baseline: item.baseline }),
    state.intend({ kind: 'making', path, to: on, entry: { kind: 'folder' } }),
  ]);
  await targets[on].makeFolder(path, signal);
  await Promise.all([state.record(path, { kind: 'folder' }), keeper.done(noted)]);
}

/** What is merely spelled anew may be found under the new name already. */
async function checkArrival(
  item: PlanItem,
  from: ItemPath,
  on: Side,
  context: PerformContext,
): Promise<void> {
  const respelled = spellingKey(from) === spellingKey(item.path);
  await (respelled ? checkAsSpelled : checkUnchanged)(item, on, context);
}

async function move(item: PlanItem, on: Side, from: ItemPath, context: PerformContext): Promise<void> {
  const { targets, state, keeper, signal } = context;
  const { path } = item;
  const origin = context.itemAt(from);
  const file = origin?.[on].entry;
  if (origin === undefined || file?.kind !== 'file') throw changedMeanwhile(from, on);
  const other = otherSide(on);
  const [source] = await Promise.all([
    checkUnchanged(item, other, context),
    checkArrival(item, from, on, context),
    checkUnchanged(origin, on, context),
    checkAsSpelled(origin, other, context),
  ]);
  if (source?.kind !== 'file') throw changedMeanwhile(path, other);
  const [noted] = await Promise.all([
    keeper.note({ path, side: on, what: 'moved', from, baseline: origin.baseline }),
    state.intend({ kind: 'file', path, to: on, source, proof: { kind: 'moved', from, file } }),
  ]);
  await targets[on].move(from, path, signal, context.temporaryPath(path));
  const after = await targets[on].stat(path, signal);
  if (after?.kind !== 'file') throw changedMeanwhile(path, on);
  const sides = on === 'local' ? { local: after, remote: source } : { local: source, remote: after };
  // Asked for together, they are one transaction.
  await Promise.all([
    state.forget(from),
    state.record(path, { kind: 'file', sides }),
    keeper.done(noted, after),
  ]);
}

/** A folder with all that is in it, in one step. */
async function moveFolder(item: PlanItem, on: Side, from: ItemPath, context: PerformContext): Promise<void> {
  const { targets, state, keeper, signal } = context;
  const { path } = item;
  const origin = context.itemAt(from);
  if (origin === undefined) throw changedMeanwhile(from, on);
  await Promise.all([
    checkUnchanged(item, otherSide(on), context),
    checkArrival(item, from, on, context),
    checkUnchanged(origin, on, context),
    checkAsSpelled(origin, otherSide(on), context),
  ]);
  const checked = await checkFolderMove(from, path, on, context);
  if (checked.kind === 'changed') throw changedMeanwhile(checked.path, checked.side);
  const [noted] = await Promise.all([
    keeper.note({ path, side: on, what: 'folder-moved', from, baseline: origin.baseline }),
    state.intend({ kind: 'folder', path, to: on, from }),
  ]);
  await targets[on].move(from, path, signal);
  // Asked for together, they are one transaction.
  await Promise.all([state.moveRecords(from, path), state.recordAll(checked.rows), keeper.done(noted)]);
}
