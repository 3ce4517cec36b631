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
  const isSelected = asTest(rows, selected);
  const told = view.layout === 'tree' ? partlySelected(rows, isSelected) : undefined;
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
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'group') {
      inGroup = isSelected(row.key);
      if (inGroup) for (const node of itemsOfGroup(tree, view, row.key)) targets.push(node);
      continue;
    }
    if (inGroup || !isSelected(row.key)) continue;
    const { node } = row;
    if (node.item !== undefined) targets.push(node);
    if (told?.[index] === false && node.children.length > 0) {
      addBelow(node, view.find?.(node.folded) === true ? undefined : view.find);
    }
  }
  return targets;
}

/** Whether a row is selected. Where all are, nobody has to look each of them up. */
function asTest(rows: readonly Row[], selected: ReadonlySet<RowKey>): (key: RowKey) => boolean {
  // Only what is shown can be selected.
  return selected.size === rows.length ? () => true : (key) => selected.has(key);
}

/** Of which rows something inside is selected by itself: from the last one up, so that a folder comes after all that lies in it. */
function partlySelected(rows: readonly Row[], isSelected: (key: RowKey) => boolean): readonly boolean[] {
  const told = new Array<boolean>(rows.length).fill(false);
  /** Whether something is selected among the rows since the last one of a smaller depth, by depth. */
  const selectedAt: boolean[] = [];
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row === undefined || row.kind === 'group') continue;
    const depth = row.node.depth + 1;
    const inside = selectedAt[depth + 1] === true;
    told[index] = inside;
    selectedAt[depth] = selectedAt[depth] === true || inside || isSelected(row.key);
    selectedAt[depth + 1] = false;
  }
  return told;
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
