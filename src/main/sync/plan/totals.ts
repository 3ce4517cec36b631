import type { Entry, Side } from '../../../shared/entry/entry.js';
import type { PlanItem, PlanTotals } from '../../../shared/plan/plan.js';
import type { Brakes } from '../base/policy.js';
import { DeletionTally } from './deletion-tally.js';

/** Whether an item is even already, and only the baseline does not know it. */
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

/** Bytes that an item's action transfers. */
export function bytesOf(item: PlanItem): number {
  if (item.action.kind !== 'copy') return 0;
  const source = item[item.action.to === 'local' ? 'remote' : 'local'].entry;
  return source?.kind === 'file' ? source.size : 0;
}

function sizeOf(entry: Entry | undefined): number {
  return entry?.kind === 'file' ? entry.size : 0;
}

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
  complete(limits: Brakes): PlanTotals {
    return { ...this.totals, deletionLimit: this.#deletions.finding(limits) };
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
    if (key !== undefined) this.#bump(key, by, bytesOf(item) * by);
    if (item.action.kind === 'leave' && item.action.reason === 'filtered') {
      this.#bump('filtered', by, Math.max(sizeOf(item.local.entry), sizeOf(item.remote.entry)) * by);
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
