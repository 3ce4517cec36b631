import { SHOWN_AT_FIRST } from '../categories.js';
import type { View } from './flatten.js';
import { BY_NAME } from './order.js';
import type { Row } from './rows.js';

/** The view that a window begins with, for tests. */
export const FIRST_VIEW: View = {
  layout: 'tree',
  order: BY_NAME,
  shown: new Set(SHOWN_AT_FIRST),
  onlyChosen: false,
  collapsed: new Set(),
  find: undefined,
};

/** The rows by their keys; a group is in brackets. */
export function namesOf(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => (row.kind === 'group' ? `[${row.category}]` : row.key));
}
