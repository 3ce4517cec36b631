import type { ItemPath } from '../../../shared/entry/entry.js';
import type { Target } from '../../targets/target.js';

/** How long putting back may take after a failure, even one of being stopped. */
const PUT_BACK_MS = 5_000;

/** A file that had stepped aside for one that did not come returns to its name. */
export async function putBack(
  path: ItemPath,
  keptAs: ItemPath,
  target: Pick<Target, 'stat' | 'move'>,
  temporaryPath?: ItemPath,
): Promise<void> {
  const signal = AbortSignal.timeout(PUT_BACK_MS);
  try {
    if ((await target.stat(path, signal)) === undefined)
      await target.move(keptAs, path, signal, temporaryPath);
  } catch {
    // The side is out of reach. It is found vacant at the next comparison, which brings the new file again (S5).
  }
}
