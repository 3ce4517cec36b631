import { isLeaf, otherSide, type LeafEntry, type Side } from '../../../shared/entry/entry.js';
import { nameOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { BaselineUpdate } from '../../state/state-store.js';
import type { PerformContext } from './apply-context.js';
import { checkAsSpelled, checkUnchanged } from './verify.js';
import type { PendingChange } from '../versions/version-keeper.js';

export async function remove(item: PlanItem, on: Side, context: PerformContext): Promise<BaselineUpdate> {
  const { path } = item;
  await Promise.all([checkUnchanged(item, on, context), checkAsSpelled(item, otherSide(on), context)]);
  const entry = item[on].entry;
  const { seq } = isLeaf(entry)
    ? await removeFile(item, on, entry, context)
    : await removeFolder(item, on, context);
  // Of a pair that clashed, the other side's file is still to be copied; nothing is recorded of it yet.
  return { forget: path, change: { seq } };
}

/** Deletes a file or link, and keeps it as a version. Resolves with the change that is still to be completed. */
export async function removeFile(
  item: PlanItem,
  on: Side,
  before: LeafEntry,
  context: PerformContext,
): Promise<PendingChange> {
  const { targets, keeper, temporaryPath, signal } = context;
  const { path, baseline } = item;
  const pending = await keeper.recordPending(
    { path, side: on, what: 'deleted', baseline, before },
    { kind: 'removal', path, to: on },
  );
  // In the root, like the versions: there the next run looks for what a kill leaves.
  if (pending.keptAs === undefined) await targets[on].removeFile(path, signal);
  else await targets[on].move(path, pending.keptAs, signal, temporaryPath(nameOf(path)));
  return pending;
}

/** Deletes an empty folder. Resolves with the change that is still to be completed. */
export async function removeFolder(
  { path, baseline }: PlanItem,
  on: Side,
  context: PerformContext,
): Promise<PendingChange> {
  const { targets, keeper, signal } = context;
  const pending = await keeper.recordPending(
    { path, side: on, what: 'folder-deleted', baseline },
    { kind: 'removal', path, to: on },
  );
  await targets[on].removeFolder(path, signal);
  return pending;
}
