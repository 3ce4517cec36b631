import type { BaselineRow } from '../../../shared/entry/baseline.js';
import { assertNever } from '../../../shared/assert-never.js';
import { otherSide, type FileEntry, type ItemPath, type Sides } from '../../../shared/entry/entry.js';
import { parentOf } from '../../../shared/entry/path.js';
import { compareContent, contentHash, isCheapToCompare } from '../content/content-proof.js';
import { isAnotherFile, isKnownFile } from '../base/file-ids.js';
import type { Recovery } from '../base/recovery.js';
import { isFatal } from '../../../shared/problem-traits.js';
import { isListed, isCaseOnlyRename } from '../spelling/case-only-rename.js';
import { sameEntry, sameSizeAndTime } from '../base/entry-comparison.js';
import type { LearnedSpelling } from '../../state/baseline/baseline-store.js';
import type {
  FileIntent,
  FolderIntent,
  Intent,
  MakingIntent,
  RestoringIntent,
} from '../../state/journal/intent.js';
import type { BaselineStore } from '../../state/baseline/baseline-store.js';
import type { JournalStore } from '../../state/journal/journal-store.js';
import type { MovedFolder } from '../base/recovery.js';
import type { Target } from '../../targets/target.js';

/**
 * S5: finds out what became of the transfers that were under way when a run was killed. Whatever lies under the real name with
 * the very content that was sent was put there by us, so what its side reports now, and what the source reported then,
 * is the baseline. Changes nothing.
 */
export async function recoverIntents(
  targets: Sides<Target>,
  state: BaselineStore & JournalStore,
  signal: AbortSignal,
): Promise<Recovery> {
  const rows: BaselineRow[] = [];
  const voided = new Set<ItemPath>();
  const movedFolders: MovedFolder[] = [];
  // An intent that is still on record was under way when its run was killed, or done and not yet written: nobody knows which, so both sides
  // are asked. There are never more of them than items under way at once, and those whose end waited to be written.
  for (const intent of await state.intents()) {
    const found = await lookUp(intent, targets, signal);
    switch (found.kind) {
      case 'finished':
        rows.push(found.row);
        if (found.left !== undefined) voided.add(found.left);
        break;
      case 'voided':
        voided.add(intent.path);
        if (found.left !== undefined) voided.add(found.left);
        break;
      case 'folder-moved':
        movedFolders.push(found.folder);
        break;
      case 'unknown':
        break;
      default:
        assertNever(found);
    }
  }
  return { rows, voided, movedFolders };
}

/** What of a recovery has to be written: a plan has its paths in a list. */
export type Findings = Pick<Recovery, 'rows' | 'movedFolders'> & { readonly voided: Iterable<ItemPath> };

/** Updates the baseline with what became of a killed run, and ends the intents that it left open. */
export async function recordRecovery(
  { rows, voided, movedFolders }: Findings,
  state: BaselineStore & JournalStore,
): Promise<void> {
  const recovered = new Set(rows.map(({ path }) => path));
  // Records first go to the place where their folder is now; then what is no longer so leaves them; then what was finished joins them.
  for (const { from, to } of movedFolders) await state.moveRecords(from, to);
  for (const path of voided) await state.forget(path);
  // Whoever dies in between finds the same intents again, and comes to the same.
  await state.recordAll(rows);
  for (const intent of await state.intents()) {
    if (!recovered.has(intent.path)) await state.withdraw(intent.path);
  }
}

/** Where a folder was before these were moved. */
function before(path: ItemPath, moved: readonly MovedFolder[]): ItemPath {
  // The innermost counts: a folder may have been moved into one that was moved.
  const around = moved.filter(({ to }) => isWithin(path, to)).sort((a, b) => b.to.length - a.to.length)[0];
  return around === undefined ? path : around.from + path.slice(around.to.length);
}

/** How the content of a folder was spelled before, taken for known that these folders have moved; names hold, as in `recordsIn`. */
export async function spellingsIn(
  folder: ItemPath,
  state: BaselineStore,
  moved: readonly MovedFolder[],
): Promise<readonly LearnedSpelling[]> {
  const old = before(folder, moved);
  const mine = await state.learnedSpellingsIn(folder);
  return old === folder ? mine : [...(await state.learnedSpellingsIn(old)), ...mine];
}

/**
 * What the baseline says of a folder's content, taken for known that these folders have moved. The paths of the rows may be the old
 * ones; their names hold.
 */
export async function recordsIn(
  folder: ItemPath,
  state: BaselineStore,
  moved: readonly MovedFolder[],
): Promise<readonly BaselineRow[]> {
  if (moved.length === 0) return state.childrenOf(folder);
  const old = before(folder, moved);
  const gone = old === folder && moved.some(({ from }) => isWithin(folder, from));
  const rows = gone ? [] : await state.childrenOf(old);
  const stayed = rows.filter(({ path }) => !moved.some(({ from }) => from === path));
  const arrived = moved.filter(({ to }) => parentOf(to) === folder);
  return [...stayed, ...arrived.map(({ to }): BaselineRow => ({ path: to, record: { kind: 'folder' } }))];
}

function isWithin(path: ItemPath, folder: ItemPath): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Whether what lies under the path is what was meant to be put there. */
async function isProven(
  { path, to, source, proof }: FileIntent,
  entry: FileEntry,
  targets: Sides<Target>,
  signal: AbortSignal,
): Promise<boolean> {
  const target = targets[to];
  switch (proof.kind) {
    case 'content':
      return (await contentHash(target, path, signal)) === proof.sha256;
    case 'in-place':
      return false;
    case 'moved': {
      if (!sameSizeAndTime(entry, proof.file) || !(await hasLeft(proof.from, path, target, signal)))
        return false;
      if (isKnownFile(entry, proof.file)) return true;
      // Somebody may have put another file there since. A side that tells no ids, or copied the file to another disk, is read.
      // What was edited on the other side since then says nothing of it.
      const there = await targets[otherSide(to)].stat(path, signal);
      const isWitness = there?.kind === 'file' && sameSizeAndTime(there, source);
      const isHere =
        isWitness && isCheapToCompare(targets, entry.size)
          ? await compareContent(targets, path, true, signal)
          : undefined;
      return isHere === 'same' || (isHere === undefined && !isAnotherFile(entry, proof.file));
    }
    default:
      return assertNever(proof);
  }
}

/** Whether nothing is at `from` any more, of what is at `to` now. Where the two are one name spelled in two ways, each of them finds it. */
async function hasLeft(from: ItemPath, to: ItemPath, target: Target, signal: AbortSignal): Promise<boolean> {
  if (isCaseOnlyRename(from, to)) return !(await isListed(target, from, signal));
  return (await target.stat(from, signal)) === undefined;
}

type Found =
  /** Where something was moved to the path, `left` is where it was before. */
  | { readonly kind: 'finished'; readonly row: BaselineRow; readonly left?: ItemPath | undefined }
  | { readonly kind: 'voided'; readonly left?: ItemPath | undefined }
  | { readonly kind: 'folder-moved'; readonly folder: MovedFolder }
  /** Something else lies there, or it cannot be read now: at worst the user is asked. */
  | { readonly kind: 'unknown' };

async function lookUp(intent: Intent, targets: Sides<Target>, signal: AbortSignal): Promise<Found> {
  const target = targets[intent.to];
  try {
    switch (intent.kind) {
      case 'file':
        return await lookUpFile(intent, targets, signal);
      case 'folder':
        return await lookUpFolder(intent, target, signal);
      case 'making':
        return await lookUpMade(intent, target, signal);
      case 'removal':
        return (await target.stat(intent.path, signal)) === undefined
          ? { kind: 'voided' }
          : { kind: 'unknown' };
      case 'restoring':
        return await lookUpRestored(intent, target, signal);
      default:
        return assertNever(intent);
    }
  } catch (error) {
    if (isFatal(error)) throw error;
    return { kind: 'unknown' };
  }
}

async function lookUpFile(intent: FileIntent, targets: Sides<Target>, signal: AbortSignal): Promise<Found> {
  const { path, to, source, proof } = intent;
  const entry = await targets[to].stat(path, signal);
  if (entry === undefined) return { kind: 'voided' };
  if (proof.kind === 'in-place') {
    if (entry.kind !== 'file' || entry.size > source.size) return { kind: 'unknown' };
    // On record as what no source can be, so that it counts as changed there and is written once more.
    const none: FileEntry = { kind: 'file', size: Number.MAX_SAFE_INTEGER };
    const sides = to === 'local' ? { local: entry, remote: none } : { local: none, remote: entry };
    return { kind: 'finished', row: { path, record: { kind: 'file', sides } } };
  }
  if (entry.kind !== 'file' || entry.size !== source.size) return { kind: 'unknown' };
  if (!(await isProven(intent, entry, targets, signal))) return { kind: 'unknown' };
  const sides = to === 'local' ? { local: entry, remote: source } : { local: source, remote: entry };
  // S11: nobody knows how long before its reading the source was modified.
  const unproven =
    proof.kind === 'content' && to === 'remote'
      ? { sides: ['local' as const], sha256: proof.sha256 }
      : undefined;
  const row: BaselineRow = { path, record: { kind: 'file', sides, unproven } };
  return { kind: 'finished', row, left: proof.kind === 'moved' ? proof.from : undefined };
}

async function lookUpMade(
  { path, entry }: MakingIntent,
  target: Target,
  signal: AbortSignal,
): Promise<Found> {
  return sameEntry(entry, await target.stat(path, signal))
    ? { kind: 'finished', row: { path, record: entry } }
    : { kind: 'unknown' };
}

async function lookUpRestored(
  { path, from, entry, record }: RestoringIntent,
  target: Target,
  signal: AbortSignal,
): Promise<Found> {
  const there = await target.stat(path, signal);
  if (there === undefined) return { kind: 'voided' };
  if (!sameEntry(entry, there) || !(await hasLeft(from, path, target, signal))) return { kind: 'unknown' };
  return record === undefined
    ? { kind: 'voided', left: from }
    : { kind: 'finished', row: { path, record }, left: from };
}

/** A folder that is at its new place and no longer at the old one was moved there by us, whole as it was. */
async function lookUpFolder(
  { path, from }: FolderIntent,
  target: Target,
  signal: AbortSignal,
): Promise<Found> {
  const [there, before] = [await target.stat(path, signal), await target.stat(from, signal)];
  return there?.kind === 'folder' && before === undefined
    ? { kind: 'folder-moved', folder: { from, to: path } }
    : { kind: 'unknown' };
}
