import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** The code of the error for a file that changed while it was read. No system has one for that. */
export const CHANGED = 'ECHANGED';

/** What of an open file tells that nobody has written to it: its size, its times of content and of status, and which file it is. */
export type FileState = Pick<BigIntStats, 'size' | 'mtimeNs' | 'ctimeNs' | 'ino' | 'dev'>;

/** The state of an open file. Rejects with the system's error, `EISDIR` for what is not a file. */
export async function stateOf(handle: FileHandle): Promise<FileState> {
  const stats = await handle.stat({ bigint: true });
  if (!stats.isFile()) throw Object.assign(new Error('Not a file'), { code: 'EISDIR' });
  return stats;
}

/**
 * S2: rejects with `CHANGED` where a file is no longer as it was `before` it was read: what came of it may be a mix of two states. What
 * was written within one step of the disk's clock does not show here; that is for whoever records it to doubt.
 */
export async function expectUnchanged(handle: FileHandle, before: FileState): Promise<void> {
  const after = await handle.stat({ bigint: true });
  const isSame =
    after.size === before.size &&
    after.mtimeNs === before.mtimeNs &&
    after.ctimeNs === before.ctimeNs &&
    after.ino === before.ino &&
    after.dev === before.dev;
  if (!isSame) throw Object.assign(new Error('Changed while it was read'), { code: CHANGED });
}
