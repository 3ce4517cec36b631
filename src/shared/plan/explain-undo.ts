import { assertNever } from '../assert-never.js';
import type { PlanItem } from './plan.js';
import { explainUndoText as text } from './text.js';

/** What undoing a run does with `item`, and why: a whole sentence. */
export function explainUndo({ action, problem, settled }: PlanItem): string {
  if (problem !== undefined) return `${problem.what} ${problem.advice}`;
  switch (action.kind) {
    case 'copy':
      return action.replaces ? text.replaced(action.to) : text.deleted(action.to);
    case 'create-folder':
      return text.folderDeleted(action.on);
    case 'delete':
      return text.added(action.on);
    case 'move':
      return text.movedAway(action.on, action.from);
    case 'moved':
      return text.movedHere(action.on, action.to);
    case 'leave':
      if (settled !== undefined) return text.excluded;
      return action.reason === 'content-stays' ? text.contentStays : text.belongsToExcluded;
    case 'merge':
      return text.replacedOnBoth;
    case 'keep-both':
    case 'conflict':
    case 'equal':
    case 'forget':
      return text.stays;
    default:
      return assertNever(action);
  }
}
