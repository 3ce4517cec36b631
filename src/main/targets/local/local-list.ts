import type { Dirent, Stats } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../../../shared/entry.js';
import { throwIfStopped } from '../target-error.js';
import type { Listed } from '../target.js';
import { errorCode } from './local-problems.js';

/** Entries in a chunk, and files looked at in parallel. */
const CHUNK = 64;

/** Yields what the folder at the absolute path `folder` holds. Rejects with the system's error. */
export async function* listFolder(folder: string, signal: AbortSignal): AsyncIterable<readonly Listed[]> {
  const names = await opendir(folder, { bufferSize: CHUNK });
  let chunk: Dirent[] = [];
  // Leaving the loop early closes the folder.
  for await (const name of names) {
    chunk.push(name);
    if (chunk.length < CHUNK) continue;
    throwIfStopped(signal);
    yield await lookAt(folder, chunk);
    chunk = [];
  }
  throwIfStopped(signal);
  if (chunk.length > 0) yield await lookAt(folder, chunk);
}

async function lookAt(folder: string, names: readonly Dirent[]): Promise<readonly Listed[]> {
  const found = await Promise.all(
    names.map(async (dirent): Promise<Listed | undefined> => {
      const entry = await entryOf(folder, dirent);
      return entry && { name: dirent.name, entry };
    }),
  );
  return found.filter((listed) => listed !== undefined);
}

async function entryOf(folder: string, dirent: Dirent): Promise<Entry | undefined> {
  if (dirent.isDirectory()) return { kind: 'folder' };
  if (dirent.isSymbolicLink()) return { kind: 'other', what: 'symbolic-link' };
  try {
    return toEntry(await lstat(join(folder, dirent.name)));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    // A name that is not valid UTF-8 comes with replacement characters and cannot be asked for: seen, and left alone.
    return dirent.name.includes('\uFFFD') ? { kind: 'other', what: 'device' } : undefined;
  }
}

/** What the system's answer about an item means. Times are rounded to milliseconds. */
export function toEntry(stats: Stats): Entry {
  if (stats.isFile()) {
    return { kind: 'file', size: stats.size, modified: { ms: Math.round(stats.mtimeMs), precisionMs: 1 } };
  }
  if (stats.isDirectory()) return { kind: 'folder' };
  return { kind: 'other', what: stats.isSymbolicLink() ? 'symbolic-link' : 'device' };
}
