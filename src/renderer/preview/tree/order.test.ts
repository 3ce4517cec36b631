import { describe, expect, it } from 'vitest';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';
import { flatten } from './flatten.js';
import { nameKey, orderAfterClick, type Order } from './order.js';
import { FIRST_VIEW, namesOf } from './test-view.js';
import { PlanTree } from './tree.js';

const UPLOAD: Action = { kind: 'copy', to: 'remote', replaces: false };
const DELETE: Action = { kind: 'delete', on: 'local' };

function file(path: string, size: number, ms: number | undefined, action = UPLOAD): PlanItem {
  const modified = ms === undefined ? undefined : { ms, precisionMs: 1 };
  return {
    path,
    local: { class: 'new', entry: { kind: 'file', size, modified } },
    remote: { class: 'missing' },
    action,
  };
}

function sorted(
  items: readonly PlanItem[],
  order: Order,
  layout: 'tree' | 'flat' = 'tree',
): readonly string[] {
  const tree = new PlanTree();
  for (const item of items) tree.put(item);
  return namesOf(flatten(tree, { ...FIRST_VIEW, order, layout }));
}

const ITEMS = [
  file('small/x', 1, 5),
  file('large/y', 100, 1),
  file('b', 30, 3, DELETE),
  file('a', 20, undefined),
  file('c', 10, 4),
];

describe('rows', () => {
  it.each<[Order, readonly string[]]>([
    [{ by: 'name', descending: false }, ['large', 'large/y', 'small', 'small/x', 'a', 'b', 'c']],
    [{ by: 'name', descending: true }, ['small', 'small/x', 'large', 'large/y', 'c', 'b', 'a']],
    [{ by: 'local-size', descending: false }, ['small', 'small/x', 'large', 'large/y', 'c', 'a', 'b']],
    [{ by: 'local-size', descending: true }, ['large', 'large/y', 'small', 'small/x', 'b', 'a', 'c']],
    [{ by: 'local-time', descending: true }, ['large', 'large/y', 'small', 'small/x', 'c', 'b', 'a']],
    [{ by: 'action', descending: false }, ['large', 'large/y', 'small', 'small/x', 'a', 'c', 'b']],
    [{ by: 'remote-size', descending: true }, ['large', 'large/y', 'small', 'small/x', 'a', 'b', 'c']],
  ])('by %o stand within their folder, folders first', (order, names) => {
    expect(sorted(ITEMS, order)).toEqual(names);
  });

  it.each<[Order, readonly string[]]>([
    [{ by: 'local-size', descending: true }, ['large/y', 'b', 'a', 'c', 'small/x']],
    [{ by: 'local-time', descending: false }, ['large/y', 'b', 'c', 'small/x', 'a']],
    [{ by: 'name', descending: true }, ['c', 'b', 'a', 'small/x', 'large/y']],
  ])('by %o stand all together in a list, what has no such value at the end', (order, names) => {
    expect(sorted(ITEMS, order, 'flat')).toEqual(names);
  });
});

describe('names', () => {
  const inOrder = (names: readonly string[]): readonly string[] =>
    names.toSorted((one, other) => (nameKey(one) < nameKey(other) ? -1 : 1));

  it.each([
    [['b10', 'b2', 'B1']],
    [['Äpfel', 'zebra', 'apple']],
    [['file 007', 'file 10', 'file 8']],
    [['9', '10', '100', '99999999999999999999999']],
  ])('%j stand as people count and spell', (names) => {
    const collator = new Intl.Collator('en', { numeric: true });
    expect(inOrder(names)).toEqual(names.toSorted(collator.compare));
  });
});

it('sorts by a column at the first click, and the other way round at the next', () => {
  const first = orderAfterClick({ by: 'name', descending: false }, 'local-size');
  expect(first).toEqual({ by: 'local-size', descending: true });
  expect(orderAfterClick(first, 'local-size')).toEqual({ by: 'local-size', descending: false });
  expect(orderAfterClick(first, 'action')).toEqual({ by: 'action', descending: false });
});
