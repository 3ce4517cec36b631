import { otherSide, type FileEntry, type ItemPath, type Side } from '../../shared/entry.js';
import type { PlanItem } from '../../shared/plan.js';
import type { MoveEnd } from './derive.js';
import { TIME_TOLERANCE_MS } from './stamps.js';

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

/** What a file that is to be deleted was, as the side that moved it last reported it. */
function vanishedKey({ action, baseline }: PlanItem): string | undefined {
  if (action.kind !== 'delete' || baseline?.kind !== 'file') return undefined;
  return keyOf(action.on, baseline.sides[otherSide(action.on)]);
}

/** What a file that is to be copied is. */
function appearedKey(item: PlanItem): string | undefined {
  const { action } = item;
  if (action.kind !== 'copy' || action.replaces) return undefined;
  const entry = item[otherSide(action.to)].entry;
  return entry?.kind === 'file' ? keyOf(action.to, entry) : undefined;
}

/** Empty files are all alike, and a time known only to the minute is no evidence. */
function keyOf(on: Side, { size, modified }: FileEntry): string | undefined {
  if (size === 0 || modified === undefined || modified.precisionMs > TIME_TOLERANCE_MS) return undefined;
  return `${on}:${size}:${modified.ms}`;
}

function push(map: Map<string, PlanItem[]>, key: string, item: PlanItem): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, [item]);
  else found.push(item);
}
