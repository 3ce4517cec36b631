import { isLeaf, otherSide, type ItemPath, type Side } from '../../../shared/entry/entry.js';
import { checkName } from '../../../shared/entry/names.js';
import { changedOn } from '../../../shared/plan/plan-filter.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Mode } from '../../../shared/profile/profile.js';
import { isOwnName } from '../base/reserved-names.js';

/** The one side that a mode changes; `undefined` where it may change both. */
const CHANGES: Readonly<Record<Mode, Side | undefined>> = {
  'two-way': undefined,
  upload: 'remote',
  download: 'local',
};

/** S9: whether a path leads to something below the root that is content, and to nothing else. */
export function isSoundPath(path: ItemPath): boolean {
  return path.split('/').every((name) => checkName(name, 'posix') === undefined && !isOwnName(name));
}

/**
 * Whether an item's action agrees with the mode and with what the item says of both sides. Anybody may have edited a saved plan, and
 * what the comparison would never have planned is not carried out.
 */
export function isSoundItem(item: PlanItem, mode: Mode): boolean {
  const { action } = item;
  const on = changedOn(action);
  const allowed = CHANGES[mode];
  if (on !== undefined && allowed !== undefined && on !== allowed) return false;
  if (!isSoundPath(item.path)) return false;
  switch (action.kind) {
    case 'copy':
      return isLeaf(item[otherSide(action.to)].entry);
    case 'delete': {
      const { entry } = item[action.on];
      return isLeaf(entry) || entry?.kind === 'folder';
    }
    // The other end is an item of its own.
    case 'move':
    case 'moved':
    case 'create-folder':
    case 'equal':
    case 'forget':
    case 'conflict':
    case 'leave':
      return true;
  }
}

/** Whether both ends of every move are there and say the same, and so does the folder with which it is made. */
export function areMovesWhole(items: ReadonlyMap<ItemPath, PlanItem>): boolean {
  for (const { path, action } of items.values()) {
    if (action.kind !== 'move') continue;
    const { from, on, along } = action;
    const origin = items.get(from)?.action;
    if (origin?.kind !== 'moved' || origin.to !== path || origin.on !== on || origin.along !== along)
      return false;
    const carrier = along === undefined ? undefined : items.get(along);
    if (along !== undefined && (!path.startsWith(`${along}/`) || !carries(carrier, on))) return false;
  }
  return true;
}

function carries(folder: PlanItem | undefined, on: Side): boolean {
  return folder?.action.kind === 'move' && folder.action.on === on && folder.action.along === undefined;
}
