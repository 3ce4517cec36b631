import { text } from 'node:stream/consumers';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { problemOf, throwIfStopped } from '../../../shared/problem-error.js';
import { pyftpsyncPeerOf } from '../../session/profile/pair.js';
import type { Session } from '../../session/session.js';
import { MAX_META_BYTES, META_FILE, readMeta } from '../../sync/pyftpsync/meta.js';
import { removable } from '../../sync/pyftpsync/peer.js';
import type { Reporter } from '../output/reporter.js';
import { cliRunText } from '../text/run.js';

const WHY_KEPT = {
  'names-others': cliRunText.recordsOfOthers,
  unreadable: cliRunText.recordsUnreadable,
} as const;

/**
 * Removes pyftpsync's records from both sides, once ours have taken their place. What holds records about other folders as well is
 * kept, and so is what cannot be read; both are told, like whatever goes wrong.
 */
export async function removePyftpsyncRecords(
  items: Iterable<PlanItem>,
  { targets, profile }: Pick<Session, 'targets' | 'profile'>,
  signal: AbortSignal,
  reporter: Reporter,
): Promise<void> {
  const peerId = pyftpsyncPeerOf(profile, targets.remote);
  let removed = 0;
  for (const { path, ...sides } of items) {
    if (path !== META_FILE && !path.endsWith(`/${META_FILE}`)) continue;
    const folder = path.slice(0, -META_FILE.length - 1);
    for (const side of ['local', 'remote'] as const) {
      const { entry } = sides[side];
      if (entry?.kind !== 'file') continue;
      throwIfStopped(signal);
      try {
        const verdict =
          entry.size > MAX_META_BYTES
            ? 'unreadable'
            : removable(
                readMeta(await text(await targets[side].read(path, { signal })), folder),
                side,
                peerId,
              );
        if (verdict === 'yes') {
          await targets[side].removeFile(path, signal);
          removed += 1;
        } else
          reporter.remark(
            'warning',
            cliRunText.recordsKept(cliRunText.recordFile(path, side), WHY_KEPT[verdict]),
          );
      } catch (error) {
        const problem = problemOf(error);
        if (problem.kind === 'stopped') throw error;
        reporter.remark('warning', cliRunText.recordsKept(cliRunText.recordFile(path, side), problem.what));
      }
    }
  }
  reporter.remark('note', cliRunText.recordsRemoved(removed));
}
