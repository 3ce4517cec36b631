import { otherSide, type FileEntry, type ItemPath, type Side } from '../../../../shared/entry/entry.js';
import type { Action, Observation, PlanItem } from '../../../../shared/plan/plan.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import { isAnotherFile } from '../../base/file-ids.js';
import { sameEntry } from '../../base/entry-comparison.js';
import { recordBefore } from '../../plan/execution-order.js';
import { withinItem, type KeptBoth, type PerformContext, type Performed } from '../apply-context.js';
import { copy } from '../copy.js';
import { applyText } from '../text.js';
import { changedMeanwhile, checkUnchanged } from '../verify.js';

type KeepBoth = Extract<Action, { readonly kind: 'keep-both' }>;

const MISSING: Observation = { class: 'missing' };

/**
 * Keeps both versions of a file: renames one side's, copies it to the other side under its new name, and copies the other side's file under
 * the old one. Nothing is replaced or deleted, and each step is a change of its own in the journal, so that an undo goes back step by step.
 *
 * S5: from the rename on, nothing is on record of either name. So wherever the run is killed, each file is a new one that the next run
 * copies to the side that lacks it: it ends as this would have.
 */
export async function keepBoth(
  item: PlanItem,
  action: KeepBoth,
  context: PerformContext,
): Promise<Performed> {
  const { path } = item;
  const { renames, as } = action;
  const stays = otherSide(renames);
  const renamed = context.keptBoth.get(path)?.renamed ?? (await rename(item, action, context));
  const source = item[stays].entry;
  const total = renamed.size + (source?.kind === 'file' ? source.size : 0);

  // The file lies under its new name on one side, and nobody else's does. The other side is still to get it.
  let copied = context.keptBoth.get(path)?.copied;
  if (copied === undefined) {
    const began = context.now();
    const renamedItem = copyOf(as, stays, { class: 'new', entry: renamed });
    const performed = await copy(renamedItem, stays, withinItem(context, path, 0, total));
    await context.recordCopy(as, stays, performed, began);
    copied = performed.bytes;
    noteProgress(path, { renamed, copied }, context);
  }

  // Both sides have the renamed file, and it is on record. The old name is vacant on the side that renamed it.
  const last = await copy(
    copyOf(path, renames, item[stays]),
    renames,
    withinItem(context, path, copied, total),
  );
  return { ...last, bytes: copied + last.bytes };
}

/** S2: gives the file its new name if both sides still have what the plan was made from, and nothing has the new name. */
async function rename(
  item: PlanItem,
  { renames, as }: KeepBoth,
  context: PerformContext,
): Promise<FileEntry> {
  const { targets, state, keeper, signal } = context;
  const { path } = item;
  const target = targets[renames];
  const planned = item[renames].entry;
  let pending = context.keptBoth.get(path)?.pending;
  // A connection that is cut may take the answer with it: then the file has its new name already.
  const isDone =
    pending !== undefined &&
    (await target.stat(path, signal)) === undefined &&
    sameEntry(planned, await target.stat(as, signal));
  if (!isDone) {
    const [, current] = await Promise.all([
      checkUnchanged(item, otherSide(renames), context),
      checkUnchanged(item, renames, context),
      expectFree(path, as, 'local', context),
      expectFree(path, as, 'remote', context),
    ]);
    if (current?.kind !== 'file' || isAnotherFile(planned, current)) throw changedMeanwhile(path, renames);
    pending ??= await keeper.recordPending(
      { path: as, side: renames, what: 'moved', from: path, baseline: recordBefore(item) },
      { kind: 'removal', path, to: renames },
    );
    context.keptBoth.set(path, { pending });
    await target.move(path, as, signal, context.temporaryPath(as));
  }
  const after = await target.stat(as, signal);
  if (pending === undefined || after?.kind !== 'file') throw changedMeanwhile(as, renames);
  // Asked for together, they are one transaction.
  await Promise.all([state.forget(path), keeper.complete(pending, after)]);
  context.keptBoth.set(path, { pending, renamed: after });
  return after;
}

/** S9: rejects where something has the new name by now, which the comparison has not seen. */
async function expectFree(
  path: ItemPath,
  as: ItemPath,
  side: Side,
  { targets, signal }: PerformContext,
): Promise<void> {
  if ((await targets[side].stat(as, signal)) === undefined) return;
  throw new ProblemError({ kind: 'changed-meanwhile', ...applyText.nameTaken(path, as, side), side, path });
}

/** The item of a file that one side has and the other, `to`, gets. */
function copyOf(path: ItemPath, to: Side, there: Observation): PlanItem {
  const sides = to === 'local' ? { local: MISSING, remote: there } : { local: there, remote: MISSING };
  return { path, ...sides, action: { kind: 'copy', to, replaces: false } };
}

function noteProgress(
  path: ItemPath,
  progress: Omit<KeptBoth, 'pending'>,
  { keptBoth }: Pick<PerformContext, 'keptBoth'>,
): void {
  const known = keptBoth.get(path);
  if (known !== undefined) keptBoth.set(path, { ...known, ...progress });
}
