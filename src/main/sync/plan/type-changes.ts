import type { ItemPath } from '../../../shared/entry/entry.js';
import { ancestorsOf } from '../../../shared/entry/path.js';
import { isTypeChange, type PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import type { Policy } from '../base/policy.js';
import { sourceIn } from '../decide/decide.js';
import { isUntouchable } from './effective-actions.js';

/** What lies in a folder of which the other side has made a file. */
export interface FolderContent {
  /** Whether anything in it is new or edited since the last sync. */
  readonly edited: boolean;
  /** Something in it that no choice may delete: left out by a filter, unreadable, or neither file nor folder. */
  readonly blockedBy: ItemPath | undefined;
}

/** What lies in each folder of which the other side has made a file. `decidedOn` returns what the rules alone say of an item. */
export function contentOfTypeChanges(
  items: Iterable<PlanItem>,
  decidedOn: (path: ItemPath) => PlanItem | undefined,
): ReadonlyMap<ItemPath, FolderContent> {
  const all = [...items];
  const found = new Map<ItemPath, FolderContent>();
  for (const item of all)
    if (isTypeChange(item)) found.set(item.path, { edited: false, blockedBy: undefined });
  if (found.size === 0) return found;
  for (const { path } of all) {
    const folder = ancestorsOf(path).find((above) => found.has(above));
    const item = folder === undefined ? undefined : decidedOn(path);
    if (folder === undefined || item === undefined) continue;
    const observed = item.local.entry === undefined ? item.remote : item.local;
    if (observed.entry === undefined) continue;
    const before = found.get(folder);
    const stays = isUntouchable(item.action);
    found.set(folder, {
      edited: before?.edited === true || (!stays && observed.class !== 'unmodified'),
      blockedBy: before?.blockedBy ?? (stays ? path : undefined),
    });
  }
  return found;
}

/** Whether the source side wins whatever became of the other. */
export function forcesSource(policy: Policy): boolean {
  return policy.force && sourceIn(policy.mode) !== undefined;
}

/** Why a folder cannot give way to the file of the same name. */
export function blockedProblem(path: ItemPath, blockedBy: ItemPath): { readonly problem: Problem } {
  return {
    problem: {
      kind: 'not-empty',
      what: `The folder “${path}” can’t be replaced by the file with this name: it contains “${blockedBy}”, which is excluded from the sync and never deleted.`,
      advice: 'Move or delete it there, or change the filter that excludes it. Then compare again.',
      path,
    },
  };
}
