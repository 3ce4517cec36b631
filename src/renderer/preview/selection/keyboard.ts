import { parentOf } from '../../../shared/entry/path.js';
import { indexOf, type SelectHow } from './selection.js';
import type { Row, RowKey } from '../tree/rows.js';

/** What a key does in the preview. */
export type KeyEffect =
  | { readonly kind: 'select'; readonly index: number; readonly how: SelectHow }
  | { readonly kind: 'expand'; readonly key: RowKey; readonly expanded: boolean }
  | { readonly kind: 'clear' };

/** A key with what is held down beside it; `ctrl` is Cmd on a Mac. */
export interface KeyPress {
  readonly key: string;
  readonly ctrl?: boolean | undefined;
  readonly shift?: boolean | undefined;
}

/**
 * What a key does while the keyboard is at the row at `index` (-1: at none); `undefined` where it means nothing here. `page` is the
 * number of rows that fit on the screen. The keys are those of the treegrid pattern of the ARIA practices guide, and those with which
 * file managers select several rows.
 */
export function keyEffect(
  rows: readonly Row[],
  index: number,
  { key, ctrl = false, shift = false }: KeyPress,
  page: number,
): KeyEffect | undefined {
  const last = rows.length - 1;
  if (last < 0) return undefined;
  const how: SelectHow = shift ? 'extend' : ctrl ? 'move' : 'only';
  const go = (to: number): KeyEffect => ({
    kind: 'select',
    index: Math.min(last, Math.max(0, to)),
    how,
  });
  const row = rows[index];
  switch (key) {
    case 'ArrowDown':
      return go(index + 1);
    case 'ArrowUp':
      return go(index === -1 ? last : index - 1);
    case 'PageDown':
      return go(index + page);
    case 'PageUp':
      return go(index - page);
    case 'Home':
      return go(0);
    case 'End':
      return go(last);
    case ' ':
      return row === undefined ? undefined : { kind: 'select', index, how: shift ? 'extend' : 'toggle' };
    case 'Escape':
      return row === undefined ? undefined : { kind: 'clear' };
    case 'Enter':
      return row?.expanded === undefined
        ? undefined
        : { kind: 'expand', key: row.key, expanded: !row.expanded };
    case 'ArrowRight':
      if (row?.expanded === false) return { kind: 'expand', key: row.key, expanded: true };
      return row?.expanded === true ? go(index + 1) : undefined;
    case 'ArrowLeft': {
      if (row === undefined) return undefined;
      if (row.expanded === true) return { kind: 'expand', key: row.key, expanded: false };
      const parent = parentIndex(rows, index);
      return parent === -1 ? undefined : go(parent);
    }
    default:
      return undefined;
  }
}

/** The row of the folder, or the group, that a row stands in; -1 where it stands in none. */
export function parentIndex(rows: readonly Row[], index: number): number {
  const row = rows[index];
  if (row === undefined || row.kind === 'group') return -1;
  const group = rows.findLastIndex((other, at) => at < index && other.kind === 'group');
  return group === -1 ? indexOf(rows, parentOf(row.node.path)) : group;
}
