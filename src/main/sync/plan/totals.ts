import type { Side } from '../../../shared/entry/entry.js';
import { bytesTo, fileSizeOf } from '../../../shared/plan/item-bytes.js';
import type { PlanItem, PlanTotals } from '../../../shared/plan/plan.js';
import type { DeletionLimit } from '../base/policy.js';
import type { Part } from '../base/scope.js';
import { DeletionTally } from './deletion-limit.js';

/** Whether an item is in sync already, and only the baseline does not know it. */
export function isToBeRemembered(item: PlanItem): boolean {
  if (item.action.kind === 'forget') return item.baseline !== undefined;
  if (item.action.kind !== 'equal' || item.local.entry === undefined || item.remote.entry === undefined) {
    return false;
  }
  if (item.baseline === undefined) return true;
  // A folder that is on both sides again may stay for another reason the next time.
  if (item.baseline.kind === 'folder' && item.baseline.keptTold === true) return true;
  return item.local.class !== 'unmodified' || item.remote.class !== 'unmodified';
}

const SIDES: readonly Side[] = ['local', 'remote'];

type Key =
  | `${'copy' | 'createFolder' | 'move' | 'delete'}:${Side}`
  | 'conflict'
  | 'equal'
  | 'leave'
  | 'filtered'
  | 'remember';

function keyOf(item: PlanItem): Key | undefined {
  const { action } = item;
  switch (action.kind) {
    case 'copy':
      return `copy:${action.to}`;
    case 'create-folder':
      return `createFolder:${action.on}`;
    case 'delete':
      return `delete:${action.on}`;
    case 'keep-both':
      return `copy:${action.renames}`;
    case 'merge':
      return 'copy:remote';
    case 'move':
      // What goes along with its folder is no work of its own.
      return action.along === undefined ? `move:${action.on}` : undefined;
    case 'forget':
    case 'moved':
      return undefined;
    case 'equal':
    case 'conflict':
    case 'leave':
      return action.kind;
  }
}

/** The totals of a plan, kept as items come and change. */
export class Tallies {
  readonly #counts = new Map<Key, { items: number; bytes: number }>();
  readonly #deletions = new DeletionTally();

  add(item: PlanItem): void {
    this.#change(item, 1);
    this.#deletions.add(item);
  }

  remove(item: PlanItem): void {
    this.#change(item, -1);
    this.#deletions.remove(item);
  }

  /** The totals of a plan of which all items are known, with what these limits say of its deletions (S7). */
  complete(limits: DeletionLimit, part?: Part): PlanTotals {
    return { ...this.totals, deletionLimit: this.#deletions.finding(limits, part) };
  }

  get totals(): PlanTotals {
    const tally = (key: Key) => ({ ...(this.#counts.get(key) ?? { items: 0, bytes: 0 }) });
    const sides = (key: 'copy' | 'createFolder' | 'move' | 'delete') => ({
      local: tally(`${key}:local`),
      remote: tally(`${key}:remote`),
    });
    return {
      copy: sides('copy'),
      createFolder: sides('createFolder'),
      move: sides('move'),
      delete: sides('delete'),
      conflict: tally('conflict'),
      equal: tally('equal'),
      leave: tally('leave'),
      filtered: tally('filtered'),
      remember: tally('remember'),
    };
  }

  #change(item: PlanItem, by: 1 | -1): void {
    const key = keyOf(item);
    if (key !== undefined) this.#bump(key, by, 0);
    for (const side of SIDES) {
      const bytes = bytesTo(item, side);
      if (bytes > 0) this.#bump(`copy:${side}`, 0, bytes * by);
    }
    if (item.action.kind === 'leave' && item.action.reason === 'filtered') {
      this.#bump('filtered', by, Math.max(fileSizeOf(item.local.entry), fileSizeOf(item.remote.entry)) * by);
    }
    if (isToBeRemembered(item)) this.#bump('remember', by, 0);
  }

  #bump(key: Key, items: number, bytes: number): void {
    const count = this.#counts.get(key) ?? { items: 0, bytes: 0 };
    count.items += items;
    count.bytes += bytes;
    this.#counts.set(key, count);
  }
}
