import type { ConflictKind, LeaveReason, PlanItem } from '../../shared/plan.js';
import type { Problem } from '../../shared/problem.js';

const CONFLICTS: Readonly<Record<ConflictKind, string>> = {
  'edited-on-both-sides': 'was changed on both sides',
  'new-on-both-sides': 'is new on both sides, and the two differ',
  'edited-and-deleted': 'was changed on one side and deleted on the other',
  'edited-below-deleted-folder': 'was changed in a folder that the other side deleted',
  'folder-against-file': 'is a folder on one side and a file on the other',
  'first-meeting': 'differs, and which of the two is wanted is not known yet',
};

const REASONS: Readonly<Record<LeaveReason, string>> = {
  mode: 'is left as it is in this mode',
  skipped: 'was skipped, as you chose',
  'waits-for-folder': 'lies in a folder about which nothing has been decided yet',
  'content-stays': 'was not deleted, because something in it stays',
  'not-a-file': 'is neither a file nor a folder',
  unreadable: 'could not be read completely, so it was left alone with everything in it',
  'unsafe-name': 'has a name that is not safe on the other side',
  filtered: 'is left out by a filter',
};

/** Why a run left an item as it was. */
export function leftAloneProblem(item: PlanItem): Problem {
  if (item.problem !== undefined) return item.problem;
  const { action, path } = item;
  if (action.kind === 'conflict') {
    return {
      kind: 'other',
      what: `“${path}” ${CONFLICTS[action.conflict]}.`,
      advice: 'Both sides were left as they are. Settle the conflict to make them even.',
      path,
    };
  }
  const reason = action.kind === 'leave' ? REASONS[action.reason] : 'was left as it is';
  return { kind: 'other', what: `“${path}” ${reason}.`, advice: 'Both sides were left as they are.', path };
}
