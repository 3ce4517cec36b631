import { deletionWords, type DeletionFinding } from '../../../shared/plan/deletion-limit.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import type { Brakes } from '../base/policy.js';
import { findDeletions } from '../plan/deletion-tally.js';

/** S7: why a run of these items stops and asks first; `undefined` where nothing speaks against it. */
export function findDeletionLimit(items: Iterable<PlanItem>, brakes: Brakes): Problem | undefined {
  const finding = findDeletions(items, brakes);
  return finding && deletionProblem(finding);
}

/** The same in words, of a plan whose deletions have been counted already. */
export function deletionProblem(finding: DeletionFinding): Problem {
  const { what, advice } = deletionWords(finding);
  return { kind: 'brakes', what: `${what} Nothing was changed.`, advice, side: finding.side };
}
