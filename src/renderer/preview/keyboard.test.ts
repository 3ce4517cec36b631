import { expect, it } from 'vitest';
import { maskOf } from './categories.js';
import { flatten } from './tree/flatten.js';
import { keyEffect, type KeyEffect } from './keyboard.js';
import { PlanTree } from './tree/tree.js';

const tree = new PlanTree();
for (const path of ['a/one', 'a/two', 'b']) {
  tree.put({
    path,
    local: { class: 'new', entry: { kind: 'file', size: 1 } },
    remote: { class: 'missing' },
    action: { kind: 'copy', to: 'remote', replaces: false },
  });
}
// 0 a, 1 a/one, 2 a/two, 3 b
const open = flatten(tree, maskOf(['upload']), new Set());
// 0 a, 1 b
const closed = flatten(tree, maskOf(['upload']), new Set(['a']));
const select = (index: number): KeyEffect => ({ kind: 'select', index });

it.each<[string, number, KeyEffect | undefined]>([
  ['ArrowDown', -1, select(0)],
  ['ArrowDown', 3, select(3)],
  ['ArrowUp', 0, select(0)],
  ['PageDown', 0, select(2)],
  ['Home', 3, select(0)],
  ['End', 0, select(3)],
  ['ArrowRight', 0, select(1)],
  ['ArrowRight', 3, undefined],
  ['ArrowLeft', 2, select(0)],
  ['ArrowLeft', 0, { kind: 'expand', path: 'a', expanded: false }],
  ['ArrowLeft', 3, undefined],
  ['Escape', 1, { kind: 'clear' }],
  ['x', 1, undefined],
])('%s at row %d', (key, index, expected) => {
  expect(keyEffect(open, index, key, 2)).toEqual(expected);
});

it('opens a closed folder with the right arrow', () => {
  expect(keyEffect(closed, 0, 'ArrowRight', 2)).toEqual({ kind: 'expand', path: 'a', expanded: true });
});
