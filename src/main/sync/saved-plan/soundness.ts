import { isDeepStrictEqual } from 'node:util';
import type { BaselineRow } from '../../../shared/entry/baseline.js';
import { isLeaf, otherSide, type Entry, type ItemPath, type Side } from '../../../shared/entry/entry.js';
import { checkName, spellingKey } from '../../../shared/entry/names.js';
import { ancestorsOf, parentOf } from '../../../shared/entry/path.js';
import { sidesChangedBy } from '../../../shared/plan/plan-filter.js';
import {
  canKeepBoth,
  settlementsIn,
  type Action,
  type PlanItem,
  type Settlement,
} from '../../../shared/plan/plan.js';
import type { Mode } from '../../../shared/profile/profile.js';
import type { OwnNames } from '../base/own-names.js';
import type { Policy } from '../base/policy.js';
import { mayMerge } from '../decide/automatic-resolution.js';
import { decide, settle } from '../decide/decide.js';

/** The one side that a mode changes; `undefined` where it may change both. */
const CHANGES: Readonly<Record<Mode, Side | undefined>> = {
  'two-way': undefined,
  upload: 'remote',
  download: 'local',
};

/** S9: whether a path leads to something below the root that is content, and to nothing else. */
export function isSoundPath(path: ItemPath, own: OwnNames): boolean {
  return path.split('/').every((name) => checkName(name, 'posix') === undefined && !own.has(name));
}

/**
 * Whether a comparison could have said so of an item: what it says of both sides and the baseline fits together, and its action is what the
 * rules, or a choice that the mode allows, make of that. Anybody may have edited a saved plan.
 */
export function isSoundItem(item: PlanItem, policy: Policy, own: OwnNames): boolean {
  const { action } = item;
  const allowed = CHANGES[policy.mode];
  if (allowed !== undefined && sidesChangedBy(action).some((on) => on !== allowed)) return false;
  if (!isSoundPath(item.path, own)) return false;
  // What is left does nothing, whatever is said of it.
  if (action.kind === 'leave' || action.kind === 'conflict') return true;
  if (action.kind === 'keep-both' && !isSoundName(action.as, item.path, own)) return false;
  return isObserved(item, 'local') && isObserved(item, 'remote') && isDecided(item, policy);
}

/** S9: whether a version that is kept beside another one stays in its folder, under a name that the folder's own rules allow. */
function isSoundName(as: ItemPath, path: ItemPath, own: OwnNames): boolean {
  return as !== path && parentOf(as) === parentOf(path) && isSoundPath(as, own);
}

/** Whether what became of a side's entry can be so, with that entry and that baseline. */
function isObserved({ baseline, ...sides }: PlanItem, side: Side): boolean {
  const { class: what, entry } = sides[side];
  const isThere = what !== 'missing' && what !== 'deleted';
  if (isThere !== (entry !== undefined)) return false;
  const isRecorded = what === 'unmodified' || what === 'modified' || what === 'deleted';
  if (isRecorded !== (baseline !== undefined && baseline.kind !== 'apart')) return false;
  if (what !== 'unmodified' || baseline?.kind !== 'file') return true;
  return entry?.kind === 'file' && entry.size === baseline.sides[side].size;
}

function isDecided(item: PlanItem, policy: Policy): boolean {
  const { action } = item;
  const chosen = item.settled ?? item.resolved;
  const same = (other: Action): boolean => isDeepStrictEqual(other, action);
  if (action.kind === 'merge') return chosen === 'merge' && mayMerge(item, policy);
  if (action.kind === 'keep-both') return chosen === 'keep-both' && canKeepBoth(item, policy.mode);
  if (isSide(chosen)) {
    if (!settlementsIn(policy.mode).includes(chosen)) return false;
    if (same(settle(item, chosen))) return true;
  }
  if ([undefined, 'local' as const, 'remote' as const].some((above) => same(decide(item, policy, above))))
    return true;
  switch (action.kind) {
    case 'create-folder':
      // For what lies in it.
      return item[action.on].entry === undefined && item[otherSide(action.on)].entry?.kind === 'folder';
    case 'delete':
      // With a folder that lost its place, or because no filter lets it in: what lies above says so, and the filters do.
      return item[action.on].entry !== undefined && item[action.on].entry?.kind !== 'other';
    // The other end is an item of its own, against which it is held.
    case 'move':
    case 'moved':
      return true;
    // What was never in sync is on record as such, and may have gone from both sides since.
    case 'forget':
      return item.local.entry === undefined && item.remote.entry === undefined && item.baseline !== undefined;
    // With the folder that it lies in, which won over a file: nothing is replaced by it.
    case 'copy':
      return (
        item[action.to].entry === undefined && isLeaf(item[otherSide(action.to)].entry) && !action.replaces
      );
    case 'equal':
    case 'conflict':
    case 'leave':
      return false;
  }
}

/** Whether deletions that no rule calls for by itself have their reason: a filter, or a folder above that lost its place by a choice. */
export function areDeletionsCalledFor(items: ReadonlyMap<ItemPath, PlanItem>, policy: Policy): boolean {
  for (const item of items.values()) {
    const { action, path, settled, resolved } = item;
    if (action.kind !== 'delete') continue;
    const chosen = settled ?? resolved;
    if (isSide(chosen) && isDeepStrictEqual(settle(item, chosen), action)) continue;
    const byRule = [undefined, 'local' as const, 'remote' as const].some((above) =>
      isDeepStrictEqual(decide(item, policy, above), action),
    );
    if (byRule || (policy.deleteUnmatched && policy.deleteExtra && item.problem !== undefined)) continue;
    const lost = ancestorsOf(path).some((folder) => {
      const above = items.get(folder);
      return above?.conflict !== undefined && isSide(above.settled);
    });
    if (!lost) return false;
  }
  return true;
}

/**
 * S9: whether each version that is kept beside another one gets a name that nothing else in the plan has, or gets: on a server, one file would
 * silently take the other's place.
 */
export function areKeptNamesFree(items: ReadonlyMap<ItemPath, PlanItem>): boolean {
  const kept = [...items.values()].flatMap(({ action }) => (action.kind === 'keep-both' ? [action.as] : []));
  if (kept.length === 0) return true;
  const taken = new Set<string>();
  for (const { path, action } of items.values()) {
    taken.add(spellingKey(path));
    if (action.kind === 'moved') taken.add(spellingKey(action.to));
  }
  for (const as of kept) {
    if (taken.has(spellingKey(as))) return false;
    taken.add(spellingKey(as));
  }
  return true;
}

function isSide(chosen: Settlement | undefined): chosen is Side {
  return chosen === 'local' || chosen === 'remote';
}

/** Whether what becomes baseline agrees with what the items were decided upon. */
export function areRowsKnown(rows: readonly BaselineRow[], items: ReadonlyMap<ItemPath, PlanItem>): boolean {
  for (const [path, { record }] of new Map(rows.map((row) => [row.path, row]))) {
    const item = items.get(path);
    if (item === undefined || item.action.kind === 'leave' || item.action.kind === 'conflict') continue;
    const { baseline } = item;
    if (baseline?.kind !== record.kind) return false;
    if (baseline.kind !== 'file' || record.kind !== 'file') continue;
    const differ = (['local', 'remote'] as const).some(
      (side) => baseline.sides[side].size !== record.sides[side].size,
    );
    if (differ) return false;
  }
  return true;
}

/** Whether both ends of every move are there, say the same and are of one size, and so does the folder with which it is made. */
export function areMovesWhole(items: ReadonlyMap<ItemPath, PlanItem>): boolean {
  for (const item of items.values()) {
    const { path, action } = item;
    if (action.kind === 'moved' && items.get(action.to)?.action.kind !== 'move') return false;
    if (action.kind !== 'move') continue;
    const { from, on, along } = action;
    const origin = items.get(from);
    if (origin?.action.kind !== 'moved' || origin.action.to !== path) return false;
    if (origin.action.on !== on || origin.action.along !== along) return false;
    if (!isOneThing(origin[on].entry, item[otherSide(on)].entry) || item[on].entry !== undefined)
      return false;
    const carrier = along === undefined ? undefined : items.get(along);
    if (along !== undefined && (!path.startsWith(`${along}/`) || !carries(carrier, on))) return false;
  }
  return true;
}

function isOneThing(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one === undefined || one.kind !== other?.kind) return false;
  return one.kind !== 'file' || other.kind !== 'file' || one.size === other.size;
}

function carries(folder: PlanItem | undefined, on: Side): boolean {
  return folder?.action.kind === 'move' && folder.action.on === on && folder.action.along === undefined;
}
