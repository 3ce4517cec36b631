import type { ItemPath } from './entry.js';

/** The path of `name` in `folder`. */
export function joinPath(folder: ItemPath, name: string): ItemPath {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The folder that holds `path`; `''` for what lies in the root. */
export function parentOf(path: ItemPath): ItemPath {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The last name in `path`. */
export function nameOf(path: ItemPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** How many folders lie between the root and `path`: 0 for what lies in the root. */
export function depthOf(path: ItemPath): number {
  let depth = 0;
  for (const letter of path) if (letter === '/') depth += 1;
  return depth;
}

/** Every folder above `path`, nearest first, the root left out. */
export function* ancestorsOf(path: ItemPath): Generator<ItemPath> {
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) yield folder;
}

/** What follows the last dot of a name, in lower case; empty where nothing does, as in `.profile`. */
export function extensionOf(path: ItemPath): string {
  return /^.+\.([^.]+)$/.exec(nameOf(path))?.[1]?.toLowerCase() ?? '';
}
