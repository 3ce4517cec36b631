import type { ItemPath } from '../../../shared/entry/entry.js';

/** The path of `folder` inside of `root`, both absolute; `undefined` where it is not inside. */
export function relativeTo(root: string, folder: string): ItemPath | undefined {
  const [above, below] = [trimmed(root), trimmed(folder)];
  if (below === above) return '';
  if (above === '') return below.slice(1);
  return below.startsWith(`${above}/`) ? below.slice(above.length + 1) : undefined;
}

/** The absolute path of what is called `name` in `folder`. */
export function joinFolder(folder: string, name: string): string {
  return `${trimmed(folder)}/${name}`;
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '');
}
