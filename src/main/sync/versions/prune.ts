import type { Side, Sides } from '../../../shared/entry/entry.js';
import { parentOf } from '../../../shared/entry/path.js';
import { isFatal } from '../../../shared/problem-traits.js';
import type { JournalStore } from '../../state/journal/journal-store.js';
import type { Target } from '../../targets/target.js';
import type { VersionPolicy } from '../base/policy.js';
import { versionsToDrop } from './version-keeper.js';
import { removeIfEmpty, removeVersionsFolder } from './versions-folder.js';

/**
 * Deletes the versions that the policy no longer wants, and the folders that become empty by it. A version that its side does not let be deleted
 * stays, and is tried again the next time: the run itself has done its work. Rejects where the side as a whole is out of reach.
 */
export async function pruneVersions(
  targets: Sides<Target>,
  state: Pick<JournalStore, 'keptVersions' | 'dropVersion'>,
  policy: VersionPolicy,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const expired = versionsToDrop(await state.keptVersions(), policy, nowMs);
  for (const [side, versions] of Map.groupBy(expired, (version) => version.side)) {
    await pruneSide(targets[side], state, versions, signal);
  }
}

async function pruneSide(
  target: Target,
  state: Pick<JournalStore, 'dropVersion'>,
  versions: readonly { readonly seq: number; readonly as: string; readonly side: Side }[],
  signal: AbortSignal,
): Promise<void> {
  const emptied = new Set<string>();
  for (const version of versions) {
    try {
      await target.removeFile(version.as, signal);
    } catch (error) {
      if (isFatal(error)) throw error;
      continue;
    }
    await state.dropVersion(version.seq);
    emptied.add(parentOf(version.as));
  }
  for (const folder of emptied) await removeIfEmpty(target, folder, signal);
  for (const versionsFolder of new Set([...emptied].map(parentOf)))
    await removeVersionsFolder(target, versionsFolder, signal);
}
