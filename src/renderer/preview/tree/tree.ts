import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Outcome } from '../../../shared/run/run.js';
import { KINDS, masksOf, type CategoryMask, type Kind } from '../categories.js';

/** One path of the preview. Changes in place; `version` counts the changes, so that a row knows when to be drawn anew. */
export class TreeNode {
  readonly path: ItemPath;
  readonly name: string;
  readonly parent: TreeNode | null;
  /** 0 for what lies in the root, -1 for the root. */
  readonly depth: number;
  item: PlanItem | undefined;
  outcome: Outcome | undefined;
  /** Where the item itself is counted. */
  mask: CategoryMask = 0;
  version = 0;
  readonly children: TreeNode[] = [];
  /** How many items below it are of each kind, in the order of `KINDS`. */
  readonly below: number[] = KINDS.map(() => 0);
  #sorted = true;

  constructor(path: ItemPath, parent: TreeNode | null) {
    this.path = path;
    this.name = nameOf(path);
    this.parent = parent;
    this.depth = parent === null ? -1 : parent.depth + 1;
  }

  get isFolder(): boolean {
    if (this.children.length > 0) return true;
    const { item } = this;
    if (item === undefined) return false;
    if (item.local.entry === undefined && item.remote.entry === undefined)
      return item.baseline?.kind === 'folder';
    return item.local.entry?.kind === 'folder' || item.remote.entry?.kind === 'folder';
  }

  add(child: TreeNode): void {
    this.children.push(child);
    this.#sorted = false;
  }

  childMoved(): void {
    this.#sorted = false;
  }

  /** The children, folders first, then by name as people count (2 before 10). Sorts only what changed. */
  sortedChildren(): readonly TreeNode[] {
    if (!this.#sorted) {
      this.children.sort(inOrder);
      this.#sorted = true;
    }
    return this.children;
  }

  /** How many items below it are of this kind. */
  countBelow(kind: Kind): number {
    return this.below[KINDS.indexOf(kind)] ?? 0;
  }

  /** Whether it, or anything below it, falls into one of the categories. */
  isShown(shown: CategoryMask): boolean {
    if ((this.mask & shown) !== 0) return true;
    for (let index = 0; index < this.below.length; index += 1) {
      if ((shown & (1 << index)) !== 0 && (this.below[index] ?? 0) > 0) return true;
    }
    return false;
  }
}

const NAMES = new Intl.Collator('en', { numeric: true });

function inOrder(one: TreeNode, other: TreeNode): number {
  const folders = Number(other.isFolder) - Number(one.isFolder);
  return folders === 0 ? NAMES.compare(one.name, other.name) : folders;
}

function isLacking(item: PlanItem | undefined, side: Side): boolean {
  return item?.action.kind === 'conflict' && item[side].entry === undefined;
}

/**
 * The items of a plan as a tree that grows while they arrive. Putting an item in costs its depth, whatever
 * the size of the tree.
 */
export class PlanTree {
  readonly #nodes = new Map<ItemPath, TreeNode>();
  readonly root = new TreeNode('', null);
  /** Of how many open conflicts a side has nothing: to use it is to delete what the other one has. */
  readonly lacking = { local: 0, remote: 0 };

  find(path: ItemPath): TreeNode | undefined {
    return this.#nodes.get(path);
  }

  /** Adds an item, or replaces the one of the same path. */
  put(item: PlanItem): void {
    const node = this.#nodeOf(item.path);
    const wasFolder = node.isFolder;
    for (const side of ['local', 'remote'] as const) {
      this.lacking[side] += Number(isLacking(item, side)) - Number(isLacking(node.item, side));
    }
    node.item = item;
    node.version += 1;
    if (node.isFolder !== wasFolder) node.parent?.childMoved();
    this.#recount(node, masksOf(item));
  }

  /** Notes what became of an item in the run. */
  finish(path: ItemPath, outcome: Outcome): void {
    const node = this.#nodes.get(path);
    if (node === undefined) return;
    node.outcome = outcome;
    node.version += 1;
  }

  /** Forgets the outcomes of an earlier run. */
  forgetOutcomes(): void {
    for (const node of this.#nodes.values()) {
      if (node.outcome === undefined) continue;
      node.outcome = undefined;
      node.version += 1;
    }
  }

  #recount(node: TreeNode, mask: CategoryMask): void {
    const gained = mask & ~node.mask;
    const lost = node.mask & ~mask;
    node.mask = mask;
    if (gained === 0 && lost === 0) return;
    for (let above = node.parent; above !== null; above = above.parent) {
      for (const [index, count] of above.below.entries()) {
        const bit = 1 << index;
        const change = Number((gained & bit) !== 0) - Number((lost & bit) !== 0);
        if (change !== 0) above.below[index] = count + change;
      }
      above.version += 1;
    }
  }

  #nodeOf(path: ItemPath): TreeNode {
    if (path === '') return this.root;
    const known = this.#nodes.get(path);
    if (known !== undefined) return known;
    const parent = this.#nodeOf(parentOf(path));
    const wasFolder = parent.isFolder;
    const node = new TreeNode(path, parent);
    parent.add(node);
    if (!wasFolder) parent.parent?.childMoved();
    this.#nodes.set(path, node);
    return node;
  }
}
