import type { ItemPath } from '../../../shared/entry/entry.js';
import { throwIfStopped } from '../../../shared/problem-error.js';
import type { Target } from '../../targets/target.js';

/**
 * All that is in a file, which is expected to have `size` bytes; `undefined` where it has more or fewer. No more is ever held. Rejects as `Target.read`
 * does.
 */
export async function readWhole(
  target: Pick<Target, 'read'>,
  path: ItemPath,
  size: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const content = new Uint8Array(size);
  let done = 0;
  // Leaving the loop early destroys the stream, which frees what it holds.
  for await (const chunk of (await target.read(path, { size, signal })) as AsyncIterable<Buffer>) {
    throwIfStopped(signal);
    if (done + chunk.length > size) return undefined;
    content.set(chunk, done);
    done += chunk.length;
  }
  return done === size ? content : undefined;
}
