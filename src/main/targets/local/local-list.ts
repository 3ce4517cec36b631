import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../../../shared/entry.js';
import { throwIfStopped } from '../target-error.js';
import type { Listed } from '../target.js';
import { entryAt, type Above, type Sight } from './local-look.js';
import { errorCode } from './local-problems.js';

/** Entries in a chunk, and files looked at in parallel. */
const CHUNK = 64;

/** Yields what the folder at the absolute path `folder` holds. Rejects with the system's error. */
export async function* listFolder(
  folder: string,
  sight: Sight,
  above: Above,
  signal: AbortSignal,
): AsyncIterable<readonly Listed[]> {
  const names = await opendir(folder, { bufferSize: CHUNK });
  const lookAt = async (dirents: readonly Dirent[]): Promise<readonly Listed[]> => {
    const found = await Promise.all(
      dirents.map(async (dirent): Promise<Listed | undefined> => {
        const entry = await entryOf(folder, dirent, sight, above);
        return entry && { name: dirent.name, entry };
      }),
    );
    return found.filter((listed) => listed !== undefined);
  };
  let chunk: Dirent[] = [];
  // Leaving the loop early closes the folder.
  for await (const name of names) {
    chunk.push(name);
    if (chunk.length < CHUNK) continue;
    throwIfStopped(signal);
    yield await lookAt(chunk);
    chunk = [];
  }
  throwIfStopped(signal);
  if (chunk.length > 0) yield await lookAt(chunk);
}

async function entryOf(
  folder: string,
  dirent: Dirent,
  sight: Sight,
  above: Above,
): Promise<Entry | undefined> {
  if (dirent.isDirectory()) return { kind: 'folder' };
  if (dirent.isSymbolicLink() && sight.links === 'skip') return { kind: 'other', what: 'symbolic-link' };
  try {
    return await entryAt(join(folder, dirent.name), sight, above);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    // A name that is not valid UTF-8 comes with replacement characters and cannot be asked for: seen, and left alone.
    return dirent.name.includes('\uFFFD') ? { kind: 'other', what: 'device' } : undefined;
  }
}
