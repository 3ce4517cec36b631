import type { Problem, ProblemKind } from '../../../shared/problem.js';
import { ProblemError } from '../../../shared/problem-error.js';

/** Problems of the connection, not of one item: going on would meet them again and again. */
const FATAL: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'server-not-found',
  'server-unreachable',
  'connection-lost',
  'timed-out',
  'sign-in-refused',
  'key-locked',
  'certificate-unknown',
  'certificate-changed',
  'tls-unavailable',
  'stopped',
]);

/** Whether what went wrong concerns the side as a whole. */
export function isFatalProblem(problem: Problem): boolean {
  return FATAL.has(problem.kind);
}

/** Whether an error concerns the side as a whole, or is not one that a target foresaw. */
export function isFatal(error: unknown): boolean {
  return !(error instanceof ProblemError) || isFatalProblem(error.problem);
}
