import { basename, dirname, join } from 'node:path';
import { lstat, opendir } from '../original-fs.js';
import { otherCase, spellingKey } from '../../../../shared/entry/names.js';
import { errorCode } from '../errors.js';

/** Names of a folder that are tried, one of which is enough where there is no case variant of it. */
const WITNESSES = 16;

/**
 * Whether the folder at an absolute path takes names that differ in case for one: then something in it, or the folder itself, is found by
 * the other case as well, which is in no listing. `false` where nothing is there to tell by. Changes nothing, and never rejects.
 */
export async function foldsNamesIn(folder: string): Promise<boolean> {
  try {
    const proven = await provesFolding(folder, await someNames(folder, WITNESSES));
    if (proven !== undefined) return proven;
    const above = dirname(folder);
    // A folder that is the top of its disk says something of another one.
    if ((await lstat(above)).dev !== (await lstat(folder)).dev) return false;
    return (await provesFolding(above, [basename(folder)])) ?? false;
  } catch {
    return false;
  }
}

/**
 * Whether `to` is but another spelling of the name `from` in one folder, and nothing else has it: on a disk that takes the two for one. Both
 * are absolute paths. Rejects with the system's error.
 */
export async function isCaseOnlyRenameOnDisk(from: string, to: string): Promise<boolean> {
  const folder = dirname(from);
  const [before, after] = [basename(from), basename(to)];
  if (folder !== dirname(to) || before === after || spellingKey(before) !== spellingKey(after)) return false;
  return (await isThere(to)) && !(await isListed(folder, after));
}

async function provesFolding(folder: string, names: readonly string[]): Promise<boolean | undefined> {
  for (const name of names) {
    const other = otherCase(name);
    if (other === name) continue;
    if (!(await isThere(join(folder, other)))) return false;
    if (!(await isListed(folder, other))) return true;
  }
  return undefined;
}

async function someNames(folder: string, most: number): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of await opendir(folder)) {
    names.push(name);
    if (names.length === most) break;
  }
  return names;
}

async function isListed(folder: string, wanted: string): Promise<boolean> {
  for await (const { name } of await opendir(folder)) if (name === wanted) return true;
  return false;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
