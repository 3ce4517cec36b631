import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { RawOptions } from '../command.js';
import type { Task } from './read-task.js';

/**
 * What of a task reaches out of the folder of its file, which is all that somebody expects a file there to be about: a local folder
 * elsewhere, and files that it has written. What the command line says instead of the file does not count. Lines for people; none where
 * there is nothing.
 */
export async function outsidePaths(
  { command, local, options }: Task,
  typed: RawOptions,
  folder: string,
): Promise<readonly string[]> {
  const outside: string[] = [];
  if (command !== 'tree' && !(await isInside(local, folder))) outside.push(`local: ${local}`);
  for (const [option, key] of [
    ['log', 'log'],
    ['stateDir', 'state_dir'],
  ] as const) {
    const value = options[option];
    if (typeof value === 'string' && typed[option] === undefined) outside.push(`${key}: ${value}`);
  }
  return outside;
}

/** Both are absolute. Links are followed: where a folder really lies is what counts. */
async function isInside(path: string, folder: string): Promise<boolean> {
  const way = relative(await whereReally(folder), await whereReally(path));
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^(?:[a-z]:|\\\\)/i.test(way));
}

/** What is not there yet lies where what is there of its path really lies. */
async function whereReally(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(await whereReally(above), basename(path));
  }
}
