import { flatten, maskIn, type View } from '../tree/flatten.js';
import type { Row, RowKey } from '../tree/rows.js';
import type { PlanTree, TreeNode } from '../tree/tree.js';

/**
 * The items that an action on the selected rows is about, folders before what lies in them. A folder stands for all that is shown of
 * what lies in it, unless some of that is selected by itself; a group for all its items. What is not shown is never acted upon.
 */
export function targetsOf(
  tree: PlanTree,
  view: View,
  rows: readonly Row[],
  selected: ReadonlySet<RowKey>,
): readonly TreeNode[] {
  const told = partlySelected(rows, selected);
  const mask = maskIn(view);
  const targets: TreeNode[] = [];
  const addBelow = (folder: TreeNode, find: View['find']): void => {
    for (const node of folder.children) {
      if (!node.isShown(mask)) continue;
      const found = find === undefined || find(node.folded);
      if (found && node.item !== undefined && (node.mask & mask) !== 0) targets.push(node);
      addBelow(node, found ? undefined : find);
    }
  };
  // Nothing is added twice: what is selected in a folder that is selected stands for itself, and so do the rows of a group.
  let inGroup = false;
  for (const row of rows) {
    if (row.kind === 'group') {
      inGroup = selected.has(row.key);
      if (inGroup) for (const node of itemsOfGroup(tree, view, row.key)) targets.push(node);
      continue;
    }
    if (inGroup || !selected.has(row.key)) continue;
    const { node } = row;
    if (node.item !== undefined) targets.push(node);
    if (view.layout === 'tree' && node.children.length > 0 && !told.has(node)) {
      addBelow(node, view.find?.(node.folded) === true ? undefined : view.find);
    }
  }
  return targets;
}

/** The folders of which something inside is selected by itself. */
function partlySelected(rows: readonly Row[], selected: ReadonlySet<RowKey>): ReadonlySet<TreeNode> {
  const folders = new Set<TreeNode>();
  for (const row of rows) {
    if (row.kind === 'group' || !selected.has(row.key)) continue;
    for (let above = row.node.parent; above !== null && !folders.has(above); above = above.parent) {
      folders.add(above);
    }
  }
  return folders;
}

/** All items of a group, whether it is open or not. */
function itemsOfGroup(tree: PlanTree, view: View, key: RowKey): readonly TreeNode[] {
  const rows = flatten(tree, { ...view, collapsed: new Set() });
  const at = rows.findIndex((row) => row.key === key);
  const end = rows.findIndex((row, index) => index > at && row.kind === 'group');
  return rows
    .slice(at + 1, end === -1 ? rows.length : end)
    .flatMap((row) => (row.kind === 'item' ? [row.node] : []));
}
