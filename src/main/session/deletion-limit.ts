import type { Problem } from '../../shared/problem.js';
import { deletionProblem } from '../sync/run/preconditions.js';
import type { RunnablePlan } from '../sync/plan/runnable-plan.js';

/** S7: why a run of a plan would stop and ask first; `undefined` where nothing speaks against it. */
export function deletionLimitOf({ totals }: Pick<RunnablePlan, 'totals'>): Problem | undefined {
  return totals.deletionLimit && deletionProblem(totals.deletionLimit);
}
