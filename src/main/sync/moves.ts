import { otherSide, type FileEntry, type ItemPath, type Side } from '../../shared/entry.js';
import type { PlanItem } from '../../shared/plan.js';
import type { MoveEnd } from './derive.js';
import { TIME_TOLERANCE_MS } from './stamps.js';

/** Whether the file that appeared under `to` is the one that vanished from `from`. */
export type IsSameFile = (from: PlanItem, to: PlanItem) => boolean;

/**
 * Finds the files that were moved on one side since the baseline: one vanished, and one of the same size and the very same time
 * appeared. They are moved on the other side as well, instead of being deleted there and copied anew. Where two could be
 * meant, none is. Returns the actions that take the place of a deletion and a copy.
 */
export function findMoves(items: Iterable<PlanItem>): ReadonlyMap<ItemPath, MoveEnd> {
  const vanished = new Map<string, PlanItem[]>();
  const appeared = new Map<string, PlanItem[]>();
  for (const item of items) {
    const gone = vanishedKey(item);
    if (gone !== undefined) push(vanished, gone, item);
    const come = appearedKey(item);
    if (come !== undefined) push(appeared, come, item);
  }
  const moves = new Map<ItemPath, MoveEnd>();
  for (const [key, [from, ...moreFrom]] of vanished) {
    const [to, ...moreTo] = appeared.get(key) ?? [];
    if (from === undefined || to === undefined || moreFrom.length > 0 || moreTo.length > 0) continue;
    if (from.action.kind !== 'delete') continue;
    const { on } = from.action;
    moves.set(from.path, { kind: 'moved', on, to: to.path });
    moves.set(to.path, { kind: 'move', on, from: from.path });
  }
  return moves;
}

/** Whether a file is to be deleted because the other side, which had it, has it no longer. */
export function isVanishedFile({ action, baseline }: PlanItem): boolean {
  return action.kind === 'delete' && baseline?.kind === 'file';
}

/** By size and time, and for empty files, which are all alike, by nothing else. To be asked where the names agree already. */
export const isSameByStamp: IsSameFile = (from, to) => {
  const gone = vanishedFile(from);
  const come = appearedFile(to);
  if (gone === undefined || gone.on !== come?.on) return false;
  if (gone.file.size === 0 && come.file.size === 0) return true;
  const key = keyOf(gone);
  return key !== undefined && key === keyOf(come);
};

interface End {
  /** The side on which it is to be moved as well. */
  readonly on: Side;
  /** What the side that moved it reported of it: last time, or now. */
  readonly file: FileEntry;
}

function vanishedFile({ action, baseline }: PlanItem): End | undefined {
  if (action.kind !== 'delete' || baseline?.kind !== 'file') return undefined;
  return { on: action.on, file: baseline.sides[otherSide(action.on)] };
}

function appearedFile(item: PlanItem): End | undefined {
  const { action } = item;
  if (action.kind !== 'copy' || action.replaces) return undefined;
  const file = item[otherSide(action.to)].entry;
  return file?.kind === 'file' ? { on: action.to, file } : undefined;
}

function vanishedKey(item: PlanItem): string | undefined {
  const end = vanishedFile(item);
  return end === undefined ? undefined : keyOf(end);
}

function appearedKey(item: PlanItem): string | undefined {
  const end = appearedFile(item);
  return end === undefined ? undefined : keyOf(end);
}

/** Empty files are all alike, and a time known only to the minute is no evidence. */
function keyOf({ on, file: { size, modified } }: End): string | undefined {
  if (size === 0 || modified === undefined || modified.precisionMs > TIME_TOLERANCE_MS) return undefined;
  return `${on}:${size}:${modified.ms}`;
}

function push(map: Map<string, PlanItem[]>, key: string, item: PlanItem): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, [item]);
  else found.push(item);
}
