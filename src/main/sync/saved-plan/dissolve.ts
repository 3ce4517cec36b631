import { otherSide, type ItemPath } from '../../../shared/entry/entry.js';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';

/**
 * The items of a folder's move, once it is given up to move the folder to `path` as a whole: its files are moved one by one, its
 * folders made anew in the new place and deleted in the old one. Pure; returns only what becomes otherwise.
 */
export function dissolveMove(items: Iterable<PlanItem>, path: ItemPath): readonly PlanItem[] {
  const changed: PlanItem[] = [];
  for (const item of items) {
    const action = partedAction(item, path);
    if (action !== undefined) changed.push({ ...item, action });
  }
  return changed;
}

function partedAction({ action, ...item }: PlanItem, to: ItemPath): Action | undefined {
  if (action.kind === 'move') {
    if ((action.along ?? item.path) !== to) return undefined;
    const { kind, on, from } = action;
    const isFolder = item[otherSide(on)].entry?.kind === 'folder';
    return isFolder ? { kind: 'create-folder', on } : { kind, on, from };
  }
  if (action.kind === 'moved') {
    if ((action.along ?? action.to) !== to) return undefined;
    const { kind, on, to: place } = action;
    return item[on].entry?.kind === 'folder' ? { kind: 'delete', on } : { kind, on, to: place };
  }
  return undefined;
}
