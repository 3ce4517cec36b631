import type { ItemPath } from '../../../shared/entry/entry.js';
import { ancestorsOf } from '../../../shared/entry/path.js';
import { isTypeChange, type PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import type { Policy } from '../base/policy.js';
import { sourceIn } from '../decide/decide.js';
import { isUntouchable } from './effective-actions.js';

/** What lies in a folder of which the other side has made a file. */
export interface Heard {
  /** Whether anything in it is new or edited since the last run. */
  readonly edited: boolean;
  /** Something in it that no choice may delete: left out by a filter, unreadable, or neither file nor folder. */
  readonly heldBy: ItemPath | undefined;
}

/** Asks what lies in each folder that stands against a file. `ruled` tells what the rules alone say of an item. */
export function hearFolders(
  items: Iterable<PlanItem>,
  ruled: (path: ItemPath) => PlanItem | undefined,
): ReadonlyMap<ItemPath, Heard> {
  const all = [...items];
  const heard = new Map<ItemPath, Heard>();
  for (const item of all) if (isTypeChange(item)) heard.set(item.path, { edited: false, heldBy: undefined });
  if (heard.size === 0) return heard;
  for (const { path } of all) {
    const folder = ancestorsOf(path).find((above) => heard.has(above));
    const item = folder === undefined ? undefined : ruled(path);
    if (folder === undefined || item === undefined) continue;
    const observed = item.local.entry === undefined ? item.remote : item.local;
    if (observed.entry === undefined) continue;
    const before = heard.get(folder);
    const stays = isUntouchable(item.action);
    heard.set(folder, {
      edited: before?.edited === true || (!stays && observed.class !== 'unmodified'),
      heldBy: before?.heldBy ?? (stays ? path : undefined),
    });
  }
  return heard;
}

/** Whether the source side wins whatever became of the other. */
export function forcesSource(policy: Policy): boolean {
  return policy.force && sourceIn(policy.mode) !== undefined;
}

/** Why a folder cannot give way to the file of the same name. */
export function heldProblem(path: ItemPath, heldBy: ItemPath): { readonly problem: Problem } {
  return {
    problem: {
      kind: 'not-empty',
      what: `The folder “${path}” can’t be replaced by the file with this name: it contains “${heldBy}”, which is excluded from the sync and never deleted.`,
      advice: 'Move or delete it there, or change the filter that excludes it. Then compare again.',
      path,
    },
  };
}
