import { expect, it } from 'vitest';
import type { Action } from '../../../shared/plan/plan.js';
import { flatten } from '../tree/flatten.js';
import { FIRST_VIEW } from '../tree/test-view.js';
import { PlanTree } from '../tree/tree.js';
import { nextRow, type Goal } from './next-row.js';

const CONFLICT: Action = { kind: 'conflict', conflict: 'new-on-both-sides' };
const SKIPPED: Action = { kind: 'leave', reason: 'mode' };
const tree = new PlanTree();
for (const [path, action] of [
  ['a', SKIPPED],
  ['b', { kind: 'copy', to: 'remote', replaces: false }],
  ['c', CONFLICT],
  ['d', SKIPPED],
  ['e', CONFLICT],
] as const) {
  const side = { class: 'new', entry: { kind: 'file', size: 1 } } as const;
  tree.put({ path, local: side, remote: side, action });
}
const rows = flatten(tree, FIRST_VIEW);

it.each<[string | null, Goal, 1 | -1, string]>([
  [null, 'change', 1, 'b'],
  ['b', 'change', 1, 'c'],
  ['b', 'conflict', 1, 'c'],
  ['c', 'conflict', 1, 'e'],
  ['e', 'conflict', 1, 'c'],
  ['e', 'change', -1, 'c'],
  ['b', 'change', -1, 'e'],
  [null, 'conflict', -1, 'e'],
])('from %s the %s in direction %d is %s', (from, goal, step, expected) => {
  expect(nextRow(rows, from, goal, step)?.key).toBe(expected);
});

it('there is none where nothing fits', () => {
  expect(nextRow(rows.slice(0, 1), 'a', 'conflict', 1)).toBeUndefined();
  expect(nextRow([], null, 'change', 1)).toBeUndefined();
});
