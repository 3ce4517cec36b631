import { isDeepStrictEqual } from 'node:util';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { changedOn } from '../../../shared/plan/plan-filter.js';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import { taskOf, type RunReport } from '../../../shared/run/run.js';
import { activityText } from '../text.js';

/** Which items are still to be done exactly as they were `planned` (S2). */
export function stillAsPlanned(
  items: Iterable<PlanItem>,
  planned: ReadonlyMap<ItemPath, Action>,
): ReadonlySet<ItemPath> {
  const same = [...items].filter(({ path, action }) => isDeepStrictEqual(planned.get(path), action));
  return new Set(same.map(({ path }) => path));
}

/** What a run meant to do with those of these items that it failed to do or skipped. */
export function retryable(
  report: RunReport | undefined,
  paths: readonly ItemPath[],
): ReadonlyMap<ItemPath, Action> {
  if (report === undefined || report.dryRun || taskOf(report) !== 'synchronize') return new Map();
  const wanted = new Set(paths);
  return new Map(
    report.items
      .filter(({ path, outcome }) => wanted.has(path) && 'problem' in outcome)
      .filter(({ action }) => changedOn(action) !== undefined)
      .map(({ path, action }) => [path, action]),
  );
}

/** Why there is nothing to retry. */
export const NOTHING_TO_RETRY: Problem = {
  kind: 'invalid',
  ...activityText.nothingToRetry,
};

/** Why a version is not restored: what is shown is what runs (S2). */
export const NOT_LOOKED_AT: Problem = {
  kind: 'invalid',
  ...activityText.restoreNotShown,
};
