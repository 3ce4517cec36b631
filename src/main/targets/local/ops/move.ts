import { constants, copyFile, link, lstat, open, readlink, rename, symlink, unlink } from '../original-fs.js';
import { named } from './names.js';
import { timeToSet } from './times.js';
import { errorCode } from '../errors.js';
import { isCaseOnlyRenameOnDisk } from '../volume/spelling.js';

/** What file systems say that know no second name for a file: FAT, some network drives, some phones. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * Renames without ever replacing anything. `rename` would put a file over another without a word, while a second name for
 * a file is refused with `EEXIST` where there is something. A symbolic link moves itself, not what it leads to. What has to be copied to
 * another disk lies under `part` until it is whole; without such a name it is refused with `EXDEV`. Rejects with an error of Node's.
 */
export async function moveWithoutReplacing(
  from: string,
  to: string,
  part: string | undefined,
): Promise<void> {
  const stats = await lstat(from);
  // There it is found under the new name already, and nothing else is.
  if (await isCaseOnlyRenameOnDisk(from, to)) {
    await rename(from, to);
    return;
  }
  if (stats.isFile() && (await tryLink(from, to))) {
    await unlink(from);
    return;
  }
  try {
    await lstat(to);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    await renameOrCopy(from, to, part);
    return;
  }
  throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
}

/** Gives a file or link a second name, so that it keeps the first; where there are no second names, it is renamed, or copied as above. */
export async function linkOrMove(from: string, to: string, part: string | undefined): Promise<void> {
  // Some systems would give the second name to what the link leads to.
  if ((await lstat(from)).isSymbolicLink()) await symlink(await readlink(from), to);
  else if (!(await tryLink(from, to))) await renameOrCopy(from, to, part);
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

/** Nothing can be renamed onto another disk, and below the root there may be several. */
async function renameOrCopy(from: string, to: string, part: string | undefined): Promise<void> {
  try {
    await named(to, () => rename(from, to), from);
  } catch (error) {
    const stats = errorCode(error) === 'EXDEV' ? await lstat(from) : undefined;
    if (stats?.isSymbolicLink() === true) await symlink(await readlink(from), to);
    else if (stats?.isFile() === true && part !== undefined) await copyWhole(from, to, part);
    else throw error;
    await unlink(from);
  }
}

/** S3: what is copied gets its name when it is whole, and is on the disk before the original goes. */
async function copyWhole(from: string, to: string, part: string): Promise<void> {
  const { mtimeNs } = await lstat(from, { bigint: true });
  try {
    await copyFile(from, part, constants.COPYFILE_EXCL);
    const handle = await open(part, 'r+');
    try {
      await handle.utimes(new Date(), timeToSet(Number(mtimeNs) / 1_000_000));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await named(to, () => rename(part, to), part);
  } catch (error) {
    await unlink(part).catch(() => undefined);
    throw error;
  }
}
