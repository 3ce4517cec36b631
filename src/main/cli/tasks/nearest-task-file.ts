import { constants, type Stats } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../usage-error.js';
import { readTaskFile, TASK_FILES, type TaskFile } from './task-file.js';
import { taskText } from '../text/tasks.js';

/** Far more than anybody writes by hand. */
const MAX_BYTES = 1_000_000;

/** A file of tasks as it was found. */
export interface FoundTasks extends TaskFile {
  /** Its path. */
  readonly file: string;
  /** What is in it. */
  readonly text: string;
}

/**
 * Finds and reads the file of tasks in a folder or the nearest one above. Rejects with a `UsageError` where there is none, where it cannot
 * be used, and where somebody else could have put it there (S9): what it says is done without a further question.
 */
export async function nearestTaskFile(folder: string): Promise<FoundTasks> {
  const file = await findTaskFile(folder);
  const name = relative(folder, file);
  const text = await readOwn(file, name);
  return { file, text, ...readTaskFile(text, name) };
}

async function findTaskFile(from: string): Promise<string> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    for (const name of TASK_FILES) {
      const file = join(folder, name);
      if (await isThere(file)) return file;
    }
    if (dirname(folder) === folder) break;
  }
  throw new UsageError(taskText.noFile(TASK_FILES));
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}

/** What is looked at is what is read: the open file, whatever takes its name meanwhile. */
async function readOwn(file: string, name: string): Promise<string> {
  // A pipe would wait for somebody to write into it.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw new UsageError(taskText.cannotOpen(name, error instanceof Error ? error.message : String(error)));
  });
  try {
    refuseUnfit(await handle.stat(), name);
    const buffer = Buffer.alloc(MAX_BYTES + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    if (bytesRead > MAX_BYTES) throw new UsageError(taskText.fileTooLarge(name));
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function refuseUnfit(stats: Stats, name: string): void {
  if (!stats.isFile()) {
    throw new UsageError(taskText.notAFile(name));
  }
  if (stats.size > MAX_BYTES) throw new UsageError(taskText.fileTooLarge(name));
  const user = process.getuid?.();
  // The system's administrator can do anything anyway.
  if (user === undefined || stats.uid === user || stats.uid === 0) return;
  throw new UsageError(taskText.ofAnotherUser(name));
}
