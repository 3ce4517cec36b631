import type { Sides } from '../../../shared/entry/entry.js';
import { parentOf } from '../../../shared/entry/path.js';
import type { JournalStore } from '../../state/journal/journal-store.js';
import type { Target } from '../../targets/target.js';
import type { Policy } from '../base/policy.js';
import { removeIfEmpty } from './remove-if-empty.js';
import { versionsToDrop } from './version-keeper.js';
import { removeShelf } from './visitors.js';

/** Deletes the versions that the policy no longer wants, and the folders that become empty by it. */
export async function pruneVersions(
  targets: Sides<Target>,
  state: JournalStore,
  { versions: policy }: Pick<Policy, 'versions'>,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const emptied: Sides<Set<string>> = { local: new Set(), remote: new Set() };
  for (const version of versionsToDrop(await state.keptVersions(), policy, nowMs)) {
    await targets[version.side].removeFile(version.as, signal);
    await state.dropVersion(version.seq);
    emptied[version.side].add(parentOf(version.as));
  }
  for (const side of ['local', 'remote'] as const) {
    for (const folder of emptied[side]) await removeIfEmpty(targets[side], folder, signal);
    const shelves = new Set([...emptied[side]].map(parentOf));
    for (const shelf of shelves) await removeShelf(targets[side], shelf, signal);
  }
}
