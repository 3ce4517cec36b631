import type { ItemPath } from '../../../shared/entry/entry.js';
import type { CategoryMask } from '../categories.js';
import type { Finder } from './find.js';
import type { PlanTree, TreeNode } from './tree.js';

/** One line of the preview. */
export interface Row {
  readonly node: TreeNode;
  /** Absent where there is nothing to open. */
  readonly expanded?: boolean | undefined;
}

/**
 * The lines that the preview shows, top to bottom: what falls into `shown`, with the folders above it; with `find`, only
 * what it finds of that.
 */
export function flatten(
  tree: PlanTree,
  shown: CategoryMask,
  collapsed: ReadonlySet<ItemPath>,
  find?: Finder,
): readonly Row[] {
  const rows: Row[] = [];
  // The root shows only where there is something to say of it: a problem, or a decision to make.
  const root = tree.root;
  if (root.item !== undefined && root.item.action.kind !== 'equal' && (root.mask & shown) !== 0) {
    rows.push({ node: root });
  }
  push(root, rows, { shown, collapsed, find });
  return rows;
}

/** How many items among these lines `find` finds by themselves, and not for what lies in them. */
export function countFound(rows: readonly Row[], shown: CategoryMask, find: Finder | undefined): number {
  if (find === undefined) return 0;
  return rows.filter(({ node }) => (node.mask & shown) !== 0 && find(node.path)).length;
}

interface View {
  readonly shown: CategoryMask;
  readonly collapsed: ReadonlySet<ItemPath>;
  readonly find: Finder | undefined;
}

function push(folder: TreeNode, rows: Row[], view: View): void {
  const { shown, collapsed, find } = view;
  for (const node of folder.sortedChildren()) {
    if (!node.isShown(shown)) continue;
    const hit = find === undefined || find(node.path);
    // Where a folder is found, so is all that lies in it.
    const below = hit ? { ...view, find: undefined } : view;
    const at = rows.length;
    rows.push({ node });
    const expanded = !collapsed.has(node.path);
    if (hit && !expanded) {
      if (node.children.some((child) => child.isShown(shown))) rows[at] = { node, expanded };
      continue;
    }
    push(node, rows, below);
    if (rows.length > at + 1) {
      rows[at] = { node, expanded };
      if (!expanded) rows.length = at + 1;
    } else if (!hit) rows.length = at;
  }
}

/** Every folder that can be closed. */
export function foldersIn(tree: PlanTree): Set<ItemPath> {
  const folders = new Set<ItemPath>();
  const visit = (node: TreeNode): void => {
    for (const child of node.children) {
      if (child.children.length === 0) continue;
      folders.add(child.path);
      visit(child);
    }
  };
  visit(tree.root);
  return folders;
}
