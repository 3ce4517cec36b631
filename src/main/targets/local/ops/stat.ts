import type { BigIntStats, Stats } from 'node:fs';
import { sep } from 'node:path';
import { lstat, readlink, realpath, stat } from '../original-fs.js';
import type { Entry, FileEntry } from '../../../../shared/entry/entry.js';
import type { ProfileOptions } from '../../../../shared/profile/profile-options.js';
import { leadsBack } from '../../link-loops.js';
import { fileIdOf, marksOf, type FileMarks } from '../file-id.js';
import { errorCode } from '../errors.js';
import { splitTime, timestampOf, type TimeSteps } from './times.js';

/** What to see in links and files. */
export interface ItemOptions extends TimeSteps {
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

/** Has Node give times as they are, not rounded to what a number holds. */
export const EXACTLY = { bigint: true } as const;

/** What is at an absolute path. Rejects with the system's error, `ENOENT` where nothing is. */
export async function entryAt(path: string, itemOptions: ItemOptions, above: Above): Promise<Entry> {
  const stats = await lstat(path, EXACTLY);
  if (!stats.isSymbolicLink()) return toEntry(stats, itemOptions);
  switch (itemOptions.links) {
    case 'skip':
      return { kind: 'other', what: 'symbolic-link' };
    case 'copy':
      return { kind: 'link', target: await readlink(path) };
    case 'follow':
      return followed(path, itemOptions, above);
  }
}

/** What the system says of a link that leads to nothing, or to what the user may not see. */
const NOT_REACHED = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM']);

async function followed(path: string, itemOptions: ItemOptions, above: Above): Promise<Entry> {
  try {
    const entry = toEntry(await stat(path, EXACTLY), itemOptions);
    if (entry.kind === 'file') return { ...entry, followed: true };
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
export function toEntry(stats: BigIntStats, itemOptions: ItemOptions): Entry {
  if (stats.isFile()) return fileEntryOf(stats, itemOptions);
  if (stats.isDirectory()) return { kind: 'folder' };
  return { kind: 'other', what: stats.isSymbolicLink() ? 'symbolic-link' : 'device' };
}

/** A file as the system reports it, when it is asked for times to the nanosecond. */
export function fileEntryOf(stats: BigIntStats, itemOptions: ItemOptions): FileEntry {
  const { size, mtimeNs, mode } = stats;
  const facts = { size: Number(size), ...splitTime(mtimeNs), mode: Number(mode), marks: marksOf(stats) };
  return fileEntry(facts, itemOptions);
}

/** What there is to say of a file: size in bytes, time as `splitTime` gives it, mode. */
export interface FileFacts {
  readonly size: number;
  readonly ms: number;
  readonly ns: number;
  readonly mode: number;
  readonly marks: FileMarks;
}

/** A file of which these facts are known. */
export function fileEntry({ size, ms, ns, mode, marks }: FileFacts, itemOptions: ItemOptions): FileEntry {
  const { permissions } = itemOptions;
  const modified = timestampOf(ms, ns, itemOptions);
  const id = fileIdOf(marks);
  return permissions === 'keep'
    ? { kind: 'file', size, modified, permissions: mode & 0o777, id }
    : { kind: 'file', size, modified, id };
}

/**
 * Whether the system, asked about an item, is to be asked about what a link leads to. Anywhere else a link is no file and no folder,
 * so that nothing is done through one that has taken an item's place.
 */
export function lookWith({ links }: ItemOptions): (path: string) => Promise<Stats> {
  return links === 'follow' ? stat : lstat;
}
