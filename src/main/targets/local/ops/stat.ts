import type { Stats } from 'node:fs';
import { lstat, readlink, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Entry, FileEntry } from '../../../../shared/entry/entry.js';
import type { ProfileOptions } from '../../../../shared/profile/profile-options.js';
import { leadsBack } from '../../link-loops.js';
import { errorCode } from './errors.js';

/** What to see in links and files. */
export interface Sight {
  readonly links: ProfileOptions['links'];
  readonly permissions: ProfileOptions['permissions'];
}

/** The folders through which one comes to an item, root first, without a link in their paths. */
export type Above = () => Promise<readonly string[]>;

/** The real paths of `folders`, found out when first asked for. */
export function realAbove(folders: readonly string[]): Above {
  let found: Promise<readonly string[]> | undefined;
  return () => (found ??= Promise.all(folders.map((folder) => realpath(folder))));
}

/** What is at an absolute path. Rejects with the system's error, `ENOENT` where nothing is. */
export async function entryAt(path: string, sight: Sight, above: Above): Promise<Entry> {
  const stats = await lstat(path);
  if (!stats.isSymbolicLink()) return toEntry(stats, sight);
  switch (sight.links) {
    case 'skip':
      return { kind: 'other', what: 'symbolic-link' };
    case 'copy':
      return { kind: 'link', target: await readlink(path) };
    case 'follow':
      return followed(path, sight, above);
  }
}

/** What the system says of a link that leads to nothing, or to what the user may not see. */
const NOT_REACHED = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM']);

async function followed(path: string, sight: Sight, above: Above): Promise<Entry> {
  try {
    const entry = toEntry(await stat(path), sight);
    if (entry.kind !== 'folder' || !leadsBack(await realpath(path), await above(), sep)) return entry;
    return { kind: 'other', what: 'symbolic-link', leads: 'back' };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ELOOP') return { kind: 'other', what: 'symbolic-link', leads: 'back' };
    if (!NOT_REACHED.has(code)) throw error;
    // The link itself may have gone meanwhile.
    await readlink(path);
    return { kind: 'other', what: 'symbolic-link', leads: 'nowhere' };
  }
}

/** What the system's answer about an item means. */
export function toEntry(stats: Stats, sight: Sight): Entry {
  if (stats.isFile()) return fileEntry(stats, sight);
  if (stats.isDirectory()) return { kind: 'folder' };
  return { kind: 'other', what: stats.isSymbolicLink() ? 'symbolic-link' : 'device' };
}

/** A file as the system reports it. Times are rounded to milliseconds. */
export function fileEntry(
  { size, mtimeMs, mode }: Pick<Stats, 'size' | 'mtimeMs' | 'mode'>,
  { permissions }: Sight,
): FileEntry {
  const modified = { ms: Math.round(mtimeMs), precisionMs: 1 };
  return permissions === 'keep'
    ? { kind: 'file', size, modified, permissions: mode & 0o777 }
    : { kind: 'file', size, modified };
}

/**
 * Whether the system, asked about an item, is to be asked about what a link leads to. Anywhere else a link is no file and no folder,
 * so that nothing is done through one that has taken an item's place.
 */
export function lookWith({ links }: Sight): (path: string) => Promise<Stats> {
  return links === 'follow' ? stat : lstat;
}
