import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, ItemPath } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import type { Target } from '../../targets/target.js';

/**
 * S8: what a folder holds, with what its server keeps back: some list no names that begin with a dot. What is on record of such a name is
 * asked for by it before it counts as deleted. Rejects as `Target.stat` does.
 */
export async function withHiddenNames(
  folder: ItemPath,
  listed: ReadonlyMap<string, Entry>,
  records: ReadonlyMap<string, BaselineRecord>,
  target: Pick<Target, 'stat'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Entry>> {
  const missing: string[] = [];
  for (const name of records.keys()) if (name.startsWith('.') && !listed.has(name)) missing.push(name);
  if (missing.length === 0) return listed;
  const found = new Map(listed);
  for (const name of missing) {
    const entry = await target.stat(joinPath(folder, name), signal);
    if (entry !== undefined) found.set(name, entry);
  }
  return found;
}
