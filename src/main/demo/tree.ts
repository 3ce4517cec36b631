import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ItemPath } from '../../shared/entry/entry.js';

/** A file of the demonstration. */
export interface SampleFile {
  readonly path: ItemPath;
  readonly content: string | Buffer;
  /** How long ago it was last modified, in minutes. */
  readonly minutesAgo: number;
}

/** Writes the files below `root`, with the folders that they need. */
export async function writeFiles(root: string, files: readonly SampleFile[]): Promise<void> {
  const now = Date.now();
  for (const file of files) {
    const place = join(root, file.path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, file.content);
    // Whole minutes, as somebody's files from an archive or another system have them.
    const when = new Date(Math.floor(now / 60_000 - file.minutesAgo) * 60_000);
    await utimes(place, when, when);
  }
}

/** Deletes files, and folders with all that they hold. */
export async function removeAll(root: string, paths: readonly ItemPath[]): Promise<void> {
  for (const path of paths) await rm(join(root, path), { recursive: true });
}
