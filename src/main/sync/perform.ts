import type { Readable } from 'node:stream';
import { assertNever } from '../../shared/assert-never.js';
import {
  isLeaf,
  otherSide,
  type Entry,
  type FileEntry,
  type ItemPath,
  type LeafEntry,
  type LinkEntry,
  type Side,
  type Sides,
} from '../../shared/entry.js';
import type { PlanItem } from '../../shared/plan.js';
import { checkFolderMove } from './check-folder-move.js';
import type { ProblemKind } from '../../shared/problem.js';
import { ProblemError } from '../../shared/problem-error.js';
import type { StateStore } from '../state/state-store.js';
import type { Target } from '../targets/target.js';
import type { RunControl } from './control.js';
import { isFatal } from './fatal.js';
import { Meter } from './meter.js';
import { mayPass } from './retry.js';
import { isFolderMove } from './schedule.js';
import { sameEntry, TIME_TOLERANCE_MS } from './stamps.js';
import { Trail } from './trail.js';
import { removePart, worthResuming, type Resumable, type Unfinished } from './unfinished.js';
import type { Intended, Keeper, Noted } from './versions.js';

/** What carrying out an item needs. */
export interface PerformContext {
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly signal: AbortSignal;
  readonly temporaryPath: (path: ItemPath) => ItemPath;
  readonly control: RunControl;
  readonly keeper: Keeper;
  /** What earlier tries have brought over of big files. */
  readonly unfinished: Unfinished;
  /** The item of the plan at a path: the other end of a move. */
  readonly itemAt: (path: ItemPath) => PlanItem | undefined;
  /** Told of every chunk of a transfer: bytes so far, and in all. */
  readonly onBytes: (path: ItemPath, to: Side, done: number, total: number) => void;
}

/**
 * Carries out one item: checks that both sides still are what the plan was made from (S2), does what the action says,
 * and then writes the baseline. Resolves with the bytes transferred. Rejects with a `ProblemError`, of kind
 * `changed-meanwhile` where a side has changed; then nothing was done.
 */
export async function perform(item: PlanItem, context: PerformContext): Promise<number> {
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
    await removeFile(item, on, inTheWay, context);
  }
  const noted = await keeper.note({ path, side: on, what: 'folder-created', baseline: item.baseline });
  await targets[on].makeFolder(path, signal);
  await state.record(path, { kind: 'folder' });
  await keeper.done(noted);
}

async function remove(item: PlanItem, on: Side, context: PerformContext): Promise<void> {
  const { state } = context;
  const { path } = item;
  await Promise.all([checkUnchanged(item, on, context), checkUnchanged(item, otherSide(on), context)]);
  const entry = item[on].entry;
  if (isLeaf(entry)) await removeFile(item, on, entry, context);
  else await removeFolder(item, on, context);
  // Of a pair that clashed, the other side's file is still to be brought over; nothing is recorded of it yet.
  await state.forget(path);
}

async function removeFile(
  item: PlanItem,
  on: Side,
  before: LeafEntry,
  context: PerformContext,
): Promise<void> {
  const { targets, keeper, signal } = context;
  const { path, baseline } = item;
  const noted = await keeper.note({ path, side: on, what: 'deleted', baseline, before });
  if (noted.keptAs === undefined) await targets[on].removeFile(path, signal);
  else await targets[on].move(path, noted.keptAs, signal);
  await keeper.done(noted);
}

async function removeFolder({ path, baseline }: PlanItem, on: Side, context: PerformContext): Promise<void> {
  const { targets, keeper, signal } = context;
  const noted = await keeper.note({ path, side: on, what: 'folder-deleted', baseline });
  await targets[on].removeFolder(path, signal);
  await keeper.done(noted);
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
    checkUnchanged(item, on, context),
    checkUnchanged(origin, on, context),
    checkUnchanged(origin, other, context),
  ]);
  if (source?.kind !== 'file') throw changedMeanwhile(path, other);
  await state.intend({ kind: 'file', path, to: on, source, proof: { kind: 'moved', from, file } });
  const noted = await keeper.note({ path, side: on, what: 'moved', from, baseline: origin.baseline });
  await targets[on].move(from, path, signal);
  const after = await targets[on].stat(path, signal);
  if (after?.kind !== 'file') throw changedMeanwhile(path, on);
  const sides = on === 'local' ? { local: after, remote: source } : { local: source, remote: after };
  await state.record(path, { kind: 'file', sides });
  await state.forget(from);
  await keeper.done(noted, after);
}

/** A folder with all that is in it, in one step. */
async function moveFolder(item: PlanItem, on: Side, from: ItemPath, context: PerformContext): Promise<void> {
  const { targets, state, keeper, signal } = context;
  const { path } = item;
  const origin = context.itemAt(from);
  if (origin === undefined) throw changedMeanwhile(from, on);
  await Promise.all([
    checkUnchanged(item, otherSide(on), context),
    checkUnchanged(item, on, context),
    checkUnchanged(origin, on, context),
    checkUnchanged(origin, otherSide(on), context),
  ]);
  const checked = await checkFolderMove(from, path, on, context);
  if (checked.kind === 'changed') throw changedMeanwhile(checked.path, checked.side);
  await state.intend({ kind: 'folder', path, to: on, from });
  const noted = await keeper.note({ path, side: on, what: 'folder-moved', from, baseline: origin.baseline });
  await targets[on].move(from, path, signal);
  // Asked for together, they are one transaction.
  await Promise.all([state.moveRecords(from, path), state.recordAll(checked.rows), keeper.done(noted)]);
}

async function copy(item: PlanItem, to: Side, context: PerformContext): Promise<number> {
  const { signal } = context;
  const { path } = item;
  const from = otherSide(to);
  const planned = item[from].entry;
  if (planned?.kind === 'link') return copyLink(item, to, planned, context);
  if (planned?.kind !== 'file') throw changedMeanwhile(path, from);
  const source = await sharpened(item, from, planned, context);
  await clearTheWay(item, to, context);

  // S2: what is there already is gone on with only if the source is still the same.
  const begun = await context.unfinished.takeUp(
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
      await context.unfinished.discard(path);
    }
  }
  return transfer(item, to, source, undefined, context);
}

/** Whether the side would not go on with a part, or did it wrongly: beginning again may do. */
function isRefusalToResume(error: unknown): boolean {
  return !isFatal(error) && error instanceof ProblemError && !FINAL.has(error.problem.kind);
}

const FINAL: ReadonlySet<ProblemKind> = new Set<ProblemKind>(['changed-meanwhile', 'no-space']);

/** Brings the content over, whole or from where an earlier try was cut, and writes the baseline. */
async function transfer(
  item: PlanItem,
  to: Side,
  source: FileEntry,
  begun: Resumable | undefined,
  context: PerformContext,
): Promise<number> {
  const { targets, state, keeper, unfinished, signal } = context;
  const { path } = item;
  const from = otherSide(to);
  const start = begun?.mark.at ?? 0;
  const keepsPart = worthResuming(targets, source.size);
  const temporaryPath = begun?.temporaryPath ?? context.temporaryPath(path);
  const trail = new Trail(keepsPart, begun?.mark);
  const onBytes = (done: number): void => context.onBytes(path, to, done, source.size);
  const meter = new Meter(onBytes, context.control, signal, trail, start);
  let verified: FileEntry = source;
  let noted: Noted | undefined;
  const beforeReplace = async (): Promise<ItemPath | undefined> => {
    const sha256 = trail.sha256();
    const [current] = await Promise.all([
      checkBoth(item, to, context),
      begun === undefined ? undefined : checkHash(path, temporaryPath, to, sha256, context),
    ]);
    if (current?.kind === 'file') verified = current;
    const proof = { kind: 'content', sha256 } as const;
    [noted] = await Promise.all([
      keeper.note(bringing(item, to)),
      state.intend({ kind: 'file', path, to, source: verified, proof }),
    ]);
    return noted.keptAs;
  };
  let written: FileEntry;
  try {
    feed(await targets[from].read(path, { size: source.size, from: start, signal }), meter);
    written = await targets[to].write(path, meter, {
      temporaryPath,
      size: source.size,
      resumeFrom: start,
      keepsPart,
      modifiedMs: source.modified?.ms,
      permissions: source.permissions,
      beforeReplace,
      signal,
    });
  } catch (error) {
    if (noted?.keptAs !== undefined) await putBack(path, noted.keptAs, targets[to]);
    if (keepsPart && !signal.aborted && mayPass(error))
      unfinished.leave(path, { to, temporaryPath, source, trail });
    else if (keepsPart) await removePart(targets[to], temporaryPath);
    // A source that shrank or vanished on the way shows as a transfer that came up short.
    if (!signal.aborted && isDoubtful(error)) await checkUnchanged(item, from, context);
    throw error;
  } finally {
    meter.destroy();
  }
  const sides = to === 'local' ? { local: written, remote: verified } : { local: verified, remote: written };
  // Asked for together, they are one transaction.
  await Promise.all([
    state.record(path, { kind: 'file', sides }),
    noted === undefined ? undefined : keeper.done(noted, written),
  ]);
  return source.size;
}

/** Brings a symbolic link over as such. What it leads to is not looked at. */
async function copyLink(
  item: PlanItem,
  to: Side,
  { target }: LinkEntry,
  context: PerformContext,
): Promise<number> {
  const { targets, state, keeper, signal } = context;
  const { path } = item;
  await clearTheWay(item, to, context);
  let noted: Noted | undefined;
  const beforeReplace = async (): Promise<ItemPath | undefined> => {
    await checkBoth(item, to, context);
    noted = await keeper.note(bringing(item, to));
    return noted.keptAs;
  };
  try {
    const temporaryPath = context.temporaryPath(path);
    if (targets[to].makeLink === undefined) throw noLinks(path, to);
    await targets[to].makeLink(path, target, { temporaryPath, beforeReplace, signal });
  } catch (error) {
    if (noted?.keptAs !== undefined) await putBack(path, noted.keptAs, targets[to]);
    throw error;
  }
  await Promise.all([
    state.record(path, { kind: 'link', target }),
    noted === undefined ? undefined : keeper.done(noted, { kind: 'link', target }),
  ]);
  return 0;
}

/** Removes a folder whose place a file or link is to take, and what is on record of it. */
async function clearTheWay(item: PlanItem, to: Side, context: PerformContext): Promise<void> {
  if (item[to].entry?.kind === 'folder') await removeFolder(item, to, context);
  if (item.baseline?.kind === 'folder') await context.state.forget(item.path);
}

/** S2, just before something is put under its name on side `to`: resolves with what the other side has. */
async function checkBoth(item: PlanItem, to: Side, context: PerformContext): Promise<Entry | undefined> {
  const [current] = await Promise.all([
    checkUnchanged(item, otherSide(to), context),
    item[to].entry?.kind === 'folder' ? undefined : checkUnchanged(item, to, context),
  ]);
  return current;
}

/** The change that bringing an item to side `to` is. */
function bringing({ path, baseline, ...item }: PlanItem, to: Side): Intended {
  const { entry } = item[to];
  const before = isLeaf(entry) ? entry : undefined;
  return { path, side: to, what: before === undefined ? 'created' : 'replaced', baseline, before };
}

/** What was brought over in pieces is checked as a whole where the side gives a hash of it. */
async function checkHash(
  path: ItemPath,
  temporaryPath: ItemPath,
  on: Side,
  sha256: string,
  { targets, signal }: PerformContext,
): Promise<void> {
  if (!targets[on].capabilities.hashes.includes('sha256')) return;
  const found = await targets[on].hash(temporaryPath, 'sha256', signal);
  if (found === undefined || found === sha256) return;
  throw new ProblemError({
    kind: 'transfer-incomplete',
    what: `“${path}” did not arrive as it was sent when its transfer was gone on with.`,
    advice: 'Run it again: it is then transferred as a whole.',
    side: on,
    path,
  });
}

/** How long putting back may take after a failure, even one of being stopped. */
const PUT_BACK_MS = 5_000;

/** A file that had stepped aside for one that did not come returns to its name. */
async function putBack(path: ItemPath, keptAs: ItemPath, target: Target): Promise<void> {
  const signal = AbortSignal.timeout(PUT_BACK_MS);
  try {
    if ((await target.stat(path, signal)) === undefined) await target.move(keptAs, path, signal);
  } catch {
    // The side is out of reach. It is found vacant at the next comparison, which brings the new file again (S5).
  }
}

/** Joins the two so that either's end or failure is the other's. */
function feed(content: Readable, meter: Meter): void {
  content.on('error', (error) => meter.destroy(error));
  meter.on('close', () => content.destroy());
  // The failure reaches the target, which reads from the meter; until it does, nobody else listens.
  meter.on('error', () => undefined);
  content.pipe(meter);
}

/** A time that a listing knew coarsely is asked for again where the copy is about to get it. */
async function sharpened(
  item: PlanItem,
  from: Side,
  planned: FileEntry,
  context: PerformContext,
): Promise<FileEntry> {
  if (context.targets[otherSide(from)].capabilities.setsTimesToMs === undefined) return planned;
  if (planned.modified !== undefined && planned.modified.precisionMs <= TIME_TOLERANCE_MS) return planned;
  const current = await checkUnchanged(item, from, context);
  return current?.kind === 'file' ? current : planned;
}

function isDoubtful(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    (error.problem.kind === 'transfer-incomplete' || error.problem.kind === 'not-found')
  );
}

/** S2: rejects where a side no longer has what the plan saw there; resolves with what it has. */
async function checkUnchanged(
  item: PlanItem,
  side: Side,
  { targets, signal }: PerformContext,
): Promise<Entry | undefined> {
  const planned = item[side].entry;
  const current = await targets[side].stat(item.path, signal);
  if (!sameEntry(planned, current)) throw changedMeanwhile(item.path, side);
  return current;
}

const SIDE_WORDS = { local: 'on this computer', remote: 'on the remote side' } as const;

function noLinks(path: ItemPath, side: Side): ProblemError {
  return new ProblemError({
    kind: 'unsupported',
    what: `The link “${path}” cannot be brought over: there are no symbolic links ${SIDE_WORDS[side]}.`,
    advice: 'Choose in the profile to skip links or to follow them.',
    side,
    path,
  });
}

function changedMeanwhile(path: ItemPath, side: Side): ProblemError {
  return new ProblemError({
    kind: 'changed-meanwhile',
    what: `“${path}” was changed ${SIDE_WORDS[side]} after it had been compared.`,
    advice: 'It was left as it is. Compare again to see what has changed.',
    side,
    path,
  });
}
