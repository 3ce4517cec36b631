import { otherSide, type Entry, type ItemPath, type Side } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { PerformContext } from './apply-context.js';
import { applyText } from './text.js';
import { isListed } from '../spelling/case-only-rename.js';
import { sameEntry } from '../base/entry-comparison.js';

/** S2: rejects where a side no longer has what the plan saw there; resolves with what it has. */
export async function checkUnchanged(
  item: PlanItem,
  side: Side,
  { targets, signal }: PerformContext,
): Promise<Entry | undefined> {
  const planned = item[side].entry;
  const current = await targets[side].stat(item.path, signal);
  if (!sameEntry(planned, current)) throw changedMeanwhile(item.path, side);
  return current;
}

/**
 * S2: as `checkUnchanged`, where nothing is to be put under the name on that side: what a side that cannot tell spellings apart
 * has under another one is another item. `mayFold` says whether the side may be such a one.
 */
export async function checkAsSpelled(
  item: PlanItem,
  side: Side,
  context: PerformContext,
  mayFold = context.targets[side].features.foldsNames,
): Promise<Entry | undefined> {
  try {
    return await checkUnchanged(item, side, context);
  } catch (error) {
    if (item[side].entry !== undefined || !mayFold || !isChange(error)) throw error;
    if (await isListed(context.targets[side], item.path, context.signal)) throw error;
    return undefined;
  }
}

function isChange(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.kind === 'changed-meanwhile';
}

/** S2, just before something is put under its name on side `to`: resolves with what the other side has. */
export async function checkBoth(
  item: PlanItem,
  to: Side,
  context: PerformContext,
): Promise<Entry | undefined> {
  const [current] = await Promise.all([
    checkUnchanged(item, otherSide(to), context),
    item[to].entry?.kind === 'folder' ? undefined : checkUnchanged(item, to, context),
  ]);
  return current;
}

export function changedMeanwhile(path: ItemPath, side: Side): ProblemError {
  return new ProblemError({
    kind: 'changed-meanwhile',
    ...applyText.changedMeanwhile(path, side),
    side,
    path,
  });
}
