import {
  otherSide,
  type FileEntry,
  type ItemPath,
  type LinkEntry,
  type Side,
} from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { ProblemKind } from '../../../shared/problem.js';
import { ProblemError } from '../../../shared/problem-error.js';
import { isFatal } from '../../../shared/problem-traits.js';
import type { PerformContext, Performed } from './apply-context.js';
import { restoreOriginal } from '../base/restore-original.js';
import { removeFolder } from './remove.js';
import { applyText } from './text.js';
import { TIME_TOLERANCE_MS, withPermissions } from '../base/entry-comparison.js';
import { share } from './reflink.js';
import { transfer } from './transfer.js';
import { writeInPlace } from './parts/write-in-place.js';
import { changedMeanwhile, checkBoth, checkUnchanged } from './verify.js';
import { copyChange, type PendingChange } from '../versions/version-keeper.js';

export async function copy(item: PlanItem, to: Side, context: PerformContext): Promise<Performed> {
  const { signal } = context;
  const { path } = item;
  const from = otherSide(to);
  const planned = item[from].entry;
  if (planned?.kind === 'link') return copyLink(item, to, planned, context);
  if (planned?.kind !== 'file') throw changedMeanwhile(path, from);
  const source = await sharpened(item, from, planned, context);
  await clearTheWay(item, to, context);

  if (context.writesInPlace && to === 'remote') return writeInPlace(item, to, source, context);

  // S2: a partial upload is resumed only if the source is still the same.
  const begun = await context.partialTransfers.resume(
    path,
    source,
    () => checkUnchanged(item, from, context),
    signal,
  );
  if (begun !== undefined) {
    try {
      return await transfer(item, to, source, begun, context);
    } catch (error) {
      if (!isRefusalToResume(error)) throw error;
      await context.partialTransfers.discard(path);
    }
  }
  return (await share(item, to, source, context)) ?? transfer(item, to, source, undefined, context);
}

/** Whether the side would not resume a part, or did it wrongly: starting over may work. */
function isRefusalToResume(error: unknown): boolean {
  return !isFatal(error) && error instanceof ProblemError && !FINAL.has(error.problem.kind);
}

const FINAL: ReadonlySet<ProblemKind> = new Set<ProblemKind>(['changed-meanwhile', 'no-space']);

/** Copies a symbolic link as a link. What it leads to is not looked at. */
async function copyLink(
  item: PlanItem,
  to: Side,
  { target }: LinkEntry,
  context: PerformContext,
): Promise<Performed> {
  const { targets, keeper, signal } = context;
  const { path } = item;
  await clearTheWay(item, to, context);
  const link = { kind: 'link', target } as const;
  let pending: PendingChange | undefined;
  const beforeReplace = async (): Promise<ItemPath | undefined> => {
    await checkBoth(item, to, context);
    pending = await keeper.recordPending(copyChange(item, to), { kind: 'making', path, to, entry: link });
    return pending.keptAs;
  };
  try {
    const temporaryPath = context.temporaryPath(path);
    const { makeLink } = targets[to].features;
    if (makeLink === undefined) throw noLinks(path, to);
    await makeLink(path, target, { temporaryPath, beforeReplace, signal });
  } catch (error) {
    if (pending?.keptAs !== undefined)
      await restoreOriginal(path, pending.keptAs, targets[to], context.temporaryPath(path));
    throw error;
  }
  return { bytes: 0, update: { record: link, change: pending && { seq: pending.seq, after: link } } };
}

/** Removes a folder whose place a file or link is to take, and what is on record of it. */
async function clearTheWay(item: PlanItem, to: Side, context: PerformContext): Promise<void> {
  const { state, keeper } = context;
  const pending = item[to].entry?.kind === 'folder' ? await removeFolder(item, to, context) : undefined;
  await Promise.all([
    item.baseline?.kind === 'folder' ? state.forget(item.path) : undefined,
    pending === undefined ? undefined : keeper.complete(pending),
  ]);
}

/** A time that a listing knew coarsely is asked for again where the copy is about to get it. */
async function sharpened(
  item: PlanItem,
  from: Side,
  planned: FileEntry,
  context: PerformContext,
): Promise<FileEntry> {
  if (context.targets[otherSide(from)].features.setsTimesToMs === undefined) return planned;
  if (planned.modified !== undefined && planned.modified.precisionMs <= TIME_TOLERANCE_MS) return planned;
  const current = await checkUnchanged(item, from, context);
  return current?.kind === 'file' ? withPermissions(current, planned) : planned;
}

function noLinks(path: ItemPath, side: Side): ProblemError {
  return new ProblemError({
    kind: 'unsupported',
    ...applyText.noLinks(path, side),
    side,
    path,
  });
}
