import { link, lstat, rename, unlink } from 'node:fs/promises';
import { errorCode } from './local-problems.js';

/** What file systems say that know no second name for a file: FAT, some network drives, some phones. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * Renames without ever replacing anything. `rename` would put a file over another without a word, while a second name for
 * a file is refused with `EEXIST` where there is something. Rejects with an error of Node's.
 */
export async function moveWithoutReplacing(from: string, to: string): Promise<void> {
  if ((await lstat(from)).isFile() && (await tryLink(from, to))) {
    await unlink(from);
    return;
  }
  try {
    await lstat(to);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    await rename(from, to);
    return;
  }
  throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
}

/** Gives a file a second name, so that it keeps the first; where there are no second names, it is renamed. */
export async function linkOrMove(from: string, to: string): Promise<void> {
  if (!(await tryLink(from, to))) await rename(from, to);
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (NO_LINKS.has(errorCode(error))) return false;
    throw error;
  }
}
