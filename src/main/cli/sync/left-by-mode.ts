import type { ItemPath } from '../../../shared/entry/entry.js';
import { ancestorsOf } from '../../../shared/entry/path.js';
import { shown } from '../../../shared/format/shown.js';
import { formatCount } from '../../../shared/format/size.js';
import type { PlanItem } from '../../../shared/plan/plan.js';

/** How many items are named; the rest is counted. */
const NAMED = 5;

/** What differs on the two sides and stays so because of the mode; a folder speaks for all that lies in it. */
export function leftByMode(items: ReadonlyMap<ItemPath, PlanItem>): readonly ItemPath[] {
  const isLeft = (path: ItemPath): boolean => {
    const action = items.get(path)?.action;
    return action?.kind === 'leave' && action.reason === 'mode';
  };
  return [...items.keys()].filter((path) => isLeft(path) && !ancestorsOf(path).some(isLeft));
}

/** The same in a sentence; `undefined` where there is nothing to say. */
export function leftWords(left: readonly ItemPath[]): string | undefined {
  if (left.length === 0) return undefined;
  const named = left.slice(0, NAMED).map((path) => `“${shown(path)}”`);
  const rest = left.length - named.length;
  const names = rest === 0 ? named.join(', ') : `${named.join(', ')} and ${formatCount(rest)} more`;
  return left.length === 1
    ? `1 item differs on the two sides and stays so in this mode: ${names}.`
    : `${formatCount(left.length)} items differ on the two sides and stay so in this mode: ${names}.`;
}
