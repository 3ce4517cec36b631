import { otherSide, type Entry, type Side } from '../entry/entry.js';
import type { PlanItem } from './plan.js';

type Transferred = Pick<PlanItem, 'action' | 'local' | 'remote'>;

/** Bytes that an item's action transfers. */
export function bytesOf(item: Transferred): number {
  return bytesTo(item, 'local') + bytesTo(item, 'remote');
}

/** Bytes that an item's action transfers to one side. */
export function bytesTo(item: Transferred, side: Side): number {
  const { action } = item;
  if (action.kind === 'merge') return action.size;
  const copies = action.kind === 'keep-both' || (action.kind === 'copy' && action.to === side);
  return copies ? fileSizeOf(item[otherSide(side)].entry) : 0;
}

/** The size of a file; 0 of all else. */
export function fileSizeOf(entry: Entry | undefined): number {
  return entry?.kind === 'file' ? entry.size : 0;
}
