import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import type { ItemPath, Sides } from '../../../shared/entry/entry.js';
import type { ContentVerdict, PlanItem } from '../../../shared/plan/plan.js';
import { throwIfStopped } from '../../../shared/problem-error.js';
import { HASH_NAMES, type HashName, type Target } from '../../targets/target.js';
import { forEachBounded } from '../base/bounded.js';
import { isFatal } from '../base/fatal.js';
import { contentKey, type Contents, type FileThere } from '../plan/file-moves.js';
import type { Policy } from '../base/policy.js';
import { TWO_WAY } from '../decide/decision-table.js';

/** Up to here, reading a file on both sides costs little more than asking somebody about it. */
const CHEAP_BYTES = 256 * 1024;

/** What proves that contents are the same: a checksum is not enough to give a file another's name, say. */
const PROOFS: readonly HashName[] = ['sha256', 'sha1', 'md5'];

/** What proving moves may read in one comparison: where more is in doubt, files are brought over again instead. */
const READ_AT_MOST_BYTES = 32 * 1024 * 1024;

/**
 * The strongest hash for which no content has to be brought here: one of the sides gives it by itself, and the other does as well or lies on
 * this computer.
 */
export function commonHash(
  { local, remote }: Sides<Target>,
  among: readonly HashName[] = HASH_NAMES,
): HashName | undefined {
  return among.find(
    (name) => (gives(local, name) || gives(remote, name)) && isCheap(local, name) && isCheap(remote, name),
  );
}

/** Whether a side's files can be hashed without a transfer. */
function isCheap(target: Target, name: HashName): boolean {
  return gives(target, name) || target.hashHere !== undefined;
}

function gives({ capabilities }: Target, name: HashName): boolean {
  return capabilities.hashes.includes(name);
}

/** Whether finding out if two files of this size hold the same costs little: few bytes are read, or none are transferred. */
export function isCheapToCompare(targets: Sides<Target>, size: number): boolean {
  return size <= CHEAP_BYTES || commonHash(targets) !== undefined;
}

/** Whether what is in one side's file of this size can be told without costing much: few bytes are read, or none are transferred. */
export function isCheapHere(target: Target, size: number): boolean {
  return size <= CHEAP_BYTES || isCheap(target, 'sha256');
}

/** Whether a side proves contents by a hash of its own. */
export function provesByItself(target: Target): boolean {
  return target.hashHere !== undefined || gives(target, 'sha256');
}

/**
 * Whether only their contents can tell if both sides of an item are the same. By content, that is asked of all files that could be; by
 * time, of those of one size whose times leave a doubt, where they meet for the first time and it costs little (`hashed`: no
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
  const meeting = rule === 'compare';
  switch (comparison) {
    case 'size':
      return false;
    case 'time':
      return meeting && action.kind !== 'equal' && (hashed || local.entry.size <= CHEAP_BYTES);
    case 'content':
      return true;
  }
}

/**
 * Whether both sides hold the same content under `path`, told by their own hashes or by reading both; `undefined` where one of them
 * cannot be read. With `certain`, a mere checksum only tells contents apart. Rejects only where a side as a whole is out of reach, or
 * with `stopped`.
 */
export async function compareContent(
  targets: Sides<Target>,
  path: ItemPath,
  certain: boolean,
  signal: AbortSignal,
): Promise<ContentVerdict | undefined> {
  try {
    return await contentVerdict(targets, path, certain, signal);
  } catch (error) {
    if (isFatal(error)) throw error;
    return undefined;
  }
}

/** As `compareContent`, but rejects as `Target.read` does where a side cannot be read. */
export async function contentVerdict(
  targets: Sides<Target>,
  path: ItemPath,
  certain: boolean,
  signal: AbortSignal,
): Promise<ContentVerdict> {
  const name = commonHash(targets);
  if (name !== undefined) {
    const [local, remote] = await Promise.all([
      cheapHash(targets.local, path, name, signal),
      cheapHash(targets.remote, path, name, signal),
    ]);
    const told = local !== undefined && remote !== undefined;
    if (told && local !== remote) return 'different';
    if (told && (!certain || PROOFS.includes(name))) return 'same';
  }
  const [local, remote] = await Promise.all([
    contentHash(targets.local, path, signal),
    contentHash(targets.remote, path, signal),
  ]);
  return local === remote ? 'same' : 'different';
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
    if (part === 'ends' && (fits || !local.capabilities.resumes || !remote.capabilities.resumes))
      return false;
    // What is too large for one side is of no use on the other either.
    if (part === undefined && !fits) return false;
    if (part === 'ends' || !isCheap(targets[side], name)) bytes += Math.min(size, CHEAP_BYTES);
    return bytes <= READ_AT_MOST_BYTES;
  });
  const concurrency = Math.max(local.capabilities.concurrency, remote.capabilities.concurrency);
  await forEachBounded(worthwhile, concurrency, signal, async (file) => {
    const { side, path, size, part } = file;
    const target = targets[side];
    // A server may refuse its hash for a single file; one of this computer is read here all the same.
    const mayRead = size <= CHEAP_BYTES || target.hashHere !== undefined;
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
  return (
    (await givenHash(target, path, 'sha256', signal)) ?? (await readHash(target, path, 'sha256', signal))
  );
}

/** A hash found where the file lies; `undefined` where its side does not give it. */
async function givenHash(
  target: Target,
  path: ItemPath,
  name: HashName,
  signal: AbortSignal,
): Promise<string | undefined> {
  const here = name === 'sha256' ? await target.hashHere?.(path, signal) : undefined;
  return here ?? (gives(target, name) ? await target.hash(path, name, signal) : undefined);
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

/** SHA-256 of what a file that is too large to be read begins and ends with. Rejects as `Target.read` does. */
async function endsHash(target: Target, path: ItemPath, size: number, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (const from of [0, size - CHEAP_BYTES / 2]) {
    let left = CHEAP_BYTES / 2;
    for await (const piece of (await target.read(path, { from, signal })) as AsyncIterable<Buffer>) {
      hash.update(piece.subarray(0, left));
      left -= Math.min(left, piece.length);
      if (left === 0) break;
    }
  }
  return hash.digest('hex');
}
