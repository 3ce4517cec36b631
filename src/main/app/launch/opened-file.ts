import { posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What files of exported profiles end with; electron-builder.yml and the dialog that exports them name it as well. */
const EXTENSION = '.evenkeel';

/**
 * The file of exported profiles that the application was opened with, as a full path; `undefined` where there is none. Desktops hand over full
 * paths, or addresses. `argv` begins with the program itself.
 */
export function openedFile(argv: readonly string[], platform: NodeJS.Platform): string | undefined {
  const windows = platform === 'win32';
  const paths = windows ? win32 : posix;
  for (const word of argv.slice(1)) {
    const path = /^file:/i.test(word) ? pathOf(word, windows) : word;
    if (path === undefined || !paths.isAbsolute(path)) continue;
    if (paths.extname(path).toLowerCase() === EXTENSION) return path;
  }
  return undefined;
}

function pathOf(address: string, windows: boolean): string | undefined {
  try {
    return fileURLToPath(address, { windows });
  } catch {
    return undefined;
  }
}
