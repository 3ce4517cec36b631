import { explain } from '../../../shared/plan/explain.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';

/** Why a run left an item as it was. */
export function leftAloneProblem(item: PlanItem): Problem {
  if (item.problem !== undefined) return item.problem;
  const { action, path } = item;
  return {
    kind: 'other',
    what: `“${path}” was skipped. ${explain(item)}`,
    advice:
      action.kind === 'conflict'
        ? 'Resolve the conflict to bring both sides in sync.'
        : 'Both sides stay as they are until this changes.',
    path,
  };
}
