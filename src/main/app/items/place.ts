import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { parseRemote } from '../../../shared/profile/remote.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { safeNames } from '../../targets/item-path.js';

/** The folder of a side, where that is one of this computer. */
export function rootOf(profile: Profile, side: Side): string | undefined {
  if (side === 'local') return profile.localFolder;
  const parsed = parseRemote(profile.remoteFolder);
  return parsed.kind === 'valid' && parsed.address.kind === 'folder' ? parsed.address.path : undefined;
}

/** The path of an item below `root`, as the system writes it. S9: throws where a name could lead out of it. */
export function pathBelow(root: string, path: ItemPath, side: Side): string {
  return join(root, ...safeNames(path, process.platform === 'win32' ? 'windows' : 'posix', side));
}

/**
 * An item's file or folder itself, where it is there and lies in `root`, whatever links there are on the way; a link is not followed.
 */
export async function itemOnDisk(root: string, path: ItemPath, side: Side): Promise<string | undefined> {
  const full = pathBelow(root, path, side);
  try {
    const base = await realpath(root);
    if (path === '') return base;
    const folder = await realpath(dirname(full));
    return isWithin(folder, base) ? join(folder, basename(full)) : undefined;
  } catch {
    return undefined;
  }
}

/** What opening an item opens, links followed, where all of it lies in `root`. */
export async function openedBy(root: string, path: ItemPath, side: Side): Promise<string | undefined> {
  try {
    const [base, file] = await Promise.all([realpath(root), realpath(pathBelow(root, path, side))]);
    return isWithin(file, base) ? file : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
