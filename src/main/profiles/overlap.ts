import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, win32 } from 'node:path';

export type Overlap = 'same' | 'second-inside-first' | 'first-inside-second';

/**
 * How two folders of this computer really lie to each other, symbolic links followed as far as they exist; `undefined` where neither holds the
 * other. A folder that is reached by two spellings of its name, or mounted in two places, is one. Both paths are absolute. Never rejects.
 */
export async function findOverlap(
  first: string,
  second: string,
  platform: NodeJS.Platform,
): Promise<Overlap | undefined> {
  const [a, b] = await Promise.all([realFolder(first), realFolder(second)]);
  return overlapOf(a, b, platform) ?? overlapOfIds(...(await Promise.all([idsUpFrom(a), idsUpFrom(b)])));
}

/** What the system calls a folder and each one above it, nearest first; `undefined` where it is not there, or has no such name. */
async function idsUpFrom(folder: string): Promise<readonly (string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for (let path = folder; ids.length === 0 || path !== dirname(path); path = dirname(path)) {
    ids.push(
      await stat(path, { bigint: true }).then(
        ({ dev, ino }) => (ino === 0n ? undefined : `${dev}:${ino}`),
        () => undefined,
      ),
    );
  }
  return ids;
}

function overlapOfIds(
  first: readonly (string | undefined)[],
  second: readonly (string | undefined)[],
): Overlap | undefined {
  const [a, b] = [first[0], second[0]];
  if (a !== undefined && a === b) return 'same';
  if (a !== undefined && second.includes(a)) return 'second-inside-first';
  return b !== undefined && first.includes(b) ? 'first-inside-second' : undefined;
}

/**
 * How two folders of this computer lie to each other by their paths; `undefined` where neither holds the other. Both paths are absolute.
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
