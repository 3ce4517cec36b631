import type { Row, RowKey } from '../tree/rows.js';

/** Which rows are selected, as in a file manager. */
export interface Selection {
  readonly keys: ReadonlySet<RowKey>;
  /** The row that the keyboard is at, selected or not. */
  readonly lead: RowKey | null;
  /** Where a range begins that Shift extends. */
  readonly anchor: RowKey | null;
}

export const NOTHING_SELECTED: Selection = { keys: new Set(), lead: null, anchor: null };

/** How a click or a key adds to what is selected. */
export type SelectHow =
  /** This row and no other. */
  | 'only'
  /** With Ctrl or Cmd: this row too, or not any more. */
  | 'toggle'
  /** With Shift: all rows from the anchor to this one. */
  | 'extend'
  /** With Ctrl and the arrow keys: the keyboard goes there, and nothing is selected by it. */
  | 'move';

/** The selection after the row `key` was clicked, or reached with the keyboard. */
export function selectRow(before: Selection, rows: readonly Row[], key: RowKey, how: SelectHow): Selection {
  switch (how) {
    case 'only':
      return { keys: new Set([key]), lead: key, anchor: key };
    case 'toggle': {
      const keys = new Set(before.keys);
      if (!keys.delete(key)) keys.add(key);
      return { keys, lead: key, anchor: key };
    }
    case 'extend': {
      const anchor = before.anchor ?? key;
      const [from, to] = [indexOf(rows, anchor), indexOf(rows, key)];
      if (from === -1) return { keys: new Set([key]), lead: key, anchor: key };
      const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
      return { keys: new Set(range.map((row) => row.key)), lead: key, anchor };
    }
    case 'move':
      return { ...before, lead: key };
  }
}

/** Everything that is shown. */
export function selectAll(before: Selection, rows: readonly Row[]): Selection {
  const lead = before.lead ?? rows[0]?.key ?? null;
  return { keys: new Set(rows.map(({ key }) => key)), lead, anchor: lead };
}

/** The place of a row; -1 where it is not shown. */
export function indexOf(rows: readonly Row[], key: RowKey | null): number {
  return key === null ? -1 : rows.findIndex((row) => row.key === key);
}
