import type { ItemPath } from '../entry/entry.js';
import { ancestorsOf } from '../entry/path.js';
import type { PlanItem } from './plan.js';

/** What differs on the two sides before and after a run of a plan, although no conflict is open about it. */
export interface StillDiffers {
  /** Because of the mode. */
  readonly byMode: readonly ItemPath[];
  /** A link or another special file on one side that was in sync before, or is a file or folder on the other side. */
  readonly special: readonly ItemPath[];
}

/** What a run of these items leaves different; a folder stands for all that lies in it. */
export function stillDiffers(items: ReadonlyMap<ItemPath, PlanItem>): StillDiffers {
  return { byMode: topmost(items, isLeftByMode), special: topmost(items, isSpecialOnOneSide) };
}

/** Whether the mode leaves an item as it differs. */
function isLeftByMode({ action }: Pick<PlanItem, 'action'>): boolean {
  return action.kind === 'leave' && action.reason === 'mode';
}

/** A special file of which nothing is known elsewhere is merely skipped; here something that takes part stays different. */
function isSpecialOnOneSide({ action, baseline, local, remote }: PlanItem): boolean {
  if (action.kind !== 'leave' || action.reason !== 'not-a-file') return false;
  const takesPart = [local, remote].some(({ entry }) => entry !== undefined && entry.kind !== 'other');
  return takesPart || (baseline !== undefined && baseline.kind !== 'apart');
}

function topmost(
  items: ReadonlyMap<ItemPath, PlanItem>,
  is: (item: PlanItem) => boolean,
): readonly ItemPath[] {
  const isOne = (path: ItemPath): boolean => {
    const item = items.get(path);
    return item !== undefined && is(item);
  };
  return [...items.keys()].filter((path) => isOne(path) && !ancestorsOf(path).some(isOne));
}
