import { mkdir, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { refused, type Answer, type FolderLook } from '../../../shared/ipc.js';
import { appText } from '../text.js';

/** What is at a path of this computer that somebody has typed. */
export async function lookAtFolder(path: string): Promise<FolderLook> {
  if (!isAbsolute(path)) return 'no-path';
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'no-folder';
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing ? 'missing' : 'unknown';
  }
}

/** Makes a folder of this computer, and those above it. */
export async function makeLocalFolder(path: string): Promise<Answer<null>> {
  if (isAbsolute(path)) {
    try {
      await mkdir(path, { recursive: true });
      return { kind: 'ok', value: null };
    } catch {
      // Said below.
    }
  }
  return refused({ kind: 'other', ...appText.folderNotCreated(path), side: 'local' });
}
