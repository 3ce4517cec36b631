import { access, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../usage-error.js';
import { readTaskFile, TASK_FILES, type TaskFile } from './task-file.js';

/**
 * Finds and reads the file of tasks in a folder or the nearest one above. `file` is its path. Rejects with a `UsageError` where there is
 * none, and where it cannot be meant.
 */
export async function nearestTaskFile(folder: string): Promise<TaskFile & { readonly file: string }> {
  const file = await findTaskFile(folder);
  return { file, ...readTaskFile(await readFile(file, 'utf8'), relative(folder, file)) };
}

async function findTaskFile(from: string): Promise<string> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    for (const name of TASK_FILES) {
      const file = join(folder, name);
      if (await isThere(file)) return file;
    }
    if (dirname(folder) === folder) break;
  }
  throw new UsageError(
    `There is no ${TASK_FILES.join(' or ')} here or above.`,
    'Make one, or name the two folders: evenkeel sync LOCAL REMOTE.',
  );
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
