import type { BaselineRow } from '../../shared/baseline.js';
import { assertNever } from '../../shared/assert-never.js';
import type { FileEntry, ItemPath, Sides } from '../../shared/entry.js';
import { parentOf } from '../../shared/path.js';
import { contentHash } from './content.js';
import { isFatal } from './fatal.js';
import { isListed, isRespelling } from './spelling.js';
import { sameStamp } from './stamps.js';
import type { FolderIntent, Intent, IntentProof, StateStore } from '../state/state-store.js';
import type { MovedFolder } from './runnable-plan.js';
import type { Target } from '../targets/target.js';

/** What the intents of a killed run turn out to mean. */
export interface Recovery {
  /** Transfers that were finished although the baseline does not know. */
  readonly rows: readonly BaselineRow[];
  /**
   * Paths under which nothing lies. Where a server cannot rename over a file, a kill leaves neither the old nor the new one;
   * that is no deletion by the user, so the baseline must not say so.
   */
  readonly vacant: ReadonlySet<ItemPath>;
  /** Folders that were renamed on their side although the baseline does not know. */
  readonly movedFolders: readonly MovedFolder[];
}

/**
 * S5: finds out what became of the transfers that were under way when a run was killed. Whatever lies under the real name with
 * the very content that was sent was put there by us, so what its side reports now, and what the source reported then,
 * is the baseline. Changes nothing.
 */
export async function recoverIntents(
  targets: Sides<Target>,
  state: StateStore,
  signal: AbortSignal,
): Promise<Recovery> {
  const rows: BaselineRow[] = [];
  const vacant = new Set<ItemPath>();
  const movedFolders: MovedFolder[] = [];
  // There are never more of them than transfers that were under way at once.
  for (const intent of await state.intents()) {
    const found = await lookUp(intent, targets[intent.to], signal);
    if (found.kind === 'finished') rows.push(found.row);
    if (found.kind === 'vacant') vacant.add(intent.path);
    if (found.kind === 'folder-moved') movedFolders.push(found.folder);
  }
  return { rows, vacant, movedFolders };
}

/**
 * What the baseline says of a folder's content, taken for known that these folders have moved. The paths of the rows may be the old
 * ones; their names hold.
 */
export async function recordsIn(
  folder: ItemPath,
  state: StateStore,
  moved: readonly MovedFolder[],
): Promise<readonly BaselineRow[]> {
  const before = (path: ItemPath): ItemPath => {
    // The innermost counts: a folder may have been moved into one that was moved.
    const around = moved.filter(({ to }) => isWithin(path, to)).sort((a, b) => b.to.length - a.to.length)[0];
    return around === undefined ? path : around.from + path.slice(around.to.length);
  };
  const old = before(folder);
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
  path: ItemPath,
  entry: FileEntry,
  proof: IntentProof,
  target: Target,
  signal: AbortSignal,
): Promise<boolean> {
  switch (proof.kind) {
    case 'content':
      return (await contentHash(target, path, signal)) === proof.sha256;
    case 'moved':
      if (!sameStamp(entry, proof.file)) return false;
      // Where the two spellings are one, each of them finds the file.
      return isRespelling(proof.from, path)
        ? !(await isListed(target, proof.from, signal))
        : (await target.stat(proof.from, signal)) === undefined;
    default:
      return assertNever(proof);
  }
}

type Found =
  | { readonly kind: 'finished'; readonly row: BaselineRow }
  | { readonly kind: 'vacant' }
  | { readonly kind: 'folder-moved'; readonly folder: MovedFolder }
  /** Something else lies there, or it cannot be read now: at worst the user is asked. */
  | { readonly kind: 'unknown' };

async function lookUp(intent: Intent, target: Target, signal: AbortSignal): Promise<Found> {
  try {
    if (intent.kind === 'folder') return await lookUpFolder(intent, target, signal);
    const { path, to, source, proof } = intent;
    const entry = await target.stat(path, signal);
    if (entry === undefined) return { kind: 'vacant' };
    if (entry.kind !== 'file' || entry.size !== source.size) return { kind: 'unknown' };
    if (!(await isProven(path, entry, proof, target, signal))) return { kind: 'unknown' };
    const sides = to === 'local' ? { local: entry, remote: source } : { local: source, remote: entry };
    return { kind: 'finished', row: { path, record: { kind: 'file', sides } } };
  } catch (error) {
    if (isFatal(error)) throw error;
    return { kind: 'unknown' };
  }
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
