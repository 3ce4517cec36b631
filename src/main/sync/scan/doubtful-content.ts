import { createHash } from 'node:crypto';
import type { ItemPath, Sides } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { throwIfStopped } from '../../../shared/problem-error.js';
import type { Target } from '../../targets/target.js';
import { CHEAP_BYTES, commonHash, givenHash, isCheap, PROOFS, readHash } from '../content/content-proof.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { isFatal } from '../../../shared/problem-traits.js';
import { contentKey, type Contents, type FileThere } from '../plan/file-moves.js';
import type { Policy } from '../base/policy.js';
import { TWO_WAY } from '../decide/decision-table.js';

/** What proving moves may read in one comparison: where more is in doubt, files are copied again instead. */
const READ_AT_MOST_BYTES = 32 * 1024 * 1024;

/**
 * Whether only their contents can tell if both sides of an item are the same. By content, that is asked of all files that could be; by
 * time, of those of one size whose times leave a doubt, at the initial sync and where it costs little (`hashed`: no
 * transfer is needed).
 */
export function isDoubtful(item: PlanItem, { comparison }: Policy, hashed: boolean): boolean {
  const { local, remote, action } = item;
  if (local.entry?.kind !== 'file' || remote.entry?.kind !== 'file') return false;
  if (action.kind === 'leave' && action.reason !== 'mode') return false;
  const rule = TWO_WAY[local.class][remote.class];
  // Of what is on record as it is, even another size proves nothing yet: some servers tell none that holds.
  if (comparison === 'content' && rule === 'equal') return true;
  if (local.entry.size !== remote.entry.size) return false;
  const isInitial = rule === 'compare';
  switch (comparison) {
    case 'size':
      return false;
    case 'time':
      return isInitial && action.kind !== 'equal' && (hashed || local.entry.size <= CHEAP_BYTES);
    case 'content':
      return true;
  }
}

/**
 * What is in these files, as hashes of one kind, by `contentKey`; those are left out that cannot be read, or not without costing more
 * than it is worth. Rejects as `compareContent` does.
 */
export async function contentsOf(
  files: readonly FileThere[],
  targets: Sides<Target>,
  signal: AbortSignal,
): Promise<Contents> {
  const { local, remote } = targets;
  const contents = new Map<string, string>();
  const name = commonHash(targets, PROOFS) ?? 'sha256';
  const unread = isCheap(local, name) && isCheap(remote, name);
  let bytes = 0;
  const worthwhile = files.filter(({ side, size, part }) => {
    // The ends of a file that can be had whole say nothing more, and cannot be had of a side that reads from the beginning only.
    const fits = unread || size <= CHEAP_BYTES;
    if (part === 'ends' && (fits || !local.features.resumes || !remote.features.resumes)) return false;
    // What is too large for one side is of no use on the other either.
    if (part === undefined && !fits) return false;
    if (part === 'ends' || !isCheap(targets[side], name)) bytes += Math.min(size, CHEAP_BYTES);
    return bytes <= READ_AT_MOST_BYTES;
  });
  const concurrency = Math.max(local.features.concurrency, remote.features.concurrency);
  await forEachBounded(worthwhile, concurrency, signal, async (file) => {
    const { side, path, size, part } = file;
    const target = targets[side];
    // A server may refuse its hash for a single file; one of this computer is read here all the same.
    const mayRead = size <= CHEAP_BYTES || target.features.hashHere !== undefined;
    try {
      const whole = async (): Promise<string | undefined> =>
        (await givenHash(target, path, name, signal)) ??
        (mayRead ? await readHash(target, path, name, signal) : undefined);
      const hash = part === undefined ? await whole() : await endsHash(target, path, size, signal);
      if (hash !== undefined) contents.set(contentKey(file), hash);
    } catch (error) {
      if (isFatal(error)) throw error;
    }
  });
  throwIfStopped(signal);
  return contents;
}

/** SHA-256 of what a file that is too large to be read begins and ends with. Rejects as `Target.read` does. */
async function endsHash(target: Target, path: ItemPath, size: number, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (const from of [0, size - CHEAP_BYTES / 2]) {
    let left = CHEAP_BYTES / 2;
    for await (const chunk of (await target.read(path, { from, signal })) as AsyncIterable<Buffer>) {
      hash.update(chunk.subarray(0, left));
      left -= Math.min(left, chunk.length);
      if (left === 0) break;
    }
  }
  return hash.digest('hex');
}
