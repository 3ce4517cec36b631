import type { ProblemKind } from '../../shared/problem.js';

/** What the window offers to do about a problem, first the one that is likely to help. */
export type ProblemAction = 'edit' | 'try-again' | 'trust' | 'pass-brakes' | 'break-lock';

const EDIT_FIRST: readonly ProblemAction[] = ['edit', 'try-again'];
const TRY_FIRST: readonly ProblemAction[] = ['try-again', 'edit'];
const TRY: readonly ProblemAction[] = ['try-again'];
const TRUST: readonly ProblemAction[] = ['trust', 'try-again'];

const ACTIONS: Readonly<Record<ProblemKind, readonly ProblemAction[]>> = {
  'server-not-found': EDIT_FIRST,
  'server-unreachable': TRY_FIRST,
  'connection-lost': TRY,
  'timed-out': TRY_FIRST,
  'sign-in-refused': EDIT_FIRST,
  'key-locked': EDIT_FIRST,
  'certificate-unknown': TRUST,
  'certificate-changed': TRUST,
  'tls-unavailable': EDIT_FIRST,
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
  brakes: ['pass-brakes'],
  locked: ['try-again', 'break-lock'],
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
