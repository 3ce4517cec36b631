import type { ItemPath } from '../../../shared/entry/entry.js';
import type { Target } from '../../targets/target.js';

/** How long restoring may take, even after the run was stopped. */
const RESTORE_MS = 5_000;

/** Gives a file its name again that was moved away for one that did not arrive. */
export async function restoreOriginal(
  path: ItemPath,
  keptAs: ItemPath,
  target: Pick<Target, 'stat' | 'move'>,
  temporaryPath?: ItemPath,
): Promise<void> {
  const signal = AbortSignal.timeout(RESTORE_MS);
  try {
    if ((await target.stat(path, signal)) === undefined)
      await target.move(keptAs, path, signal, temporaryPath);
  } catch {
    // The side is out of reach. The next comparison finds the name free, and the new file is copied again (S5).
  }
}
