import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importTasks } from '../../src/main/cli/tasks/import-tasks.js';
import type { FoundProfile, ImportFile, ImportPlace } from '../../src/main/profiles/imports/found.js';
import { readImport } from '../../src/main/profiles/imports/read-import.js';

/** Files as the programs write them. */
export const SAMPLES = join(import.meta.dirname, 'samples');

/** Reads a sample as if it lay in that folder. */
export async function readSample(file: string, folder = '/home/anna/project'): Promise<ImportFile> {
  return read(await readFile(join(SAMPLES, file)), { file, folder });
}

export function read(
  content: Uint8Array | string,
  place: ImportPlace = { file: 'x', folder: '/x' },
): ImportFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return readImport(bytes, place, importTasks);
}

/** The profiles that were found, in order; each with those options only that are not as in a new one. */
export function profilesIn(file: ImportFile): readonly FoundProfile[] {
  if (file.kind !== 'found') return [];
  return file.found.flatMap((found) => (found.kind === 'profile' ? [found.profile] : []));
}

/** What was found and is no profile, by name and reason. */
export function skippedIn(file: ImportFile): readonly string[] {
  if (file.kind !== 'found') return [];
  return file.found.flatMap((found) =>
    found.kind === 'skipped' ? [`${found.name}: ${found.why.kind}`] : [],
  );
}
