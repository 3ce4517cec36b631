import { expect, it } from 'vitest';
import { flatten, type View } from '../tree/flatten.js';
import { BY_NAME } from '../tree/order.js';
import { PlanTree } from '../tree/tree.js';
import { keyEffect, type KeyEffect, type KeyPress } from './keyboard.js';
import type { SelectHow } from './selection.js';

const tree = new PlanTree();
for (const path of ['a/one', 'a/two', 'b']) {
  tree.put({
    path,
    local: { class: 'new', entry: { kind: 'file', size: 1 } },
    remote: { class: 'missing' },
    action: { kind: 'copy', to: 'remote', replaces: false },
  });
}
const VIEW: View = {
  layout: 'tree',
  order: BY_NAME,
  shown: new Set(['upload']),
  onlyChosen: false,
  collapsed: new Set(),
  find: undefined,
};
// 0 a, 1 a/one, 2 a/two, 3 b
const open = flatten(tree, VIEW);
// 0 a, 1 b
const closed = flatten(tree, { ...VIEW, collapsed: new Set(['a']) });
// 0 To upload, 1 a/one, 2 a/two, 3 b
const groups = flatten(tree, { ...VIEW, layout: 'groups' });
const select = (index: number, how: SelectHow = 'only'): KeyEffect => ({ kind: 'select', index, how });

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
  ['ArrowLeft', 0, { kind: 'expand', key: 'a', expanded: false }],
  ['ArrowLeft', 3, undefined],
  ['Enter', 0, { kind: 'expand', key: 'a', expanded: false }],
  ['Enter', 1, undefined],
  [' ', 1, select(1, 'toggle')],
  [' ', -1, undefined],
  ['Escape', 1, { kind: 'clear' }],
  ['a', 1, undefined],
  ['x', 1, undefined],
])('%s at row %d', (key, index, expected) => {
  expect(keyEffect(open, index, { key }, 2)).toEqual(expected);
});

it.each<[KeyPress, KeyEffect]>([
  [{ key: 'ArrowDown', shift: true }, select(2, 'extend')],
  [{ key: 'End', shift: true }, select(3, 'extend')],
  [{ key: 'ArrowDown', ctrl: true }, select(2, 'move')],
  [{ key: ' ', ctrl: true }, select(1, 'toggle')],
  [{ key: ' ', shift: true }, select(1, 'extend')],
])('%o selects several rows', (press, expected) => {
  expect(keyEffect(open, 1, press, 2)).toEqual(expected);
});

it('opens a closed folder with the right arrow', () => {
  expect(keyEffect(closed, 0, { key: 'ArrowRight' }, 2)).toEqual({
    kind: 'expand',
    key: 'a',
    expanded: true,
  });
});

it('leads from an item to the head of its group with the left arrow', () => {
  expect(keyEffect(groups, 2, { key: 'ArrowLeft' }, 2)).toEqual(select(0));
});
