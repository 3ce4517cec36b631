import { crc32 } from 'node:zlib';
import type { FileEntry, ItemPath, Sides } from '../../../shared/entry/entry.js';
import type { RecordedPart } from '../../state/journal/recorded-part.js';
import type { Target } from '../../targets/target.js';
import { sameStamp } from '../base/entry-comparison.js';
import { isAnotherFile } from '../base/file-ids.js';
import { isFatal } from '../base/problem-traits.js';
import type { HashStreams } from '../hash/hash-stream.js';
import { STEP_BYTES, type Checkpoint, type HashStream } from '../hash/resumable-hash.js';

/** Parts that hold less are begun again in the next run: taking them up would save little. */
export const KEPT_FROM_BYTES = 16 * 2 ** 20;

/** So much of the end of a part is sent again: when its run was killed, writes may have been under way out of order. */
const SENT_AGAIN_BYTES = 8 * 2 ** 20;

/**
 * Places, evenly spread over a part, in which both sides have to hold the same besides its end. A source without a number on its disk (vsftpd and
 * SFTP tell none) may be another one of the same size and time.
 */
const SAMPLES = 8;

/** A part that has been looked at and found good up to a mark. */
export interface Resumable {
  readonly temporaryPath: ItemPath;
  readonly mark: Checkpoint;
  /** What was read, up to the mark. Whoever takes the part up ends it. */
  readonly trail: HashStream;
}

/** What is needed to take up a part of an earlier run. */
export interface TakingUp {
  readonly targets: Sides<Target>;
  readonly followers: HashStreams;
  readonly signal: AbortSignal;
}

/**
 * Takes up what an earlier run has left of a file (S3): the source has to be the same file, with the same size and time, and both sides have to
 * hold the same in samples of the part and at its end. The part is read on this computer, for the hash of the whole, and compared with the other
 * side in these places only, so that a file of many gigabytes is not transferred again. Resolves with nothing where that is in doubt. Rejects where a side as a whole is out of reach, or with `stopped`.
 */
export async function takeUpEarlier(
  part: RecordedPart,
  source: FileEntry,
  { targets, followers, signal }: TakingUp,
): Promise<Resumable | undefined> {
  if (!sameStamp(part.source, source) || isAnotherFile(part.source, source)) return undefined;
  let trail: HashStream | undefined;
  try {
    const there = await targets[part.to].stat(part.temporaryPath, signal);
    if (there?.kind !== 'file' || there.size < KEPT_FROM_BYTES) return undefined;
    const upTo = Math.floor((Math.min(there.size, source.size) - SENT_AGAIN_BYTES) / STEP_BYTES) * STEP_BYTES;
    const [here, far] =
      part.to === 'local' ? [part.temporaryPath, part.path] : [part.path, part.temporaryPath];
    trail = followers.follow(source.size, true);
    const samples = await follow(await targets.local.read(here, { signal }), trail, upTo);
    const mark = await trail.markWithin(upTo);
    if (mark?.at !== upTo) return undefined;
    for (const [at, crc] of samples) {
      if ((await stepOf(targets.remote, far, at, signal)) !== crc) return undefined;
    }
    const taken = trail.goOnFrom(mark);
    trail = undefined;
    return { temporaryPath: part.temporaryPath, mark, trail: taken };
  } catch (error) {
    if (isFatal(error)) throw error;
    return undefined;
  } finally {
    trail?.end();
  }
}

/** Has the trail follow the first `upTo` bytes; resolves with the CRC-32 of the steps that are compared, by where they begin. */
async function follow(
  content: AsyncIterable<Buffer>,
  trail: HashStream,
  upTo: number,
): Promise<ReadonlyMap<number, number>> {
  const steps = upTo / STEP_BYTES;
  const starts = Array.from({ length: SAMPLES }, (_, index) => Math.floor((index * steps) / SAMPLES));
  const crcs = new Map([...starts, steps - 1].map((step) => [step * STEP_BYTES, 0]));
  let at = 0;
  for await (const piece of content) {
    const wanted = piece.subarray(0, upTo - at);
    for (const [start, crc] of crcs) {
      const from = Math.max(0, start - at);
      const within = wanted.subarray(from, Math.max(from, start + STEP_BYTES - at));
      if (within.length > 0) crcs.set(start, crc32(within, crc));
    }
    await trail.take(wanted);
    at += wanted.length;
    if (at >= upTo) break;
  }
  return crcs;
}

/** The CRC-32 of the step of a file that begins at `from`; `undefined` where it does not hold so much. */
async function stepOf(
  target: Target,
  path: ItemPath,
  from: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  let crc = 0;
  let left = STEP_BYTES;
  for await (const piece of (await target.read(path, { from, signal })) as AsyncIterable<Buffer>) {
    crc = crc32(piece.subarray(0, left), crc);
    left -= Math.min(left, piece.length);
    if (left === 0) break;
  }
  return left === 0 ? crc : undefined;
}
