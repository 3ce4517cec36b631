import { assertNever } from '../assert-never.js';
import { toldStepsOf, type Action, type PlanItem } from './plan.js';
import { explainUndoText as text } from './text.js';

/** Whether an undo can do nothing with `item`. */
export function isRefused({ action, problem }: PlanItem): boolean {
  return problem !== undefined && action.kind === 'leave';
}

/** What undoing a run does with `item`, and why: whole sentences, one for each step. */
export function explainUndo(item: PlanItem): string {
  const { problem } = item;
  const refused = problem === undefined ? [] : [`${problem.what} ${problem.advice}`];
  const done = isRefused(item) ? [] : toldStepsOf(item).map((step) => explainStep(step, item));
  return [...done, ...refused].join(' ');
}

function explainStep(action: Action, { settled }: PlanItem): string {
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
