import type { FolderPage } from '../../../shared/connection/server-folders.js';
import type { Problem } from '../../../shared/problem.js';

/** What is known of a folder’s own folders. */
export type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'loaded'; readonly page: FolderPage };

/** The folders of a server as far as somebody has opened them. Paths are absolute. */
export interface FolderTree {
  readonly root: string;
  readonly open: ReadonlySet<string>;
  readonly loaded: ReadonlyMap<string, Loaded>;
}

/** A line of the tree. */
export type TreeRow =
  | {
      readonly kind: 'folder';
      readonly path: string;
      readonly name: string;
      readonly level: number;
      readonly open: boolean;
    }
  /** In place of the folders in one: that they are on their way, why they are not, or that there are none or too many. */
  | {
      readonly kind: 'note';
      readonly of: string;
      readonly level: number;
      readonly note: 'loading' | 'none' | 'more';
      readonly more: number;
    }
  | { readonly kind: 'failed'; readonly of: string; readonly level: number; readonly problem: Problem };

/** The path of what is called `name` in a folder. */
export function childOf(folder: string, name: string): string {
  return `${folder.replace(/\/+$/, '')}/${name}`;
}

/** The folder that one is in; `undefined` for the root. */
export function parentIn(root: string, path: string): string | undefined {
  if (path === root) return undefined;
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  return parent.length < root.length ? root : parent;
}

/** The folders on the way from the root to one, both included; only the root where it is not below. */
export function wayTo(root: string, path: string): readonly string[] {
  const way: string[] = [];
  let at: string | undefined = path;
  while (at !== undefined && at.length >= root.length) {
    way.unshift(at);
    at = parentIn(root, at);
  }
  return way[0] === root ? way : [root];
}

/** The lines of the tree, from top to bottom. */
export function rowsOf(tree: FolderTree): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (path: string, name: string, level: number): void => {
    const open = tree.open.has(path);
    rows.push({ kind: 'folder', path, name, level, open });
    if (!open) return;
    const loaded = tree.loaded.get(path) ?? { kind: 'loading' };
    const below = level + 1;
    if (loaded.kind === 'failed') {
      rows.push({ kind: 'failed', of: path, level: below, problem: loaded.problem });
      return;
    }
    if (loaded.kind === 'loading') {
      rows.push({ kind: 'note', of: path, level: below, note: 'loading', more: 0 });
      return;
    }
    const { names, more } = loaded.page;
    for (const child of names) add(childOf(path, child), child, below);
    if (names.length === 0) rows.push({ kind: 'note', of: path, level: below, note: 'none', more: 0 });
    if (more > 0) rows.push({ kind: 'note', of: path, level: below, note: 'more', more });
  };
  add(tree.root, tree.root, 1);
  return rows;
}

/** A page with one folder more, in its place among the others. */
export function withName(page: FolderPage, name: string): FolderPage {
  if (page.names.includes(name)) return page;
  const names = [...page.names, name].sort(BY_NAME.compare);
  return { ...page, names };
}

const BY_NAME = new Intl.Collator(undefined, { numeric: true });

/** What a key does in the tree while `path` is selected: another folder to select, or one to open or close. */
export type TreeKey =
  | { readonly kind: 'select'; readonly path: string }
  | { readonly kind: 'open' | 'close'; readonly path: string };

/** As in a file manager: up and down go from line to line, right opens, left closes or leads to the folder above. */
export function keyIn(tree: FolderTree, path: string, key: string): TreeKey | undefined {
  const folders = rowsOf(tree).flatMap((row) => (row.kind === 'folder' ? [row] : []));
  const at = folders.findIndex((row) => row.path === path);
  const row = folders[at];
  const select = (to: { readonly path: string } | undefined): TreeKey | undefined =>
    to === undefined ? undefined : { kind: 'select', path: to.path };
  switch (key) {
    case 'ArrowDown':
      return select(folders[at + 1]);
    case 'ArrowUp':
      return at > 0 ? select(folders[at - 1]) : undefined;
    case 'Home':
      return select(folders[0]);
    case 'End':
      return select(folders.at(-1));
    case 'ArrowRight':
      if (row === undefined) return undefined;
      if (!row.open) return { kind: 'open', path };
      return folders[at + 1]?.level === row.level + 1 ? select(folders[at + 1]) : undefined;
    case 'ArrowLeft': {
      if (row?.open === true) return { kind: 'close', path };
      const parent = parentIn(tree.root, path);
      return parent === undefined ? undefined : { kind: 'select', path: parent };
    }
    default:
      return undefined;
  }
}
