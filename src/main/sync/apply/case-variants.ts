import type { Side } from '../../../shared/entry/entry.js';
import { createdOn, type PlanItem } from '../../../shared/plan/plan.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { PerformContext } from './apply-context.js';
import { applyText } from './text.js';
import { isListed } from '../spelling/case-only-rename.js';

/**
 * S9: rejects where an item is to be made that its side has already, under another spelling. Taken for made it would seem to be deleted
 * there the next time, for no listing shows it.
 */
export async function refuseOtherSpelling(item: PlanItem, context: PerformContext): Promise<void> {
  const on = createdOn(item.action);
  if (on === undefined || item[on].entry !== undefined) return;
  const { targets, signal } = context;
  if ((await targets[on].stat(item.path, signal)) === undefined) return;
  if (await isListed(targets[on], item.path, signal)) return;
  throw spelledOtherwise(item, on);
}

function spelledOtherwise({ path, alike = [] }: PlanItem, side: Side): ProblemError {
  return new ProblemError({
    kind: 'name-refused',
    ...applyText.sameNameThere(path, alike, side),
    side,
    path,
  });
}
