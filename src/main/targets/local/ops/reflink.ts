import { chmod, constants, copyFile, open, stat, unlink } from '../original-fs.js';
import { errorCode } from '../errors.js';

/** What systems say where a disk cannot share what is in files, or two paths are not on one: it will not do so for others either. */
const CANNOT = new Set(['ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'ENOSYS', 'ENOTTY', 'EINVAL']);

/** What came of trying to share. */
export type Shared = 'shared' | 'not now' | 'never';

/**
 * Has the disk share what is in the file at the absolute path `from` with a new one at `temporaryPath`, which gets the permissions of any new
 * file. Leaves nothing where that cannot be. Never rejects.
 */
export async function shareFile(from: string, temporaryPath: string): Promise<Shared> {
  try {
    const mode = await modeOfNew(temporaryPath);
    await copyFile(from, temporaryPath, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    // No more than the original grants (S12), which the copy has by now.
    await chmod(temporaryPath, mode & (await stat(temporaryPath)).mode);
    return 'shared';
  } catch (error) {
    await unlink(temporaryPath).catch(() => undefined);
    return CANNOT.has(errorCode(error)) ? 'never' : 'not now';
  }
}

/** Copies come with the permissions of what they are copied from, so a new file shows which ones others get. */
async function modeOfNew(path: string): Promise<number> {
  const handle = await open(path, 'wx');
  try {
    return (await handle.stat()).mode & 0o777;
  } finally {
    await handle.close();
    await unlink(path);
  }
}
