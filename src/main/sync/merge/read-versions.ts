import type { FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import { MOST_MERGED_BYTES, type Versions } from '../../../shared/merge/merge-text.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Target } from '../../targets/target.js';
import { sameEntry } from '../base/entry-comparison.js';
import { keptBase, type VersionSources } from './kept-base.js';
import { readWhole } from '../content/read-whole.js';
import { mergeText } from './text.js';

export type { VersionSources };

/**
 * Reads both versions of an item that can be merged, and the one that both were made from if it is still kept. Changes nothing. Rejects with a
 * `ProblemError`; of kind `changed-meanwhile` where a side no longer has what the plan saw there (S2).
 */
export async function readVersions(item: PlanItem, sources: VersionSources): Promise<Versions> {
  const [base, local, remote] = await Promise.all([
    keptBase(item, sources),
    readVersion(item, 'local', sources),
    readVersion(item, 'remote', sources),
  ]);
  return { base, local, remote };
}

/** Reads the version of one side. Rejects as `readVersions` does. */
export async function readVersion(
  { path, ...sides }: PlanItem,
  side: Side,
  { targets, signal }: Pick<VersionSources, 'targets' | 'signal'>,
): Promise<Uint8Array> {
  const { entry } = sides[side];
  if (entry?.kind !== 'file' || entry.size > MOST_MERGED_BYTES) throw notMergeable(path, side);
  const content = await readWhole(targets[side], path, entry.size, signal);
  if (content === undefined || !(await isStill(targets[side], path, entry, signal)))
    throw new ProblemError({ kind: 'changed-meanwhile', ...mergeText.changed(path, side), side, path });
  return content;
}

async function isStill(
  target: Pick<Target, 'stat'>,
  path: ItemPath,
  entry: FileEntry,
  signal: AbortSignal,
): Promise<boolean> {
  return sameEntry(entry, await target.stat(path, signal));
}

function notMergeable(path: ItemPath, side: Side): ProblemError {
  return new ProblemError({ kind: 'unsupported', ...mergeText.notMergeable(path), side, path });
}
