import { isLeaf, otherSide, type LeafEntry, type Side } from '../../shared/entry.js';
import { nameOf } from '../../shared/path.js';
import type { PlanItem } from '../../shared/plan.js';
import type { PerformContext } from './perform-context.js';
import { checkAsSpelled, checkUnchanged } from './unchanged.js';

export async function remove(item: PlanItem, on: Side, context: PerformContext): Promise<void> {
  const { state } = context;
  const { path } = item;
  await Promise.all([checkUnchanged(item, on, context), checkAsSpelled(item, otherSide(on), context)]);
  const entry = item[on].entry;
  if (isLeaf(entry)) await removeFile(item, on, entry, context);
  else await removeFolder(item, on, context);
  // Of a pair that clashed, the other side's file is still to be brought over; nothing is recorded of it yet.
  await state.forget(path);
}

export async function removeFile(
  item: PlanItem,
  on: Side,
  before: LeafEntry,
  context: PerformContext,
): Promise<void> {
  const { targets, keeper, temporaryPath, signal } = context;
  const { path, baseline } = item;
  const noted = await keeper.note({ path, side: on, what: 'deleted', baseline, before });
  // In the root, like what is put away: there the next run looks for what a kill leaves.
  if (noted.keptAs === undefined) await targets[on].removeFile(path, signal);
  else await targets[on].move(path, noted.keptAs, signal, temporaryPath(nameOf(path)));
  await keeper.done(noted);
}

export async function removeFolder(
  { path, baseline }: PlanItem,
  on: Side,
  context: PerformContext,
): Promise<void> {
  const { targets, keeper, signal } = context;
  const noted = await keeper.note({ path, side: on, what: 'folder-deleted', baseline });
  await targets[on].removeFolder(path, signal);
  await keeper.done(noted);
}
