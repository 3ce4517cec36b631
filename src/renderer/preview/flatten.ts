import type { ItemPath } from '../../shared/entry.js';
import type { CategoryMask } from './categories.js';
import type { PlanTree, TreeNode } from './tree.js';

/** One line of the preview. */
export interface Row {
  readonly node: TreeNode;
  /** Absent where there is nothing to open. */
  readonly expanded?: boolean | undefined;
}

/** The lines that the preview shows, top to bottom: what falls into `shown`, with the folders above it. */
export function flatten(
  tree: PlanTree,
  shown: CategoryMask,
  collapsed: ReadonlySet<ItemPath>,
): readonly Row[] {
  const rows: Row[] = [];
  // The root shows only where there is something to say of it: a problem, or a decision to make.
  const root = tree.root;
  if (root.item !== undefined && root.item.action.kind !== 'equal' && (root.mask & shown) !== 0) {
    rows.push({ node: root });
  }
  push(root, rows, shown, collapsed);
  return rows;
}

function push(folder: TreeNode, rows: Row[], shown: CategoryMask, collapsed: ReadonlySet<ItemPath>): void {
  for (const node of folder.sortedChildren()) {
    if (!node.isShown(shown)) continue;
    const opens = node.children.some((child) => child.isShown(shown));
    if (!opens) {
      rows.push({ node });
      continue;
    }
    const expanded = !collapsed.has(node.path);
    rows.push({ node, expanded });
    if (expanded) push(node, rows, shown, collapsed);
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
