import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { ItemPath, Sides } from '../../shared/entry.js';
import type { ContentVerdict, PlanItem } from '../../shared/plan.js';
import { HASH_NAMES, type HashName, type Target } from '../targets/target.js';
import { isFatal } from './fatal.js';
import type { Policy } from './policy.js';
import { TWO_WAY } from './rules.js';

/** Up to here, reading a file on both sides costs little more than asking somebody about it. */
const CHEAP_BYTES = 256 * 1024;

/** The strongest hash that both sides give without their content being read here. */
export function commonHash({ local, remote }: Sides<Target>): HashName | undefined {
  return HASH_NAMES.find(
    (name) => local.capabilities.hashes.includes(name) && remote.capabilities.hashes.includes(name),
  );
}

/**
 * Whether only their contents can tell if both sides of an item are even: they are of one size, and their times leave a doubt. By
 * time, that is asked only where they meet for the first time and it costs little (`hashed`: no transfer is needed).
 */
export function isDoubtful(item: PlanItem, { comparison }: Policy, hashed: boolean): boolean {
  const { local, remote, action } = item;
  if (local.entry?.kind !== 'file' || remote.entry?.kind !== 'file') return false;
  if (local.entry.size !== remote.entry.size) return false;
  if (action.kind === 'leave' && action.reason !== 'mode') return false;
  const meeting = TWO_WAY[local.class][remote.class] === 'compare';
  switch (comparison) {
    case 'size':
      return false;
    case 'time':
      return meeting && action.kind !== 'equal' && (hashed || local.entry.size <= CHEAP_BYTES);
    case 'content':
      return meeting || action.kind !== 'equal';
  }
}

/**
 * Whether both sides hold the same content under `path`, told by their own hashes or by reading both; `undefined` where one of them
 * cannot be read. Rejects only where a side as a whole is out of reach, or with `stopped`.
 */
export async function compareContent(
  targets: Sides<Target>,
  path: ItemPath,
  signal: AbortSignal,
): Promise<ContentVerdict | undefined> {
  try {
    const name = commonHash(targets);
    if (name !== undefined) {
      const [local, remote] = await Promise.all([
        targets.local.hash(path, name, signal),
        targets.remote.hash(path, name, signal),
      ]);
      if (local !== undefined && remote !== undefined) return local === remote ? 'same' : 'different';
    }
    const [local, remote] = await Promise.all([
      contentHash(targets.local, path, signal),
      contentHash(targets.remote, path, signal),
    ]);
    return local === remote ? 'same' : 'different';
  } catch (error) {
    if (isFatal(error)) throw error;
    return undefined;
  }
}

/** SHA-256 of what lies under `path`, hexadecimal. Rejects as `Target.read` does. */
export async function contentHash(target: Target, path: ItemPath, signal: AbortSignal): Promise<string> {
  const here = await target.hashHere?.(path, signal);
  if (here !== undefined) return here;
  const hash = createHash('sha256');
  await pipeline(await target.read(path, { signal }), hash);
  return hash.digest('hex');
}
