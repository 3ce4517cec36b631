import type { ItemPath } from '../../../shared/entry/entry.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Target } from '../../targets/target.js';

/** Removes a folder unless it holds something. Rejects as `Target.removeFolder` does for all else. */
export async function removeIfEmpty(
  target: Pick<Target, 'removeFolder'>,
  folder: ItemPath,
  signal: AbortSignal,
): Promise<void> {
  try {
    await target.removeFolder(folder, signal);
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.kind === 'not-empty')) throw error;
  }
}
