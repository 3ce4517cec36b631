import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Action } from '../../../shared/plan/plan.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { RunReport } from '../../../shared/run/run.js';

/** What was done to an item, as far as a short list tells. */
export type RecentWhat = 'uploaded' | 'downloaded' | 'deleted' | 'moved';

/** Something that a run has changed not long ago. */
export interface RecentChange {
  readonly profileId: ProfileId;
  readonly path: ItemPath;
  readonly what: RecentWhat;
  /** The side that it was changed on. */
  readonly side: Side;
  /** When its run ended; milliseconds since 1970 in UTC. */
  readonly ms: number;
}

/** How many are shown. */
const RECENT_AT_MOST = 10;

/**
 * The newest changes, the newest first, each item once: those of these runs and of `earlier` ones. Folders that were made are left out:
 * what is in them says so.
 */
export function recentChanges(
  reports: readonly RunReport[],
  earlier: readonly RecentChange[] = [],
): readonly RecentChange[] {
  const changes = [...reports.flatMap((report) => changesOf(report)), ...earlier];
  const recent = new Map<string, RecentChange>();
  for (const change of changes.toSorted((one, other) => other.ms - one.ms)) {
    const key = `${change.profileId}\n${change.path}`;
    if (!recent.has(key)) recent.set(key, change);
    if (recent.size === RECENT_AT_MOST) break;
  }
  return [...recent.values()];
}

/** The last of its changes, the last one first. */
function changesOf({ profileId, finishedMs: ms, items }: RunReport): readonly RecentChange[] {
  const changes: RecentChange[] = [];
  for (const { path, action, outcome } of items.toReversed()) {
    const done = outcome.kind === 'done' ? doneBy(action) : undefined;
    if (done !== undefined) changes.push({ profileId, path, ...done, ms });
    if (changes.length === RECENT_AT_MOST) break;
  }
  return changes;
}

function doneBy(action: Action): Pick<RecentChange, 'what' | 'side'> | undefined {
  switch (action.kind) {
    case 'copy':
      return { what: action.to === 'remote' ? 'uploaded' : 'downloaded', side: action.to };
    case 'delete':
      return { what: 'deleted', side: action.on };
    case 'move':
      return { what: 'moved', side: action.on };
    default:
      return undefined;
  }
}
