import { DELETION_LIMIT, type ProblemKind } from '../../../shared/problem.js';

/** What the window offers to do about a problem, first the one that is likely to help. */
export type ProblemAction = 'edit' | 'try-again' | 'trust' | 'sign-in' | 'unlock-key' | 'use-plain';

const EDIT_FIRST: readonly ProblemAction[] = ['edit', 'try-again'];
const TRY_FIRST: readonly ProblemAction[] = ['try-again', 'edit'];
const TRY: readonly ProblemAction[] = ['try-again'];
const TRUST: readonly ProblemAction[] = ['trust', 'try-again'];

const ACTIONS: Readonly<Record<ProblemKind, readonly ProblemAction[]>> = {
  'server-not-found': EDIT_FIRST,
  'server-unreachable': TRY_FIRST,
  'connection-lost': TRY,
  'timed-out': TRY_FIRST,
  'sign-in-refused': ['sign-in', 'edit'],
  'password-needed': ['sign-in', 'edit'],
  'key-locked': ['unlock-key', 'edit'],
  'certificate-unknown': TRUST,
  'certificate-changed': TRUST,
  'tls-unavailable': ['edit', 'try-again', 'use-plain'],
  'command-failed': EDIT_FIRST,
  'folder-missing': EDIT_FIRST,
  'not-found': EDIT_FIRST,
  'not-a-folder': EDIT_FIRST,
  'permission-denied': TRY_FIRST,
  'no-space': TRY,
  'name-refused': TRY,
  'changed-meanwhile': TRY,
  'already-exists': TRY,
  'not-empty': TRY,
  'listing-incomplete': TRY,
  'transfer-incomplete': TRY,
  busy: TRY,
  damaged: TRY_FIRST,
  // Whether to go on is asked where the plan is in view.
  [DELETION_LIMIT]: ['try-again'],
  locked: TRY,
  unsupported: EDIT_FIRST,
  invalid: EDIT_FIRST,
  // The toolbar's own Compare is all that is needed.
  stopped: [],
  other: TRY_FIRST,
};

/** What is offered about a problem of this kind. */
export function actionsFor(kind: ProblemKind): readonly ProblemAction[] {
  return ACTIONS[kind];
}
