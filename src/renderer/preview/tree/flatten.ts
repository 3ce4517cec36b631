import { bytesOf } from '../../../shared/plan/item-bytes.js';
import { bitOf, CATEGORIES, maskOf, toneOf, type Category, type CategoryMask } from '../categories.js';
import type { Finder } from './find.js';
import { BY_NAME, sortedList, type Order } from './order.js';
import { groupKey, type GroupRow, type ItemRow, type Row, type RowKey } from './rows.js';
import type { PlanTree, TreeNode } from './tree.js';

/** Whether rows stand in their folders, in one list, or in one list for each action. */
export const LAYOUTS = ['tree', 'flat', 'groups'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What of a plan is shown, and how. */
export interface View {
  readonly layout: Layout;
  readonly order: Order;
  /** What the chips show. */
  readonly shown: ReadonlySet<Category>;
  /** Whether only what somebody chose otherwise than planned is shown, whatever the chips say. */
  readonly onlyChosen: boolean;
  /** Folders and groups that are closed. */
  readonly collapsed: ReadonlySet<RowKey>;
  readonly find: Finder | undefined;
}

/** The lines of the preview, top to bottom: what falls into the view, in the tree with the folders above it. */
export function flatten(tree: PlanTree, view: View): readonly Row[] {
  switch (view.layout) {
    case 'tree':
      return treeRows(tree, view);
    case 'flat':
      return sortedList(itemsIn(tree, view), view.order).map((node) => node.rowAt(0, undefined));
    case 'groups':
      return groupRows(tree, view);
  }
}

/** What of a plan is shown. */
export function maskIn({ shown, onlyChosen }: Pick<View, 'shown' | 'onlyChosen'>): CategoryMask {
  return onlyChosen ? bitOf('chosen') : maskOf(shown);
}

/** How many items among these lines are found by themselves, and not for what lies in them. */
export function countFound(rows: readonly Row[], view: View): number {
  const { find } = view;
  if (find === undefined) return 0;
  const mask = maskIn(view);
  let found = 0;
  for (const row of rows) {
    if (row.kind === 'item' && (row.node.mask & mask) !== 0 && find(row.node.folded)) found += 1;
  }
  return found;
}

/** Everything that can be closed in this layout. */
export function closableIn(tree: PlanTree, layout: Layout): Set<RowKey> {
  if (layout === 'groups') return new Set(CATEGORIES.map(groupKey));
  const folders = new Set<RowKey>();
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

function treeRows(tree: PlanTree, view: View): readonly Row[] {
  const rows: ItemRow[] = [];
  const { root } = tree;
  const mask = maskIn(view);
  if (isRootShown(root, mask)) rows.push(root.rowAt(0, undefined));
  push(root, rows, { mask, collapsed: view.collapsed, order: view.order, find: view.find });
  return rows;
}

/** The root shows only where there is something to say of it: a problem, or a decision to make. */
function isRootShown(root: TreeNode, mask: CategoryMask): boolean {
  return root.item !== undefined && root.item.action.kind !== 'equal' && (root.mask & mask) !== 0;
}

interface TreeView extends Pick<View, 'collapsed' | 'order' | 'find'> {
  readonly mask: CategoryMask;
}

function push(folder: TreeNode, rows: ItemRow[], view: TreeView): void {
  const { mask, collapsed, find, order } = view;
  for (const node of folder.sortedChildren(order)) {
    if (!node.isShown(mask)) continue;
    const hit = find === undefined || find(node.folded);
    if (node.children.length === 0) {
      if (hit) rows.push(node.rowAt(node.depth, undefined));
      continue;
    }
    // Where a folder is found, so is all that lies in it.
    const below = hit && find !== undefined ? { ...view, find: undefined } : view;
    const at = rows.length;
    const expanded = !collapsed.has(node.path);
    if (hit && !expanded) {
      const opens = node.children.some((child) => child.isShown(mask));
      rows.push(node.rowAt(node.depth, opens ? false : undefined));
      continue;
    }
    const row = node.rowAt(node.depth, expanded);
    rows.push(row);
    push(node, rows, below);
    if (rows.length > at + 1) {
      if (!expanded) rows.length = at + 1;
    } else if (hit) rows[at] = node.rowAt(node.depth, undefined);
    else rows.length = at;
  }
}

/** Every item that is shown by itself, in the order of the tree. */
function itemsIn(tree: PlanTree, view: View): readonly TreeNode[] {
  const mask = maskIn(view);
  const found: TreeNode[] = [];
  const visit = (folder: TreeNode): void => {
    for (const node of folder.sortedChildren(BY_NAME)) {
      if (!node.isShown(mask)) continue;
      if ((node.mask & mask) !== 0 && (view.find === undefined || view.find(node.folded))) found.push(node);
      if (node.children.length > 0) visit(node);
    }
  };
  if (isRootShown(tree.root, mask) && view.find === undefined) found.push(tree.root);
  visit(tree.root);
  return found;
}

function groupRows(tree: PlanTree, view: View): readonly Row[] {
  const groups = Map.groupBy(itemsIn(tree, view), ({ item }) =>
    item === undefined ? 'equal' : toneOf(item.action),
  );
  return CATEGORIES.flatMap((category): readonly Row[] => {
    const nodes = groups.get(category);
    if (nodes === undefined) return [];
    const key = groupKey(category);
    const head: GroupRow = {
      kind: 'group',
      key,
      category,
      expanded: !view.collapsed.has(key),
      items: nodes.length,
      bytes: nodes.reduce((sum, node) => sum + (node.item === undefined ? 0 : bytesOf(node.item)), 0),
    };
    return head.expanded
      ? [head, ...sortedList(nodes, view.order).map((node) => node.rowAt(1, undefined))]
      : [head];
  });
}
