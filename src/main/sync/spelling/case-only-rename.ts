import type { ItemPath } from '../../../shared/entry/entry.js';
import { spellingKey } from '../../../shared/entry/names.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { Target } from '../../targets/target.js';
import { sameEntry } from '../base/entry-comparison.js';
import { restoreOriginal } from '../base/restore-original.js';

/** Whether one path is another one spelled anew: in the same folder, under a name that some systems cannot tell from it. */
export function isCaseOnlyRename(from: ItemPath, to: ItemPath): boolean {
  if (from === to || parentOf(from) !== parentOf(to)) return false;
  return spellingKey(nameOf(from)) === spellingKey(nameOf(to));
}

/** Whether a side has the very name: what it finds when it is asked about one may be spelled otherwise. */
export async function isListed(
  target: Pick<Target, 'list'>,
  path: ItemPath,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const chunk of target.list(parentOf(path), signal)) {
    if (chunk.some(({ name }) => name === nameOf(path))) return true;
  }
  return false;
}

/** Whether a side that finds one thing under both spellings lists it by the new one: then there is nothing to be renamed. */
export async function isSpelledAlready(
  target: Pick<Target, 'list' | 'stat'>,
  from: ItemPath,
  to: ItemPath,
  signal: AbortSignal,
): Promise<boolean> {
  if (!isCaseOnlyRename(from, to)) return false;
  const [before, after] = await Promise.all([target.stat(from, signal), target.stat(to, signal)]);
  if (before === undefined || !sameEntry(before, after)) return false;
  return (await isListed(target, to, signal)) && !(await isListed(target, from, signal));
}

/**
 * Gives a file the other spelling of its name on a side that cannot tell the two apart, and so would find its new name taken. By way of a
 * temporary name, since some such sides do nothing where they are asked to rename a file to itself. Nobody ever sees part of it (S3); a kill
 * in between costs the file on this side only, which the next run copies again (S5).
 */
export async function renameCaseOnly(
  target: Pick<Target, 'stat' | 'move'>,
  from: ItemPath,
  to: ItemPath,
  temporaryPath: ItemPath,
  signal: AbortSignal,
): Promise<void> {
  await target.move(from, temporaryPath, signal);
  try {
    await target.move(temporaryPath, to, signal);
  } catch (error) {
    await restoreOriginal(from, temporaryPath, target);
    throw error;
  }
}
