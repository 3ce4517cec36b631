import { ProblemError } from '../../../shared/problem-error.js';
import type { StateStore } from '../../state/state-store.js';

/**
 * Makes sure that no other program on this computer runs from the same memory, the application beside the command line for
 * example, until the store is closed. Rejects with a `ProblemError` of kind `busy` where one does.
 */
export async function lockState(state: Pick<StateStore, 'claim'>): Promise<void> {
  if (await state.claim()) return;
  throw new ProblemError({
    kind: 'busy',
    what: 'Another Evenkeel on this computer is already syncing these folders. Nothing was changed.',
    advice: 'Wait until it has finished, then compare again.',
  });
}
