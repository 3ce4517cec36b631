import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import type { ItemPath, Sides } from '../../../shared/entry/entry.js';
import type { ContentVerdict } from '../../../shared/plan/plan.js';
import { HASH_NAMES, type HashName, type Target } from '../../targets/target.js';
import { isFatal } from '../../../shared/problem-traits.js';

/** Up to here, reading a file on both sides costs little more than asking somebody about it. */
export const CHEAP_BYTES = 256 * 1024;

/** What proves that contents are the same: a checksum is not enough to give a file another's name, say. */
export const PROOFS: readonly HashName[] = ['sha256', 'sha1', 'md5'];

/**
 * The strongest hash for which no content has to be transferred: one of the sides gives it by itself, and the other does as well or lies on
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
export function isCheap(target: Target, name: HashName): boolean {
  return gives(target, name) || target.features.hashHere !== undefined;
}

function gives({ features }: Target, name: HashName): boolean {
  return features.hash !== undefined && features.hashes.includes(name);
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
  return target.features.hashHere !== undefined || gives(target, 'sha256');
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

function cheapHash(
  target: Target,
  path: ItemPath,
  name: HashName,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (gives(target, name)) return target.features.hash?.(path, name, signal) ?? Promise.resolve(undefined);
  return name === 'sha256' ? contentHash(target, path, signal) : readHash(target, path, name, signal);
}

/** SHA-256 of what lies under `path`, hexadecimal. Rejects as `Target.read` does. */
export async function contentHash(target: Target, path: ItemPath, signal: AbortSignal): Promise<string> {
  return (
    (await givenHash(target, path, 'sha256', signal)) ?? (await readHash(target, path, 'sha256', signal))
  );
}

/** A hash found where the file lies; `undefined` where its side does not give it. */
export async function givenHash(
  target: Target,
  path: ItemPath,
  name: HashName,
  signal: AbortSignal,
): Promise<string | undefined> {
  const here = name === 'sha256' ? await target.features.hashHere?.(path, signal) : undefined;
  return here ?? (gives(target, name) ? await target.features.hash?.(path, name, signal) : undefined);
}

export async function readHash(
  target: Target,
  path: ItemPath,
  name: HashName,
  signal: AbortSignal,
): Promise<string> {
  const content = await target.read(path, { signal });
  if (name === 'crc32') {
    let crc = 0;
    for await (const chunk of content as AsyncIterable<Buffer>) crc = crc32(chunk, crc);
    return crc.toString(16).padStart(8, '0');
  }
  const hash = createHash(name);
  await pipeline(content, hash);
  return hash.digest('hex');
}
