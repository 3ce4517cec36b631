import type { Category } from '../categories.js';
import type { ItemRow } from './tree.js';

export type { ItemRow } from './tree.js';

/** Names a row: the path of its item, or the key of its group. */
export type RowKey = string;

/** The head of all items with which the same happens. */
export interface GroupRow {
  readonly kind: 'group';
  readonly key: RowKey;
  readonly category: Category;
  readonly expanded: boolean;
  readonly items: number;
  /** Bytes to transfer. */
  readonly bytes: number;
}

/** One line of the preview. */
export type Row = ItemRow | GroupRow;

/** The key of a group. No path holds this character (S9). */
export function groupKey(category: Category): RowKey {
  return `\0${category}`;
}

export function isGroupKey(key: RowKey): boolean {
  return key.startsWith('\0');
}
