import type { ItemPath } from '../../shared/entry/entry.js';
import { ScopeError } from '../sync/scan/scope-error.js';
import type { Comparison } from './session.js';

/**
 * Compares what has changed by itself, as `compare` does where it gets paths, and everything where that cannot be told by itself, or where it
 * would stop at the deletion limit: how large a share is deleted shows only beside all that stays (S7). Rejects as `compare` does.
 */
export async function compareByItself<Found extends Pick<Comparison, 'plan'>>(
  only: readonly ItemPath[] | undefined,
  compare: (only: readonly ItemPath[] | undefined) => Promise<Found>,
): Promise<Found> {
  if (only === undefined) return compare(undefined);
  try {
    const found = await compare(only);
    if (found.plan.totals.deletionLimit === undefined) return found;
  } catch (error) {
    if (!(error instanceof ScopeError)) throw error;
  }
  return compare(undefined);
}
