import { assertNever } from '../assert-never.js';
import type { PlanItem } from './plan.js';

/** What undoing a run does with `item`, and why: a whole sentence. */
export function explainUndo({ action, problem, settled }: PlanItem): string {
  if (problem !== undefined) return `${problem.what} ${problem.advice}`;
  switch (action.kind) {
    case 'copy':
      return action.replaces
        ? `That run replaced it on the ${action.to} side; the version from before is restored.`
        : `That run deleted it on the ${action.to} side; it is restored from the kept versions.`;
    case 'create-folder':
      return `That run deleted this folder on the ${action.on} side; it is created again.`;
    case 'delete':
      return `That run added it on the ${action.on} side; it is deleted there, and kept as a version.`;
    case 'move':
      return `That run moved it on the ${action.on} side to “${action.from}”; it is moved back here.`;
    case 'moved':
      return `That run moved it here on the ${action.on} side; it is moved back to “${action.to}”.`;
    case 'leave':
      if (settled !== undefined) return 'You excluded it, so it stays as it is.';
      return action.reason === 'content-stays'
        ? 'Something in this folder stays, so the folder stays too.'
        : 'The item it belongs to is excluded, so it stays as it is.';
    case 'conflict':
    case 'equal':
    case 'forget':
      return 'It stays as it is.';
    default:
      return assertNever(action);
  }
}
