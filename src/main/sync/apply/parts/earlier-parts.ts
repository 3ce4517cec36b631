import { crc32 } from 'node:zlib';
import type { FileEntry, ItemPath, Sides } from '../../../../shared/entry/entry.js';
import type { RecordedPart } from '../../../state/journal/recorded-part.js';
import type { Target } from '../../../targets/target.js';
import { sameSizeAndTime } from '../../base/entry-comparison.js';
import { isAnotherFile } from '../../base/file-ids.js';
import { isFatal } from '../../../../shared/problem-traits.js';
import type { HashStreams } from '../../hash/hash-stream.js';
import { STEP_BYTES, type Checkpoint, type HashStream } from '../../hash/resumable-hash.js';

/** Parts that hold less are begun again in the next run: resuming them would save little. */
export const KEPT_FROM_BYTES = 16 * 2 ** 20;

/** So much of the end of a part is sent again: when its run was killed, writes may have been under way out of order. */
const SENT_AGAIN_BYTES = 8 * 2 ** 20;

/**
 * Places, evenly spread over a part, in which both sides have to hold the same besides its end. A source without a number on its disk (vsftpd and
 * SFTP tell none) may be another one of the same size and time.
 */
const SAMPLES = 8;

/** A part that has been checked and can be resumed from a checkpoint. */
export interface Resumable {
  readonly temporaryPath: ItemPath;
  readonly checkpoint: Checkpoint;
  /** The hash of what was read, up to the checkpoint. Whoever resumes the part ends it. */
  readonly hash: HashStream;
}

/** What is needed to resume a part of an earlier run. */
export interface ResumeInput {
  readonly targets: Sides<Target>;
  readonly hashes: HashStreams;
  readonly signal: AbortSignal;
}

/**
 * Resumes what an earlier run has left of a file (S3): the source has to be the same file, with the same size and time, and both sides have to
 * hold the same in samples of the part and at its end. The part is read on this computer, for the hash of the whole, and compared with the other
 * side in these places only, so that a file of many gigabytes is not transferred again. Resolves with nothing where that is in doubt. Rejects where a side as a whole is out of reach, or with `stopped`.
 */
export async function resumeEarlier(
  part: RecordedPart,
  source: FileEntry,
  { targets, hashes, signal }: ResumeInput,
): Promise<Resumable | undefined> {
  if (!sameSizeAndTime(part.source, source) || isAnotherFile(part.source, source)) return undefined;
  let hash: HashStream | undefined;
  try {
    const there = await targets[part.to].stat(part.temporaryPath, signal);
    if (there?.kind !== 'file' || there.size < KEPT_FROM_BYTES) return undefined;
    const upTo = Math.floor((Math.min(there.size, source.size) - SENT_AGAIN_BYTES) / STEP_BYTES) * STEP_BYTES;
    const [here, far] =
      part.to === 'local' ? [part.temporaryPath, part.path] : [part.path, part.temporaryPath];
    hash = hashes.start(source.size, true);
    const samples = await hashUpTo(await targets.local.read(here, { signal }), hash, upTo);
    const checkpoint = await hash.checkpointWithin(upTo);
    if (checkpoint?.at !== upTo) return undefined;
    for (const [at, crc] of samples) {
      if ((await stepOf(targets.remote, far, at, signal)) !== crc) return undefined;
    }
    const taken = hash.resumeFrom(checkpoint);
    hash = undefined;
    return { temporaryPath: part.temporaryPath, checkpoint, hash: taken };
  } catch (error) {
    if (isFatal(error)) throw error;
    return undefined;
  } finally {
    hash?.end();
  }
}

/** Hashes the first `upTo` bytes; resolves with the CRC-32 of the steps that are compared, by where they begin. */
async function hashUpTo(
  content: AsyncIterable<Buffer>,
  hash: HashStream,
  upTo: number,
): Promise<ReadonlyMap<number, number>> {
  const steps = upTo / STEP_BYTES;
  const starts = Array.from({ length: SAMPLES }, (_, index) => Math.floor((index * steps) / SAMPLES));
  const crcs = new Map([...starts, steps - 1].map((step) => [step * STEP_BYTES, 0]));
  let at = 0;
  for await (const chunk of content) {
    const wanted = chunk.subarray(0, upTo - at);
    for (const [start, crc] of crcs) {
      const from = Math.max(0, start - at);
      const within = wanted.subarray(from, Math.max(from, start + STEP_BYTES - at));
      if (within.length > 0) crcs.set(start, crc32(within, crc));
    }
    await hash.take(wanted);
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
  for await (const chunk of (await target.read(path, { from, signal })) as AsyncIterable<Buffer>) {
    crc = crc32(chunk.subarray(0, left), crc);
    left -= Math.min(left, chunk.length);
    if (left === 0) break;
  }
  return left === 0 ? crc : undefined;
}
