import { explain } from '../../../shared/plan/explain.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';

/** Why a run left an item as it was. */
export function leftAloneProblem(item: PlanItem): Problem {
  if (item.problem !== undefined) return item.problem;
  const { action, path } = item;
  return {
    kind: 'other',
    what: `“${path}” was left as it is. ${explain(item)}`,
    advice:
      action.kind === 'conflict'
        ? 'Settle the conflict to make both sides even.'
        : 'Both sides stay as they are until this changes.',
    path,
  };
}
