import { dirname } from 'node:path';
import { lstat, stat } from '../original-fs.js';
import { errorCode } from '../errors.js';

/**
 * Does `work`, which gives something the absolute path `path`; what has the path `from` until then, if that is told. Where a disk does not
 * accept a name some systems say that something is not there (`ENOENT`): if all is there, it rejects with `EINVAL` instead (S9).
 */
export async function named<T>(path: string, work: () => Promise<T>, from?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || !(await areThere(dirname(path), from))) throw error;
    throw Object.assign(new Error('The name was not accepted'), { code: 'EINVAL' });
  }
}

async function areThere(folder: string, from: string | undefined): Promise<boolean> {
  try {
    if (from !== undefined) await lstat(from);
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
