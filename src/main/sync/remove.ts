import { isLeaf, otherSide, type LeafEntry, type Side } from '../../shared/entry.js';
import { nameOf } from '../../shared/path.js';
import type { PlanItem } from '../../shared/plan.js';
import type { PerformContext } from './perform-context.js';
import { checkAsSpelled, checkUnchanged } from './unchanged.js';
import type { Noted } from './versions.js';

export async function remove(item: PlanItem, on: Side, context: PerformContext): Promise<void> {
  const { state, keeper } = context;
  const { path } = item;
  await Promise.all([checkUnchanged(item, on, context), checkAsSpelled(item, otherSide(on), context)]);
  const entry = item[on].entry;
  const noted = isLeaf(entry)
    ? await removeFile(item, on, entry, context)
    : await removeFolder(item, on, context);
  // Of a pair that clashed, the other side's file is still to be brought over; nothing is recorded of it yet.
  await Promise.all([state.forget(path), keeper.done(noted)]);
}

/** Takes a file or link away, and puts it where versions are kept. The caller says that this is done. */
export async function removeFile(
  item: PlanItem,
  on: Side,
  before: LeafEntry,
  context: PerformContext,
): Promise<Noted> {
  const { targets, state, keeper, temporaryPath, signal } = context;
  const { path, baseline } = item;
  const [noted] = await Promise.all([
    keeper.note({ path, side: on, what: 'deleted', baseline, before }),
    state.intend({ kind: 'removal', path, to: on }),
  ]);
  // In the root, like what is put away: there the next run looks for what a kill leaves.
  if (noted.keptAs === undefined) await targets[on].removeFile(path, signal);
  else await targets[on].move(path, noted.keptAs, signal, temporaryPath(nameOf(path)));
  return noted;
}

/** Takes an empty folder away. The caller says that this is done. */
export async function removeFolder(
  { path, baseline }: PlanItem,
  on: Side,
  context: PerformContext,
): Promise<Noted> {
  const { targets, state, keeper, signal } = context;
  const [noted] = await Promise.all([
    keeper.note({ path, side: on, what: 'folder-deleted', baseline }),
    state.intend({ kind: 'removal', path, to: on }),
  ]);
  await targets[on].removeFolder(path, signal);
  return noted;
}
