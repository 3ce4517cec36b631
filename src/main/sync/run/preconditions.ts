import type { Side } from '../../../shared/entry/entry.js';
import { deletionWords, type DeletionFinding } from '../../../shared/plan/deletion-finding.js';
import type { PlanItem, PlanTotals } from '../../../shared/plan/plan.js';
import { DELETION_LIMIT, type Problem } from '../../../shared/problem.js';
import type { DeletionLimit } from '../base/policy.js';
import type { Part } from '../base/scope.js';
import { findDeletions } from '../plan/deletion-limit.js';
import { runText } from './text.js';

/** S7: why a run of these items stops and asks first; `undefined` where nothing speaks against it. */
export function findDeletionLimit(
  items: Iterable<PlanItem>,
  limit: DeletionLimit,
  part?: Part,
): Problem | undefined {
  const finding = findDeletions(items, limit, part);
  return finding && deletionProblem(finding);
}

/** The same as a problem, for a plan whose deletions have been counted already. */
export function deletionProblem(finding: DeletionFinding): Problem {
  const { what, advice } = deletionWords(finding);
  return { kind: DELETION_LIMIT, what: runText.nothingWasChanged(what), advice, side: finding.side };
}

/**
 * Why a run of a plan with these totals can't fit on a side with `free` bytes left; `undefined` where it can, or nobody knows. What is
 * replaced frees no space: it is kept as a version, or goes only after the new file has arrived.
 */
export function lackOfSpace(side: Side, totals: PlanTotals, free: number | undefined): Problem | undefined {
  const needed = totals.copy[side].bytes;
  if (free === undefined || needed <= free) return undefined;
  return { kind: 'no-space', ...runText.notEnoughSpace(side, needed, free), side };
}
