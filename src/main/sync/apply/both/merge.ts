import { Readable } from 'node:stream';
import type { FileEntry, ItemPath } from '../../../../shared/entry/entry.js';
import type { PlanItem } from '../../../../shared/plan/plan.js';
import { restoreOriginal } from '../../base/restore-original.js';
import { withDoubts } from '../../base/unproven.js';
import { copyChange, type PendingChange } from '../../versions/version-keeper.js';
import { isAnotherFile } from '../../base/file-ids.js';
import { withinItem, type MergedHere, type PerformContext, type Performed } from '../apply-context.js';
import { copy } from '../copy.js';
import { changedMeanwhile, checkUnchanged } from '../verify.js';

/** On record as what no file can be, so that whatever is there counts as changed. */
const NONE: FileEntry = { kind: 'file', size: Number.MAX_SAFE_INTEGER };

/**
 * Replaces both versions with the merged one: writes it to the local side, then copies it to the remote side. Both old versions are kept (S4), and each
 * step is its own change in the journal.
 *
 * S5: once the local side has it, that side is on record as changed and the remote one as it was when both were looked at. So wherever the run is
 * killed from then on, the next one copies the merged file to the remote side, if nobody has changed that meanwhile: it ends as this would have. If it
 * is killed before, both sides differ as they did, and the conflict is asked about again.
 */
export async function merge(item: PlanItem, context: PerformContext): Promise<Performed> {
  const { path } = item;
  const content = context.mergedContent(path);
  if (content === undefined) throw new Error('the plan lacks the merged version');
  const size = content.length;
  const merged = context.merged.get(path) ?? (await writeHere(item, content, context));
  context.onBytes(path, 'local', size, 2 * size);

  const began = context.now();
  const toRemote: PlanItem = {
    path,
    local: { class: 'modified', entry: merged.written },
    remote: { class: 'unmodified', entry: merged.remote },
    // What an undo of this step says again, whether or not the other one can be undone.
    baseline: item.baseline,
    action: { kind: 'copy', to: 'remote', replaces: true },
  };
  const performed = await copy(toRemote, 'remote', withinItem(context, path, size, 2 * size));
  await context.recordCopy(path, 'remote', performed, began);
  return { bytes: size + performed.bytes };
}

/** S2: writes the merged version on the local side, if both sides still have what the plan was made from. */
async function writeHere(item: PlanItem, content: Uint8Array, context: PerformContext): Promise<MergedHere> {
  const { targets, state, keeper, signal } = context;
  const { path } = item;
  let pending: PendingChange | undefined;
  let remote: FileEntry | undefined;
  const beforeReplace = async (): Promise<ItemPath | undefined> => {
    remote = await checkFiles(item, context);
    // Without an intent: after a kill, both sides are compared with what was on record before.
    pending = await keeper.recordPending(copyChange(item, 'local'));
    return pending.keptAs;
  };
  await checkFiles(item, context);
  const temporaryPath = context.temporaryPath(path);
  try {
    const written = await targets.local.write(path, Readable.from([Buffer.from(content)]), {
      temporaryPath,
      size: content.length,
      modifiedMs: undefined,
      beforeReplace,
      signal,
    });
    if (pending === undefined || remote === undefined) throw changedMeanwhile(path, 'local');
    // S11: if the remote file may have been edited since in the same moment, a kill has both asked about again.
    const looked = { local: undefined, remote: context.now() };
    const record = withDoubts({ kind: 'file', sides: { local: NONE, remote } }, looked, undefined);
    // Asked for together, they are one transaction.
    await Promise.all([state.record(path, record), keeper.complete(pending, written)]);
    const merged = { written, remote };
    context.merged.set(path, merged);
    return merged;
  } catch (error) {
    if (pending?.keptAs !== undefined)
      await restoreOriginal(path, pending.keptAs, targets.local, context.temporaryPath(path));
    throw error;
  }
}

/** Rejects where a side has something else by now than the plan saw there; resolves with what the remote one has. */
async function checkFiles(item: PlanItem, context: PerformContext): Promise<FileEntry> {
  const [local, remote] = await Promise.all([
    checkUnchanged(item, 'local', context),
    checkUnchanged(item, 'remote', context),
  ]);
  const { path } = item;
  if (local?.kind !== 'file' || isAnotherFile(item.local.entry, local)) throw changedMeanwhile(path, 'local');
  if (remote?.kind !== 'file' || isAnotherFile(item.remote.entry, remote))
    throw changedMeanwhile(path, 'remote');
  return remote;
}
