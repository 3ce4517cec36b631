import type { FileContent } from '../../../shared/content.js';
import type { FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import { nameOf } from '../../../shared/entry/path.js';
import { shown } from '../../../shared/format/shown.js';
import { ProblemError, throwIfStopped } from '../../../shared/problem-error.js';
import { sameSizeAndTime } from '../../sync/base/entry-comparison.js';
import type { Target } from '../../targets/target.js';
import { contentProblems } from './text.js';

export interface ReadHow {
  readonly path: ItemPath;
  readonly side: Side;
  /** What the comparison saw there. */
  readonly compared: FileEntry;
  /** Bytes to read at most, from the beginning. */
  readonly most: number;
  readonly signal: AbortSignal;
  readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
}

/** Reads what is in a file now, or its beginning. Changes nothing. Rejects with a `ProblemError`. */
export async function readContent(
  target: Pick<Target, 'stat' | 'read'>,
  { path, side, compared, most, signal, onProgress }: ReadHow,
): Promise<FileContent> {
  const entry = await target.stat(path, signal);
  const name = shown(nameOf(path));
  if (entry === undefined) throw new ProblemError({ ...contentProblems.gone(name, side), side, path });
  if (entry.kind !== 'file') throw new ProblemError({ ...contentProblems.noFile(name, side), side, path });
  const wanted = Math.min(entry.size, most);
  const bytes = new Uint8Array(wanted);
  let done = 0;
  onProgress(0, wanted);
  if (wanted > 0) {
    const stream = await target.read(path, { size: entry.size, signal });
    // Leaving the loop early destroys the stream, which frees what it holds.
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      throwIfStopped(signal);
      const taken = chunk.subarray(0, wanted - done);
      bytes.set(taken, done);
      done += taken.length;
      onProgress(done, wanted);
      if (done === wanted) break;
    }
  }
  // A file that became shorter meanwhile is another one.
  const whole = done === wanted;
  return {
    size: whole ? entry.size : done,
    modified: entry.modified,
    bytes: whole ? bytes : bytes.subarray(0, done),
    asCompared: whole && sameSizeAndTime(compared, entry),
  };
}
