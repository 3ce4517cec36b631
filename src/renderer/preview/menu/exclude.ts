import type { ItemPath } from '../../../shared/entry/entry.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';

/** What of some items is to be excluded: they alone, all files of their kinds, or the folders that they lie in. */
export const EXTENTS = ['these', 'kinds', 'folders'] as const;
export type Extent = (typeof EXTENTS)[number];

/** Something that is to be excluded. */
export interface Excludable {
  readonly path: ItemPath;
  readonly isFolder: boolean;
}

/** The lines that exclude that, as they stand in the filters of a profile; none where it means nothing. */
export function patternsFor(items: readonly Excludable[], extent: Extent): readonly string[] {
  switch (extent) {
    case 'these':
      return outermost(items).map(({ path, isFolder }) => `/${escaped(path)}${isFolder ? '/' : ''}`);
    case 'kinds':
      return extensionsOf(items).map((extension) => `*.${escaped(extension)}`);
    case 'folders':
      return foldersOf(items).map((folder) => `/${escaped(folder)}/`);
  }
}

/** What of a plan that excludes, with all that lies in it, and is not excluded already. */
export function excludedBy(
  plan: Iterable<PlanItem>,
  items: readonly Excludable[],
  extent: Extent,
): readonly ItemPath[] {
  const fits = testFor(items, extent);
  const found: ItemPath[] = [];
  for (const { path, action } of plan) {
    if (action.kind === 'leave' && action.reason === 'filtered') continue;
    for (let at = path; at !== ''; at = parentOf(at)) {
      if (!fits(at)) continue;
      found.push(path);
      break;
    }
  }
  return found;
}

function testFor(items: readonly Excludable[], extent: Extent): (path: ItemPath) => boolean {
  if (extent === 'kinds') {
    // A pattern fits folders of such a name as well.
    const endings = extensionsOf(items).map((extension) => `.${extension}`);
    return (path) => endings.some((ending) => path.endsWith(ending));
  }
  const roots = extent === 'these' ? outermost(items).map(({ path }) => path) : foldersOf(items);
  const exact = new Set(roots);
  return (path) => exact.has(path);
}

/** The extensions of the files among these. */
export function extensionsOf(items: readonly Excludable[]): readonly string[] {
  const extensions = items.flatMap(({ path, isFolder }) => {
    const [, extension] = /[^.]\.([^.\s]{1,20})$/.exec(nameOf(path)) ?? [];
    return isFolder || extension === undefined ? [] : [extension];
  });
  return [...new Set(extensions)].sort();
}

/** The folders that these lie in; what lies in the root lies in none. */
export function foldersOf(items: readonly Excludable[]): readonly ItemPath[] {
  const folders = new Set(items.map(({ path }) => parentOf(path)).filter((folder) => folder !== ''));
  return [...folders].filter((folder) => !isBelowAny(folder, folders)).sort();
}

/** These, without what lies in folders that are among them. */
function outermost(items: readonly Excludable[]): readonly Excludable[] {
  const folders = new Set(items.filter(({ isFolder }) => isFolder).map(({ path }) => path));
  return items.filter(({ path }) => !isBelowAny(path, folders));
}

function isBelowAny(path: ItemPath, folders: ReadonlySet<ItemPath>): boolean {
  for (let above = parentOf(path); above !== ''; above = parentOf(above)) {
    if (folders.has(above)) return true;
  }
  return false;
}

/** What means something in a pattern stands for itself; so does a blank at the end. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\*?[\]]/g, String.raw`\$&`)
    .replace(/ +$/, (blanks) => String.raw`\ `.repeat(blanks.length));
}
