import { statfs } from '../original-fs.js';
import type { NameRules } from '../../../../shared/entry/names.js';
import { foldsNamesIn } from './spelling.js';

/** What a folder can hold, which is up to the system and to the disk that it lies on. */
export interface FolderTraits {
  /** Which names can be created. */
  readonly nameRules: NameRules;
  /** Whether it may take for one what differs in case, or in how letters are composed. */
  readonly foldsNames: boolean;
  /** Whether its times are local times, as on FAT, which the system turns into those of UTC by the zone that it has at the time. */
  readonly localTimes: boolean;
  /** The step of a file's time, in milliseconds. */
  readonly setsTimesToMs: number;
  /** Whether permissions are worth asking for, and can be set. */
  readonly hasPermissions: boolean;
}

// linux/include/uapi/linux/magic.h
const MSDOS_SUPER_MAGIC = 0x4d44;
const EXFAT_SUPER_MAGIC = 0x2011bab0;

/**
 * What is known of a folder by its system, and on Linux by the type of its disk, as `statfs` gives it. Linux puts names on FAT and exFAT
 * that differ from those asked for: it leaves out dots at the end, so that they are Windows' names or none (S9).
 */
export function traitsOf(platform: NodeJS.Platform, diskType: number | undefined): FolderTraits {
  const folds = platform === 'win32' || platform === 'darwin';
  const fat = platform === 'linux' && diskType === MSDOS_SUPER_MAGIC;
  const exfat = platform === 'linux' && diskType === EXFAT_SUPER_MAGIC;
  return {
    nameRules: platform === 'win32' || fat || exfat ? 'windows' : 'posix',
    foldsNames: folds || fat || exfat,
    localTimes: fat,
    setsTimesToMs: fat ? 2000 : exfat ? 10 : 1,
    // Windows makes up a mode from one attribute, and Linux one for a whole disk.
    hasPermissions: platform !== 'win32' && !fat && !exfat,
  };
}

/** Finds out what the folder at an absolute path can hold, without changing anything. Never rejects. */
export async function findTraits(folder: string): Promise<FolderTraits> {
  const diskType = await statfs(folder).then(
    ({ type }) => type,
    () => undefined,
  );
  const traits = traitsOf(process.platform, diskType);
  // On Linux too there are disks of other systems, whose types say nothing of it.
  const foldsNames = traits.foldsNames || (await foldsNamesIn(folder));
  return { ...traits, foldsNames };
}
