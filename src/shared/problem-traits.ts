import { ProblemError } from './problem-error.js';
import { DELETION_LIMIT, type Problem, type ProblemKind } from './problem.js';

/** What a kind of problem means for what is still to be done. */
interface ProblemTraits {
  /** It is about the connection or the side as a whole, not about one item: going on would run into it again and again. */
  readonly fatal?: true;
  /** It may be over in a moment, so the same is tried again: a cut connection, a busy server (421, 425, 426, 450). */
  readonly retried?: true;
  /** The item was left as it is on purpose, so it counts as skipped, not as failed. */
  readonly skipped?: true;
  /** It ends a run although the side itself is in order: every item that is left would fail as well. */
  readonly endsRun?: true;
  /** Trying again would come to the same, or get the user locked out of the server, until a person does something. */
  readonly needsPerson?: true;
  /** What the command line exits with where this ends it; 1 unless it says otherwise. */
  readonly exitCode?: 3;
}

/** The one place that says how each kind of problem is treated. A full disk or a refused name is nothing to wait for. */
const TRAITS: Readonly<Record<ProblemKind, ProblemTraits>> = {
  'server-not-found': { fatal: true },
  'server-unreachable': { fatal: true },
  'connection-lost': { fatal: true, retried: true },
  'timed-out': { fatal: true, retried: true },
  'sign-in-refused': { fatal: true, needsPerson: true },
  'password-needed': { fatal: true, needsPerson: true },
  'key-locked': { fatal: true, needsPerson: true },
  'certificate-unknown': { fatal: true, needsPerson: true },
  'certificate-changed': { fatal: true, needsPerson: true },
  'tls-unavailable': { fatal: true, needsPerson: true },
  'command-failed': { fatal: true },
  'folder-missing': {},
  'not-found': {},
  'not-a-folder': {},
  'permission-denied': {},
  'no-space': { endsRun: true },
  'name-refused': {},
  'changed-meanwhile': { skipped: true },
  'already-exists': {},
  'not-empty': { skipped: true },
  'listing-incomplete': {},
  'transfer-incomplete': {},
  busy: { retried: true },
  damaged: {},
  [DELETION_LIMIT]: {},
  locked: {},
  unsupported: {},
  invalid: {},
  stopped: { fatal: true, exitCode: 3 },
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
  return error instanceof ProblemError && TRAITS[error.problem.kind].retried === true;
}

/** Whether the item was left as it is on purpose: it counts as skipped, not as failed. */
export function isRefusal({ kind }: Problem): boolean {
  return TRAITS[kind].skipped === true;
}

/** Whether a run gives up because of it, although it met it at a single item. */
export function endsRun({ kind }: Problem): boolean {
  return TRAITS[kind].endsRun === true;
}

/** Whether nothing that runs by itself may try again before a person has done something about it. */
export function needsPerson({ kind }: Problem): boolean {
  return TRAITS[kind].needsPerson === true;
}

/** What the command line exits with where this problem ends it. */
export function exitCodeOfProblem({ kind }: Problem): 1 | 3 {
  return TRAITS[kind].exitCode ?? 1;
}
