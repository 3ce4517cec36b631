import type { ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Outcome } from '../../../shared/run/run.js';
import { KINDS, masksOf, type CategoryMask, type Kind } from '../categories.js';
import { fold } from './find.js';
import { nameKey, sortChildren, type Order, type Sum } from './order.js';

/** The line of an item, or of a folder above one. */
export interface ItemRow {
  readonly kind: 'item';
  readonly key: ItemPath;
  readonly node: TreeNode;
  /** How far it is indented: 0 for the outermost. */
  readonly depth: number;
  /** Absent where there is nothing to open. */
  readonly expanded: boolean | undefined;
}

/** What a folder has and a file does without, of which there are many more. */
interface Inside {
  readonly children: TreeNode[];
  /** How many items are of each kind, in the order of `KINDS`. */
  readonly counts: number[];
  /** The files on each side. */
  readonly sums: Sides<Sum>;
  /** What the children are sorted by; absent where they have changed since. */
  order: Order | undefined;
}

const NOTHING: readonly TreeNode[] = [];
const NO_FILES: Sides<Readonly<Sum>> = { local: { files: 0, bytes: 0 }, remote: { files: 0, bytes: 0 } };

/** One path of the preview. Changes in place; `version` counts the changes, so that a row knows when to be drawn anew. */
export class TreeNode {
  readonly path: ItemPath;
  readonly name: string;
  readonly parent: TreeNode | null;
  /** 0 for what lies in the root, -1 for the root. */
  readonly depth: number;
  item: PlanItem | undefined;
  isFolder = false;
  outcome: Outcome | undefined;
  /** Where the item itself is counted. */
  mask: CategoryMask = 0;
  version = 0;
  #inside: Inside | undefined;
  #nameKey: string | undefined;
  #row: ItemRow | undefined;
  #folded: string | undefined;

  constructor(path: ItemPath, parent: TreeNode | null) {
    this.path = path;
    this.name = nameOf(path);
    this.parent = parent;
    this.depth = parent === null ? -1 : parent.depth + 1;
  }

  /** What it is sorted by among names. */
  get nameKey(): string {
    this.#nameKey ??= nameKey(this.name);
    return this.#nameKey;
  }

  /** The path as it is searched. */
  get folded(): string {
    this.#folded ??= fold(this.path);
    return this.#folded;
  }

  get children(): readonly TreeNode[] {
    return this.#inside?.children ?? NOTHING;
  }

  /** The files below it on each side. */
  get sums(): Sides<Readonly<Sum>> {
    return this.#inside?.sums ?? NO_FILES;
  }

  add(child: TreeNode): void {
    this.#inside ??= {
      children: [],
      counts: KINDS.map(() => 0),
      sums: { local: { files: 0, bytes: 0 }, remote: { files: 0, bytes: 0 } },
      order: undefined,
    };
    this.#inside.children.push(child);
    this.#inside.order = undefined;
    this.isFolder = true;
  }

  /** Something of a child has changed that it may be sorted by. */
  childChanged(): void {
    if (this.#inside !== undefined) this.#inside.order = undefined;
  }

  /** An item below it is of other kinds now. */
  count(gained: CategoryMask, lost: CategoryMask): void {
    const counts = this.#inside?.counts;
    if (counts === undefined) return;
    for (let index = 0; index < counts.length; index += 1) {
      const bit = 1 << index;
      counts[index] = (counts[index] ?? 0) + Number((gained & bit) !== 0) - Number((lost & bit) !== 0);
    }
    this.version += 1;
  }

  /** Files below it have come or gone on a side, or changed their size. */
  addUp(side: Side, files: number, bytes: number): void {
    const sum = this.#inside?.sums[side];
    if (sum === undefined) return;
    sum.files += files;
    sum.bytes += bytes;
    this.version += 1;
  }

  /** The children in this order. Sorts only what changed. */
  sortedChildren(order: Order): readonly TreeNode[] {
    const inside = this.#inside;
    if (inside === undefined) return NOTHING;
    if (inside.order !== order) {
      sortChildren(inside.children, order);
      inside.order = order;
    }
    return inside.children;
  }

  /** Its line in the preview: the same object for as long as the line is the same, so that it need not be drawn anew. */
  rowAt(depth: number, expanded: boolean | undefined): ItemRow {
    const last = this.#row;
    if (last?.depth === depth && last.expanded === expanded) return last;
    this.#row = { kind: 'item', key: this.path, node: this, depth, expanded };
    return this.#row;
  }

  /** How many items below it are of this kind. */
  countBelow(kind: Kind): number {
    return this.#inside?.counts[KINDS.indexOf(kind)] ?? 0;
  }

  /** Whether it, or anything below it, falls into one of the categories. */
  isShown(shown: CategoryMask): boolean {
    if ((this.mask & shown) !== 0) return true;
    const counts = this.#inside?.counts;
    if (counts === undefined) return false;
    for (let index = 0; index < counts.length; index += 1) {
      if ((shown & (1 << index)) !== 0 && (counts[index] ?? 0) > 0) return true;
    }
    return false;
  }
}

function isFolder({ local, remote, baseline }: PlanItem): boolean {
  if (local.entry === undefined && remote.entry === undefined) return baseline?.kind === 'folder';
  return local.entry?.kind === 'folder' || remote.entry?.kind === 'folder';
}

function isLacking(item: PlanItem | undefined, side: Side): boolean {
  return item?.action.kind === 'conflict' && item[side].entry === undefined;
}

function fileSizeIn(item: PlanItem | undefined, side: Side): number | undefined {
  const entry = item?.[side].entry;
  return entry?.kind === 'file' ? entry.size : undefined;
}

/** Has the folders above a node count the size that one side of it has now instead of the one before; `undefined` is no file. */
function addUp(node: TreeNode, side: Side, now: number | undefined, before: number | undefined): void {
  const files = Number(now !== undefined) - Number(before !== undefined);
  const bytes = (now ?? 0) - (before ?? 0);
  if (files === 0 && bytes === 0) return;
  for (let above = node.parent; above !== null; above = above.parent) above.addUp(side, files, bytes);
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

  /** Every item, in no order that means anything. */
  *items(): Generator<PlanItem> {
    if (this.root.item !== undefined) yield this.root.item;
    for (const { item } of this.#nodes.values()) if (item !== undefined) yield item;
  }

  /** Adds an item, or replaces the one of the same path. */
  put(item: PlanItem): void {
    const node = this.#nodeOf(item.path);
    for (const side of ['local', 'remote'] as const) {
      this.lacking[side] += Number(isLacking(item, side)) - Number(isLacking(node.item, side));
      addUp(node, side, fileSizeIn(item, side), fileSizeIn(node.item, side));
    }
    node.item = item;
    node.isFolder = node.children.length > 0 || isFolder(item);
    node.version += 1;
    this.#recount(node, masksOf(item));
    // A folder may be sorted by what is in it.
    for (let above = node.parent; above !== null; above = above.parent) above.childChanged();
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
    for (let above = node.parent; above !== null; above = above.parent) above.count(gained, lost);
  }

  #nodeOf(path: ItemPath): TreeNode {
    if (path === '') return this.root;
    const known = this.#nodes.get(path);
    if (known !== undefined) return known;
    const parent = this.#nodeOf(parentOf(path));
    const node = new TreeNode(path, parent);
    parent.add(node);
    this.#nodes.set(path, node);
    return node;
  }
}
