import type { ItemPath } from '../../shared/entry/entry.js';
import { parentOf } from '../../shared/entry/path.js';
import type { Row } from './tree/flatten.js';

/** What a key does in the preview. */
export type KeyEffect =
  | { readonly kind: 'select'; readonly index: number }
  | { readonly kind: 'expand'; readonly path: ItemPath; readonly expanded: boolean }
  | { readonly kind: 'clear' };

/**
 * What `key` does while the row at `index` is selected (-1: none); `undefined` where it means nothing here. `page` is the
 * number of rows that fit on the screen. The keys are those of the treegrid pattern of the ARIA practices guide.
 */
export function keyEffect(
  rows: readonly Row[],
  index: number,
  key: string,
  page: number,
): KeyEffect | undefined {
  const last = rows.length - 1;
  if (last < 0) return undefined;
  const select = (to: number): KeyEffect => ({ kind: 'select', index: Math.min(last, Math.max(0, to)) });
  const row = rows[index];
  switch (key) {
    case 'ArrowDown':
      return select(index + 1);
    case 'ArrowUp':
      return select(index === -1 ? last : index - 1);
    case 'PageDown':
      return select(index + page);
    case 'PageUp':
      return select(index - page);
    case 'Home':
      return select(0);
    case 'End':
      return select(last);
    case 'Escape':
      return row === undefined ? undefined : { kind: 'clear' };
    case 'ArrowRight':
      if (row?.expanded === false) return { kind: 'expand', path: row.node.path, expanded: true };
      return row?.expanded === true ? select(index + 1) : undefined;
    case 'ArrowLeft': {
      if (row === undefined) return undefined;
      if (row.expanded === true) return { kind: 'expand', path: row.node.path, expanded: false };
      const above = parentOf(row.node.path);
      const parent = rows.findLastIndex((other, at) => at < index && other.node.path === above);
      return parent === -1 ? undefined : select(parent);
    }
    default:
      return undefined;
  }
}
