import type { ItemPath } from '../../../shared/entry/entry.js';
import { mergedByItself } from '../../../shared/merge/merge-text.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { throwIfStopped } from '../../../shared/problem-error.js';
import { isFatal } from '../../../shared/problem-traits.js';
import { forEachBounded } from '../base/flow/bounded.js';
import type { Plan } from '../plan/plan.js';
import { keptBase, type VersionSources } from './kept-base.js';
import { readVersion } from './read-versions.js';

/** Files that are read at once. */
const AT_ONCE = 4;

/** Bytes that a plan may hold of merged files: what would be more stays in conflict until these have been run. */
const HELD_AT_MOST = 64 * 2 ** 20;

/**
 * Merges both versions of each file in conflict of which it is known what both were made from, and whose changes do not overlap; all else stays in
 * conflict. Changes nothing on either side. Returns the items that changed by it. Rejects only where a side as a whole is out of reach, or with
 * `stopped`.
 */
export async function mergeConflicts(plan: Plan, sources: VersionSources): Promise<readonly PlanItem[]> {
  const changed = new Map<ItemPath, PlanItem>();
  let heldBytes = 0;
  const open = [...plan.items.values()].filter(
    ({ path, action }) => action.kind === 'conflict' && plan.canMerge(path),
  );
  await forEachBounded(open, AT_ONCE, sources.signal, async (item) => {
    if (heldBytes >= HELD_AT_MOST) return;
    const content = await mergedVersion(item, sources);
    if (content === undefined || heldBytes + content.length > HELD_AT_MOST) return;
    heldBytes += content.length;
    for (const one of plan.resolveByMerging(item.path, content)) changed.set(one.path, one);
  });
  throwIfStopped(sources.signal);
  return [...changed.values()];
}

async function mergedVersion(item: PlanItem, sources: VersionSources): Promise<Uint8Array | undefined> {
  try {
    const base = await keptBase(item, sources);
    if (base === undefined) return undefined;
    const [local, remote] = await Promise.all([
      readVersion(item, 'local', sources),
      readVersion(item, 'remote', sources),
    ]);
    return mergedByItself({ base, local, remote });
  } catch (error) {
    // One that cannot be read is asked about like any other.
    if (isFatal(error)) throw error;
    return undefined;
  }
}
