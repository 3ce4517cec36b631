import { crc32 } from 'node:zlib';
import type { FileEntry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import type { Target } from '../../targets/target.js';
import { isFatal } from '../base/problem-traits.js';
import { sameStamp } from '../base/entry-comparison.js';
import type { RecordedPart } from '../../state/journal/recorded-part.js';
import type { HashStreams } from '../hash/hash-stream.js';
import type { HashStream } from '../hash/resumable-hash.js';
import { KEPT_FROM_BYTES, takeUpEarlier, type Resumable } from './earlier-parts.js';
import { STEP_BYTES, type Checkpoint } from '../hash/resumable-hash.js';

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
  readonly trail: HashStream;
}

/** Whether a transfer of so many bytes that is cut can and should go on from where it was. */
export function worthResuming({ local, remote }: Sides<Target>, bytes: number): boolean {
  return bytes > WORTH_BYTES && local.capabilities.resumes && remote.capabilities.resumes;
}

/**
 * The parts of big files that a run has copied so far, between one try and the next (S3: under their temporary names), and those that an
 * earlier run has left when it was killed or stopped.
 */
export class Unfinished {
  readonly #targets: Sides<Target>;
  readonly #parts = new Map<ItemPath, Part>();
  /** What an earlier run has left. */
  readonly #earlier = new Map<ItemPath, RecordedPart>();
  readonly #followers: HashStreams;

  constructor(targets: Sides<Target>, followers: HashStreams) {
    this.#targets = targets;
    this.#followers = followers;
  }

  /** What an earlier run has left of a file that is to be copied to the same side now. */
  found(part: RecordedPart): void {
    this.#earlier.set(part.path, part);
  }

  leave(path: ItemPath, part: Part): void {
    this.#parts.set(path, part);
  }

  /**
   * Takes up what is there of a file: how much of it lies on its side and ends as what was sent did. Nothing where the source is
   * another one by now, or where that cannot be told; the part is removed then. `checkSource` rejects where the source has changed.
   * Rejects as that and `Target.stat` do.
   */
  async takeUp(
    path: ItemPath,
    source: FileEntry,
    checkSource: () => Promise<unknown>,
    signal: AbortSignal,
  ): Promise<Resumable | undefined> {
    const part = this.#parts.get(path);
    if (part === undefined) return this.#takeUpEarlier(path, source, checkSource, signal);
    await checkSource();
    const target = this.#targets[part.to];
    const there = await target.stat(part.temporaryPath, signal);
    const mark = there?.kind === 'file' ? await part.trail.markWithin(there.size) : undefined;
    if (mark !== undefined && sameStamp(part.source, source)) {
      if (await endsAsSent(target, part.temporaryPath, mark, signal)) {
        this.#parts.delete(path);
        return { temporaryPath: part.temporaryPath, mark, trail: part.trail.goOnFrom(mark) };
      }
    }
    await this.discard(path);
    return undefined;
  }

  async #takeUpEarlier(
    path: ItemPath,
    source: FileEntry,
    checkSource: () => Promise<unknown>,
    signal: AbortSignal,
  ): Promise<Resumable | undefined> {
    const part = this.#earlier.get(path);
    if (part === undefined) return undefined;
    this.#earlier.delete(path);
    await checkSource();
    const [targets, followers] = [this.#targets, this.#followers];
    const begun = await takeUpEarlier(part, source, { targets, followers, signal });
    if (begun === undefined) await removePart(targets[part.to], part.temporaryPath);
    return begun;
  }

  /** Leaves what there is of a file to the next run, where that `mayGoOn` and it is worth it; else removes it. Never rejects. */
  async giveUp(path: ItemPath, mayGoOn: boolean): Promise<void> {
    const part = this.#parts.get(path);
    if (part === undefined) return;
    const mark = mayGoOn ? await part.trail.markWithin(part.source.size).catch(() => undefined) : undefined;
    if (mark === undefined || mark.at < KEPT_FROM_BYTES) return this.discard(path);
    this.#parts.delete(path);
    part.trail.end();
  }

  /** Removes what there is of a file that is given up. Never rejects. */
  async discard(path: ItemPath): Promise<void> {
    const part = this.#parts.get(path);
    if (part === undefined) return;
    this.#parts.delete(path);
    part.trail.end();
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
    for await (const piece of content as AsyncIterable<Buffer>) {
      crc = crc32(piece.subarray(0, left), crc);
      left -= Math.min(left, piece.length);
      if (left === 0) break;
    }
  } catch (error) {
    if (isFatal(error)) throw error;
    return false;
  }
  return left === 0 && crc === stepCrc;
}
