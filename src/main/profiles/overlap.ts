import { realpath } from 'node:fs/promises';
import { basename, dirname, join, posix, win32 } from 'node:path';

export type Overlap = 'same' | 'second-inside-first' | 'first-inside-second';

/**
 * How two folders of this computer lie to each other; `undefined` where neither holds the other. Both paths are absolute.
 * Windows and macOS do not tell upper case from lower case in names.
 */
export function overlapOf(first: string, second: string, platform: NodeJS.Platform): Overlap | undefined {
  const paths = platform === 'win32' ? win32 : posix;
  const fold = (path: string): string =>
    platform === 'win32' || platform === 'darwin' ? path.normalize('NFC').toLowerCase() : path;
  const inside = (outer: string, inner: string): boolean => {
    const way = paths.relative(outer, inner);
    return way !== '..' && !way.startsWith(`..${paths.sep}`) && !paths.isAbsolute(way);
  };
  const [a, b] = [fold(first), fold(second)];
  if (paths.relative(a, b) === '') return 'same';
  if (inside(a, b)) return 'second-inside-first';
  return inside(b, a) ? 'first-inside-second' : undefined;
}

/** Where a folder really is, symbolic links followed as far as it exists. Never rejects. */
export async function realFolder(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realFolder(parent), basename(path));
  }
}
