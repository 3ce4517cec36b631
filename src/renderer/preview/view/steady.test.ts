import { describe, expect, it } from 'vitest';
import { groupKey, type Row } from '../tree/rows.js';
import { ROW_HEIGHT } from './table.js';
import { revealingScrollTop, steadyScrollTop } from './steady.js';

const rowsOf = (...names: readonly string[]): readonly Row[] =>
  names.map((key) => ({
    kind: 'group',
    key,
    category: 'upload',
    expanded: true,
    items: 1,
    bytes: 0,
  }));

const BEFORE = rowsOf('b', 'c', 'd', 'e', 'f');
const AFTER = rowsOf('a', 'b', 'c', 'cc', 'd', 'e', 'f');

describe('rows that come while somebody looks', () => {
  it('do not move what is in sight', () => {
    const viewport = { scrollTop: 2 * ROW_HEIGHT, height: 2 * ROW_HEIGHT, attended: null };
    expect(steadyScrollTop(BEFORE, AFTER, viewport)).toBe(4 * ROW_HEIGHT);
  });

  it('do not move the row under the mouse, though the list stands at its top', () => {
    const viewport = { scrollTop: 0, height: 3 * ROW_HEIGHT, attended: 'c' };
    expect(steadyScrollTop(BEFORE, AFTER, viewport)).toBe(ROW_HEIGHT);
  });

  it('may push down what nobody has looked at yet', () => {
    const viewport = { scrollTop: 0, height: 3 * ROW_HEIGHT, attended: null };
    expect(steadyScrollTop(BEFORE, AFTER, viewport)).toBe(0);
  });

  it('leave the next one in place where the one in sight has gone', () => {
    const viewport = { scrollTop: ROW_HEIGHT, height: 2 * ROW_HEIGHT, attended: 'c' };
    expect(steadyScrollTop(BEFORE, rowsOf('a', 'b', 'd', 'e'), viewport)).toBe(ROW_HEIGHT);
    expect(steadyScrollTop(BEFORE, rowsOf(groupKey('upload')), viewport)).toBe(ROW_HEIGHT);
  });
});

it.each([
  [0, 0],
  [3, 2],
  [6, 4],
])('row %d is in sight after scrolling to row %d', (index, first) => {
  const viewport = { scrollTop: 2 * ROW_HEIGHT, height: 3 * ROW_HEIGHT, attended: null };
  expect(revealingScrollTop(index, viewport)).toBe(first * ROW_HEIGHT);
});
