import type { Entry, LeafEntry, Sides } from '../../../shared/entry/entry.js';
import { isLeaf } from '../../../shared/entry/entry.js';
import { ancestorsOf } from '../../../shared/entry/path.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { RunReport } from '../../../shared/run/run.js';
import type { Change, KeptFile } from '../../state/journal/change.js';
import type { BaselineStore } from '../../state/baseline/baseline-store.js';
import type { Target } from '../../targets/target.js';
import { expectAsKept, versionGone } from './undo-item.js';
import { undoChanges, type UndoRunInput } from './undo-items.js';
import { undoText } from './text.js';

/** One version, and what its place looks like: the only thing that it is restored against (S2). */
export interface Restoration {
  readonly version: KeptFile;
  /** What is there now, which becomes a version itself (S4). */
  readonly replaces: LeafEntry | undefined;
  readonly changes: readonly Change[];
}

/**
 * Looks at a version and its place. Changes nothing. Rejects with a `ProblemError` where the version is not there any more, or not
 * what was kept, and where its place is taken by something that is no file.
 */
export async function lookAtVersion(
  version: KeptFile,
  targets: Sides<Pick<Target, 'stat'>>,
  state: Pick<BaselineStore, 'recordOf'>,
  signal: AbortSignal,
): Promise<Restoration> {
  const { path, side } = version;
  const target = targets[side];
  const kept = await target.stat(version.as, signal);
  if (kept === undefined) throw versionGone(path);
  expectAsKept(version, version, kept);
  const there = await target.stat(path, signal);
  if (there !== undefined && !isLeaf(there)) throw inTheWay(version, there);
  const shared = { runId: version.runId, recordedMs: version.keptMs, side };
  const changes: Change[] = [];
  // Nearest last, so that each finds its own folder made.
  for (const folder of [...ancestorsOf(path)].reverse()) {
    if (there !== undefined || (await target.stat(folder, signal)) !== undefined) continue;
    const baseline = await state.recordOf(folder);
    changes.push({ ...shared, seq: 0, path: folder, what: 'folder-deleted', baseline });
  }
  changes.push({
    ...shared,
    seq: version.seq,
    path,
    what: there === undefined ? 'deleted' : 'replaced',
    after: there,
    kept: version,
    // The baseline stays as it is, so that the next run sees the file as changed and copies it.
    baseline: await state.recordOf(path),
  });
  return { version, replaces: there, changes };
}

/**
 * Restores a version in its place, on its side alone, as a run that can be undone. What is there by then is skipped and reported unless
 * it is what was looked at.
 */
export function restoreVersion(input: UndoRunInput, { version, changes }: Restoration): Promise<RunReport> {
  return undoChanges(input, () => onePage(changes), { restores: version.path });
}

// eslint-disable-next-line @typescript-eslint/require-await -- nothing has to be waited for to have them
async function* onePage(changes: readonly Change[]): AsyncGenerator<readonly Change[]> {
  yield changes;
}

function inTheWay({ path, side }: KeptFile, there: Entry): ProblemError {
  return new ProblemError({
    kind: 'already-exists',
    ...undoText.inTheWay(path, there.kind === 'folder'),
    side,
    path,
  });
}
