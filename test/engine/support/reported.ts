import { expect } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import type { Problem, ProblemKind } from '../../../src/shared/problem.js';
import type { RunReport } from '../../../src/shared/run/run.js';

/** What became of an item, if that is not that it was done. */
export function problemWith(report: RunReport, path: string): Problem | undefined {
  const item = report.items.find((one) => one.path === path);
  return item !== undefined && 'problem' in item.outcome ? item.outcome.problem : undefined;
}

/** The item failed for one of these reasons, and is named together with the side. */
export function expectProblem(
  report: RunReport,
  path: string,
  side: Side,
  ...kinds: readonly ProblemKind[]
): void {
  const problem = problemWith(report, path);
  expect(problem?.what).toContain(path);
  expect(problem?.side).toBe(side);
  expect(kinds).toContain(problem?.kind);
}
