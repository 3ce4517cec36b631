import { assertNever } from '../assert-never.js';
import type { PlanItem } from './plan.js';

/** What undoing a run does with `item`, and why: a whole sentence. */
export function explainUndo({ action, problem, settled }: PlanItem): string {
  if (problem !== undefined) return `${problem.what} ${problem.advice}`;
  switch (action.kind) {
    case 'copy':
      return action.replaces
        ? `That run replaced it on the ${action.to} side; its version from before comes back.`
        : `That run deleted it on the ${action.to} side; it comes back from the kept versions.`;
    case 'create-folder':
      return `That run deleted this folder on the ${action.on} side; it is made again.`;
    case 'delete':
      return `That run put it on the ${action.on} side; it is deleted there, and kept as a version.`;
    case 'move':
      return `That run moved it on the ${action.on} side to “${action.from}”; it goes back to here.`;
    case 'moved':
      return `That run moved it here on the ${action.on} side; it goes back to “${action.to}”.`;
    case 'leave':
      if (settled !== undefined) return 'You left it out, so it stays as it is now.';
      return action.reason === 'content-stays'
        ? 'Something in this folder stays, so the folder stays too.'
        : 'What it belongs to is left out, so it stays as it is now.';
    case 'conflict':
    case 'equal':
    case 'forget':
      return 'It stays as it is now.';
    default:
      return assertNever(action);
  }
}
