import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import type { ItemPath, Sides } from '../../shared/entry.js';
import type { ContentVerdict, PlanItem } from '../../shared/plan.js';
import { throwIfStopped } from '../../shared/problem-error.js';
import { HASH_NAMES, type HashName, type Target } from '../targets/target.js';
import { forEachBounded } from './each.js';
import { isFatal } from './fatal.js';
import { contentKey, type Contents, type FileThere } from './moves.js';
import type { Policy } from './policy.js';
import { TWO_WAY } from './rules.js';

/** Up to here, reading a file on both sides costs little more than asking somebody about it. */
const CHEAP_BYTES = 256 * 1024;

/** What proving moves may read in one comparison: where more is in doubt, files are brought over again instead. */
const READ_AT_MOST_BYTES = 32 * 1024 * 1024;

/**
 * The strongest hash for which no content has to be brought here: one of the sides gives it by itself, and the other does as well or lies on
 * this computer.
 */
export function commonHash({ local, remote }: Sides<Target>): HashName | undefined {
  const cheap = (target: Target, name: HashName): boolean =>
    gives(target, name) || target.hashHere !== undefined;
  return HASH_NAMES.find(
    (name) => (gives(local, name) || gives(remote, name)) && cheap(local, name) && cheap(remote, name),
  );
}

function gives({ capabilities }: Target, name: HashName): boolean {
  return capabilities.hashes.includes(name);
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
        cheapHash(targets.local, path, name, signal),
        cheapHash(targets.remote, path, name, signal),
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

/**
 * What is in these files, as SHA-256, by `contentKey`; those are left out that cannot be read, or not without costing more than it is
 * worth. Rejects as `compareContent` does.
 */
export async function contentsOf(
  files: readonly FileThere[],
  targets: Sides<Target>,
  signal: AbortSignal,
): Promise<Contents> {
  const contents = new Map<string, string>();
  const unread = givesHash(targets.local) && givesHash(targets.remote);
  // What is too large for one side is of no use on the other either.
  const worthwhile = files.filter(({ size }) => unread || size <= CHEAP_BYTES);
  let bytes = 0;
  const affordable = worthwhile.filter(({ side, size }) => {
    if (!givesHash(targets[side])) bytes += size;
    return bytes <= READ_AT_MOST_BYTES;
  });
  const { local, remote } = targets;
  const concurrency = Math.max(local.capabilities.concurrency, remote.capabilities.concurrency);
  await forEachBounded(affordable, concurrency, signal, async (file) => {
    const { side, path, size } = file;
    const target = targets[side];
    // A server may refuse its hash for a single file; one of this computer is read here all the same.
    const mayRead = size <= CHEAP_BYTES || target.hashHere !== undefined;
    try {
      const given = await givenHash(target, path, signal);
      const hash = given ?? (mayRead ? await readHash(target, path, 'sha256', signal) : undefined);
      if (hash !== undefined) contents.set(contentKey(file), hash);
    } catch (error) {
      if (isFatal(error)) throw error;
    }
  });
  throwIfStopped(signal);
  return contents;
}

function cheapHash(
  target: Target,
  path: ItemPath,
  name: HashName,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (gives(target, name)) return target.hash(path, name, signal);
  return name === 'sha256' ? contentHash(target, path, signal) : readHash(target, path, name, signal);
}

/** SHA-256 of what lies under `path`, hexadecimal. Rejects as `Target.read` does. */
export async function contentHash(target: Target, path: ItemPath, signal: AbortSignal): Promise<string> {
  return (await givenHash(target, path, signal)) ?? readHash(target, path, 'sha256', signal);
}

/** Whether a side gives SHA-256 of most files without their being brought here. */
function givesHash(target: Target): boolean {
  return target.hashHere !== undefined || gives(target, 'sha256');
}

/** SHA-256 found where the file lies; `undefined` where its side does not give it. */
async function givenHash(target: Target, path: ItemPath, signal: AbortSignal): Promise<string | undefined> {
  const here = await target.hashHere?.(path, signal);
  if (here !== undefined || !gives(target, 'sha256')) return here;
  return target.hash(path, 'sha256', signal);
}

async function readHash(
  target: Target,
  path: ItemPath,
  name: HashName,
  signal: AbortSignal,
): Promise<string> {
  const content = await target.read(path, { signal });
  if (name === 'crc32') {
    let crc = 0;
    for await (const piece of content as AsyncIterable<Buffer>) crc = crc32(piece, crc);
    return crc.toString(16).padStart(8, '0');
  }
  const hash = createHash(name);
  await pipeline(content, hash);
  return hash.digest('hex');
}
