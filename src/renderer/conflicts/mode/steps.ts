import type { ItemPath } from '../../../shared/entry/entry.js';
import type { SimpleSettlement, SettleRequest } from '../../../shared/plan/plan.js';

/** One item that a choice settles. */
export interface Settled {
  readonly path: ItemPath;
  readonly settlement: SimpleSettlement;
  /** What lies in a folder about which is decided goes with it. */
  readonly isFolder: boolean;
}

/** One choice: the conflict at which it was made, and all items that it settled. */
export interface Step {
  readonly at: ItemPath;
  readonly settled: readonly Pick<Settled, 'path'>[];
}

/** What is asked for so that these items are settled. */
export function requestsFor(settled: readonly Settled[]): readonly SettleRequest[] {
  const groups = Map.groupBy(settled, ({ settlement, isFolder }) => `${settlement} ${String(isFolder)}`);
  return [...groups.values()].flatMap((group): readonly SettleRequest[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { settlement, isFolder } = first;
    return [{ paths: group.map(({ path }) => path), settlement, reach: isFolder ? 'below' : 'item' }];
  });
}

/** What was settled by choices that were not undone. */
export function settledIn(steps: readonly Step[]): ReadonlySet<ItemPath> {
  return new Set(steps.flatMap(({ settled }) => settled.map(({ path }) => path)));
}

/** The next path behind `at`, or from the beginning, that is open; `undefined` where none is. */
export function nextOpen(
  paths: readonly ItemPath[],
  at: ItemPath | undefined,
  isOpen: (path: ItemPath) => boolean,
): ItemPath | undefined {
  const from = at === undefined ? 0 : paths.indexOf(at) + 1;
  return [...paths.slice(from), ...paths.slice(0, from)].find(isOpen);
}
