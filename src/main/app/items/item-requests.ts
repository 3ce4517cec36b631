import { lstat, stat } from 'node:fs/promises';
import { clipboard, shell } from 'electron';
import { refused, type Answer, type OpenedHow } from '../../../shared/ipc.js';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { nameOf } from '../../../shared/entry/path.js';
import { itemUrl } from '../../../shared/profile/item-url.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { ProblemError, problemOf } from '../../../shared/problem-error.js';
import { appText } from '../text.js';
import { itemOnDisk, openedBy, pathBelow, rootOf } from './place.js';
import { isProgram } from './program.js';

const TEXT = appText.items;

/**
 * Opens an item with the program that the system has for it. What might be run by that, wherever it came from, is shown in its folder
 * instead. Never rejects.
 */
export async function openItem(profile: Profile, path: ItemPath, side: Side): Promise<Answer<OpenedHow>> {
  const root = rootOf(profile, side);
  try {
    const file = root === undefined ? undefined : await openedBy(root, path, side);
    if (file === undefined) return notThere(path);
    if (await isProgram(file, (await stat(file)).isDirectory())) {
      shell.showItemInFolder(file);
      return { kind: 'ok', value: 'shown' };
    }
    const why = await shell.openPath(file);
    return why === ''
      ? { kind: 'ok', value: 'opened' }
      : refused({ kind: 'other', what: TEXT.notOpened(nameOf(path)), advice: TEXT.openAdvice });
  } catch (error) {
    return refused(problemOf(error));
  }
}

/** Shows an item in its folder, in the system's file manager. Never rejects. */
export async function showItem(profile: Profile, path: ItemPath, side: Side): Promise<Answer<null>> {
  const root = rootOf(profile, side);
  try {
    const file = root === undefined ? undefined : await itemOnDisk(root, path, side);
    if (file === undefined) return notThere(path);
    // A link whose target is gone can be shown all the same.
    await lstat(file);
    shell.showItemInFolder(file);
    return { kind: 'ok', value: null };
  } catch (error) {
    return error instanceof ProblemError ? refused(error.problem) : notThere(path);
  }
}

/** Shows what a run has changed on a side: what was changed on a server is here as well, unless it was deleted. Never rejects. */
export function showChanged(profile: Profile, path: ItemPath, side: Side): Promise<Answer<null>> {
  return showItem(profile, path, rootOf(profile, side) === undefined ? 'local' : side);
}

/** Puts the paths of items on this computer, or their addresses on the server, into the clipboard, one a line. Never rejects. */
export async function copyItems(
  profile: Profile,
  paths: readonly ItemPath[],
  what: 'path' | 'url',
): Promise<Answer<null>> {
  try {
    const lines = paths.map((path) =>
      what === 'path'
        ? pathBelow(profile.localFolder, path, 'local')
        : (itemUrl(profile.remoteFolder, path) ?? pathBelow(profile.remoteFolder, path, 'remote')),
    );
    await clipboard.writeText(lines.join('\n'));
    return { kind: 'ok', value: null };
  } catch (error) {
    return refused(problemOf(error));
  }
}

function notThere(path: ItemPath): Answer<never> {
  return refused({ kind: 'other', what: TEXT.notThere(nameOf(path)), advice: TEXT.notThereAdvice });
}
