import type { Problem, ProblemKind } from '../../../shared/problem.js';
import { ProblemError } from '../../../shared/problem-error.js';

interface ProblemTraits {
  /** Whether it is of the connection, not of one item: going on would meet it again and again. */
  readonly fatal?: true;
  /** Whether it may be over in a moment, so that the same is tried again: a cut line, a server that is busy (421, 425, 426, 450). */
  readonly passing?: true;
}

/** What each kind of problem means for what is still to be done. A full disk or a refused name is nothing to wait for. */
const TRAITS: Readonly<Record<ProblemKind, ProblemTraits>> = {
  'server-not-found': { fatal: true },
  'server-unreachable': { fatal: true },
  'connection-lost': { fatal: true, passing: true },
  'timed-out': { fatal: true, passing: true },
  'sign-in-refused': { fatal: true },
  'password-needed': { fatal: true },
  'key-locked': { fatal: true },
  'certificate-unknown': { fatal: true },
  'certificate-changed': { fatal: true },
  'tls-unavailable': { fatal: true },
  'folder-missing': {},
  'not-found': {},
  'not-a-folder': {},
  'permission-denied': {},
  'no-space': {},
  'name-refused': {},
  'changed-meanwhile': {},
  'already-exists': {},
  'not-empty': {},
  'listing-incomplete': {},
  'transfer-incomplete': {},
  busy: { passing: true },
  damaged: {},
  brakes: {},
  locked: {},
  unsupported: {},
  invalid: {},
  stopped: { fatal: true },
  other: {},
};

/** Whether what went wrong concerns the side as a whole. */
export function isFatalProblem({ kind }: Problem): boolean {
  return TRAITS[kind].fatal === true;
}

/** Whether an error concerns the side as a whole, or is not one that a target foresaw. */
export function isFatal(error: unknown): boolean {
  return !(error instanceof ProblemError) || isFatalProblem(error.problem);
}

/** Whether an error may be over in a moment. */
export function mayPass(error: unknown): boolean {
  return error instanceof ProblemError && TRAITS[error.problem.kind].passing === true;
}
