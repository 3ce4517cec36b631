import { crc32 } from 'node:zlib';
import type { FileEntry, ItemPath, Side, Sides } from '../../../../shared/entry/entry.js';
import type { Target } from '../../../targets/target.js';
import { isFatal } from '../../../../shared/problem-traits.js';
import { sameSizeAndTime } from '../../base/entry-comparison.js';
import type { RecordedPart } from '../../../state/journal/recorded-part.js';
import type { HashStreams } from '../../hash/hash-stream.js';
import type { HashStream } from '../../hash/resumable-hash.js';
import { KEPT_FROM_BYTES, resumeEarlier, type Resumable } from './earlier-parts.js';
import { STEP_BYTES, type Checkpoint } from '../../hash/resumable-hash.js';

/** Files up to this size are begun again: checking what is there of them would cost as much. */
const WORTH_BYTES = 2 ** 20;

/** How long removing a part may take, even after a stop. */
const DISCARD_MS = 5_000;

/** What has arrived of a file whose transfer was cut. */
export interface Part {
  readonly to: Side;
  readonly temporaryPath: ItemPath;
  /** The file that was being read. */
  readonly source: FileEntry;
  /** What was read of it. */
  readonly hash: HashStream;
}

/** Whether a transfer of so many bytes that is cut can and should be resumed. */
export function worthResuming({ local, remote }: Sides<Target>, bytes: number): boolean {
  return bytes > WORTH_BYTES && local.features.resumes && remote.features.resumes;
}

/**
 * The parts of big files that a run has copied so far, between one try and the next (S3: under their temporary names), and those that an
 * earlier run has left when it was killed or stopped.
 */
export class PartialTransfers {
  readonly #targets: Sides<Target>;
  readonly #parts = new Map<ItemPath, Part>();
  /** What an earlier run has left. */
  readonly #earlier = new Map<ItemPath, RecordedPart>();
  readonly #hashes: HashStreams;

  constructor(targets: Sides<Target>, hashes: HashStreams) {
    this.#targets = targets;
    this.#hashes = hashes;
  }

  /** What an earlier run has left of a file that is to be copied to the same side now. */
  found(part: RecordedPart): void {
    this.#earlier.set(part.path, part);
  }

  leave(path: ItemPath, part: Part): void {
    this.#parts.set(path, part);
  }

  /**
   * Resumes what is there of a file: as much of it as lies on its side and ends as what was sent did. `undefined` where the source is
   * another one by now, or where that cannot be told; the part is removed then. `checkSource` rejects where the source has changed.
   * Rejects as that and `Target.stat` do.
   */
  async resume(
    path: ItemPath,
    source: FileEntry,
    checkSource: () => Promise<unknown>,
    signal: AbortSignal,
  ): Promise<Resumable | undefined> {
    const part = this.#parts.get(path);
    if (part === undefined) return this.#resumeEarlier(path, source, checkSource, signal);
    await checkSource();
    const target = this.#targets[part.to];
    const there = await target.stat(part.temporaryPath, signal);
    const checkpoint = there?.kind === 'file' ? await part.hash.checkpointWithin(there.size) : undefined;
    if (checkpoint !== undefined && sameSizeAndTime(part.source, source)) {
      if (await endsAsSent(target, part.temporaryPath, checkpoint, signal)) {
        this.#parts.delete(path);
        return { temporaryPath: part.temporaryPath, checkpoint, hash: part.hash.resumeFrom(checkpoint) };
      }
    }
    await this.discard(path);
    return undefined;
  }

  async #resumeEarlier(
    path: ItemPath,
    source: FileEntry,
    checkSource: () => Promise<unknown>,
    signal: AbortSignal,
  ): Promise<Resumable | undefined> {
    const part = this.#earlier.get(path);
    if (part === undefined) return undefined;
    this.#earlier.delete(path);
    await checkSource();
    const [targets, hashes] = [this.#targets, this.#hashes];
    const begun = await resumeEarlier(part, source, { targets, hashes, signal });
    if (begun === undefined) await removePart(targets[part.to], part.temporaryPath);
    return begun;
  }

  /** Leaves what there is of a file to the next run, where that `mayGoOn` and it is worth it; else removes it. Never rejects. */
  async giveUp(path: ItemPath, mayGoOn: boolean): Promise<void> {
    const part = this.#parts.get(path);
    if (part === undefined) return;
    const checkpoint = mayGoOn
      ? await part.hash.checkpointWithin(part.source.size).catch(() => undefined)
      : undefined;
    if (checkpoint === undefined || checkpoint.at < KEPT_FROM_BYTES) return this.discard(path);
    this.#parts.delete(path);
    part.hash.end();
  }

  /** Removes what there is of a file that is given up. Never rejects. */
  async discard(path: ItemPath): Promise<void> {
    const part = this.#parts.get(path);
    if (part === undefined) return;
    this.#parts.delete(path);
    part.hash.end();
    await removePart(this.#targets[part.to], part.temporaryPath);
  }
}

/** Removes a temporary file where that is possible. Never rejects. */
export async function removePart(target: Target, temporaryPath: ItemPath): Promise<void> {
  try {
    await target.removeFile(temporaryPath, AbortSignal.timeout(DISCARD_MS));
  } catch {
    // The side is out of reach; the next run removes what is left (S5).
  }
}

/** A side that lost the end of what it had confirmed, in a crash, or that made up the size, shows it in the last bytes. */
async function endsAsSent(
  target: Target,
  path: ItemPath,
  { at, stepCrc }: Checkpoint,
  signal: AbortSignal,
): Promise<boolean> {
  let crc = 0;
  let left = STEP_BYTES;
  try {
    const content = await target.read(path, { from: at - STEP_BYTES, signal });
    for await (const chunk of content as AsyncIterable<Buffer>) {
      crc = crc32(chunk.subarray(0, left), crc);
      left -= Math.min(left, chunk.length);
      if (left === 0) break;
    }
  } catch (error) {
    if (isFatal(error)) throw error;
    return false;
  }
  return left === 0 && crc === stepCrc;
}
