import { symlink, unlink } from '../original-fs.js';
import { errorCode } from '../errors.js';
import { refuseInTheWay, renameWhole, type FileWrite } from './write.js';

/** What making a link needs to know; the paths are absolute. */
export interface LinkWrite extends Pick<
  FileWrite,
  'path' | 'temporaryPath' | 'look' | 'mayReplace' | 'beforeReplace' | 'flush'
> {
  /** What the link leads to, in the words that it is to have. */
  readonly target: string;
}

/** S3: makes a symbolic link under the temporary name and renames it over `path`. Rejects as `writeWhole` does. */
export async function linkWhole(write: LinkWrite): Promise<void> {
  await symlinkAnew(write.target, write.temporaryPath);
  try {
    await write.beforeReplace();
    await refuseInTheWay(write);
    await renameWhole(write);
  } catch (error) {
    await unlink(write.temporaryPath).catch(() => undefined);
    throw error;
  }
}

/** What lies under a temporary name is ours: left over from a run that was killed. */
async function symlinkAnew(target: string, path: string): Promise<void> {
  try {
    await symlink(target, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    await unlink(path);
    await symlink(target, path);
  }
}
