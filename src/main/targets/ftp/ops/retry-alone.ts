import type { ItemPath } from '../../../../shared/entry/entry.js';
import { isLost } from '../session/errors.js';

/**
 * Files whose transfer ended with a broken connection. What broke it may be the file itself, so the next time it goes alone, and takes nobody
 * else's work along.
 */
export class RetryAlone {
  readonly #paths = new Set<ItemPath>();

  /** Takes note of how a transfer failed. */
  record(path: ItemPath, error: unknown): void {
    if (isLost(error)) this.#paths.add(path);
  }

  /** Whether the transfer of a file that begins now has to go alone. */
  take(path: ItemPath): boolean {
    return this.#paths.delete(path);
  }
}
