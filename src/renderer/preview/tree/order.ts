import type { Sides } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { CATEGORIES, kindOf, toneOf, type Kind } from '../categories.js';

/** What one side has below a folder. */
export interface Sum {
  files: number;
  bytes: number;
}

/** What has to be known of a row to sort it. */
export interface Sortable {
  readonly name: string;
  readonly nameKey: string;
  readonly isFolder: boolean;
  readonly item: PlanItem | undefined;
  readonly sums: Sides<Sum>;
  /** How many items below it are of this kind. */
  countBelow(kind: Kind): number;
}

/** What rows can be sorted by. */
export const SORT_KEYS = [
  'name',
  'local-size',
  'local-time',
  'action',
  'remote-size',
  'remote-time',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** How rows are sorted: within their folder in the tree, all together in a list. */
export interface Order {
  readonly by: SortKey;
  readonly descending: boolean;
}

export const BY_NAME: Order = { by: 'name', descending: false };

/** The order after a click on a column's header: the other way round where it is sorted by that already. */
export function orderAfterClick(order: Order, by: SortKey): Order {
  if (order.by === by) return { by, descending: !order.descending };
  // Who sorts by size or time looks for what is large or new.
  return { by, descending: by.endsWith('-size') || by.endsWith('-time') };
}

/**
 * What names are sorted by: without case and accents, and with numbers as people count (2 before 10). Plain strings, because comparing
 * them is many times faster than a collator's rules, and a plan may hold a hundred thousand names.
 */
export function nameKey(name: string): string {
  const plain = /^[\x20-\x7E]*$/.test(name) ? name : name.normalize('NFD').replaceAll(/\p{M}/gu, '');
  // A number is preceded by its length, so that longer ones, which are larger, come later.
  return plain.toLowerCase().replaceAll(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, '');
    return `0${String.fromCharCode(0x30 + number.length)}${number}`;
  });
}

/** Sorts the content of one folder in place: folders before files, whichever way round. */
export function sortChildren(children: Sortable[], order: Order): void {
  const folders: Sortable[] = [];
  const files: Sortable[] = [];
  for (const node of children) (node.isFolder ? folders : files).push(node);
  let at = 0;
  for (const nodes of [folders, files]) {
    for (const node of inOrder(nodes, order)) {
      children[at] = node;
      at += 1;
    }
  }
}

function inOrder<Row extends Sortable>(nodes: Row[], order: Order): readonly Row[] {
  if (order.by !== 'name') return sortedBy(nodes, order, byName);
  nodes.sort(byName);
  return order.descending ? nodes.reverse() : nodes;
}

/** These rows, which come in the order of the tree, in another order; what has no such value stands at the end. */
export function sortedList<Row extends Sortable>(nodes: readonly Row[], order: Order): readonly Row[] {
  if (order.by === 'name') return order.descending ? nodes.toReversed() : nodes;
  // What is alike keeps its order, as the sort is stable.
  return sortedBy(nodes, order, () => 0);
}

function sortedBy<Row extends Sortable>(
  nodes: readonly Row[],
  { by, descending }: Order,
  whereAlike: (one: Row, other: Row) => number,
): Row[] {
  const direction = descending ? -1 : 1;
  const keyed = nodes.map((node) => {
    const value = valueOf(node, by);
    return { node, key: value === undefined ? Number.POSITIVE_INFINITY : value * direction };
  });
  return keyed
    .sort((one, other) =>
      one.key === other.key ? whereAlike(one.node, other.node) : one.key < other.key ? -1 : 1,
    )
    .map(({ node }) => node);
}

function valueOf(node: Sortable, by: SortKey): number | undefined {
  switch (by) {
    case 'name':
      return undefined;
    case 'local-size':
      return sizeOf(node, 'local');
    case 'remote-size':
      return sizeOf(node, 'remote');
    case 'local-time':
      return timeOf(node, 'local');
    case 'remote-time':
      return timeOf(node, 'remote');
    case 'action':
      return actionRank(node);
  }
}

function sizeOf(node: Sortable, side: 'local' | 'remote'): number | undefined {
  const entry = node.item?.[side].entry;
  if (entry?.kind === 'file') return entry.size;
  return node.isFolder && node.sums[side].files > 0 ? node.sums[side].bytes : undefined;
}

function timeOf(node: Sortable, side: 'local' | 'remote'): number | undefined {
  const entry = node.item?.[side].entry;
  return entry?.kind === 'file' ? entry.modified?.ms : undefined;
}

/** Actions in the order of the chips; a folder in which nothing happens to itself by the first that is in it. */
function actionRank(node: Sortable): number {
  const { item } = node;
  const own = item === undefined ? 'equal' : toneOf(item.action);
  if (!node.isFolder || (item !== undefined && kindOf(item.action) !== 'equal'))
    return CATEGORIES.indexOf(own);
  const below = CATEGORIES.find((category) => node.countBelow(category) > 0);
  return CATEGORIES.indexOf(below ?? own);
}

function byName(one: Sortable, other: Sortable): number {
  if (one.nameKey !== other.nameKey) return one.nameKey < other.nameKey ? -1 : 1;
  // Names that differ only in case or accents need an order all the same.
  return one.name < other.name ? -1 : Number(one.name > other.name);
}
