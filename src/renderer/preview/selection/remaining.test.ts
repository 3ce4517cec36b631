import { expect, it } from 'vitest';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { flatten, type View } from '../tree/flatten.js';
import { groupKey } from '../tree/rows.js';
import { FIRST_VIEW } from '../tree/test-view.js';
import { PlanTree } from '../tree/tree.js';
import { remaining } from './remaining.js';
import type { Selection } from './selection.js';

const tree = new PlanTree();
for (const path of ['a/b/1', 'a/b/2', 'c', 'd', 'e']) {
  const item: PlanItem = {
    path,
    local: { class: 'new', entry: { kind: 'file', size: 1 } },
    remote: { class: 'missing' },
    action: { kind: 'copy', to: path === 'd' ? 'local' : 'remote', replaces: false },
  };
  tree.put(item);
}

/** a, a/b, a/b/1, a/b/2, c, d, e */
const ALL = flatten(tree, FIRST_VIEW);

function after(keys: readonly string[], lead: string, view: Partial<View>): readonly unknown[] {
  const selection: Selection = { keys: new Set(keys), lead, anchor: lead };
  const left = remaining(selection, ALL, flatten(tree, { ...FIRST_VIEW, ...view }));
  return [[...left.keys], left.lead, left.anchor];
}

it.each<[string, readonly string[], string, Partial<View>, readonly unknown[]]>([
  ['everything that is still shown', ['a/b/1', 'c'], 'c', {}, [['a/b/1', 'c'], 'c', 'c']],
  [
    'not what lies in a closed folder, where the keyboard goes on',
    ['a/b/1', 'c'],
    'a/b/1',
    { collapsed: new Set(['a/b']) },
    [['c'], 'a/b', 'a/b'],
  ],
  [
    'not what lies deeper in one',
    ['a/b/1', 'a/b'],
    'a/b/1',
    { collapsed: new Set(['a', 'a/b']) },
    [[], 'a', 'a'],
  ],
  ['not what a chip hides', ['c', 'd'], 'd', { shown: new Set(['upload']) }, [['c'], 'e', 'e']],
  ['not what is not found', ['c', 'e'], 'e', { find: (path) => path === 'c' }, [['c'], 'c', 'c']],
  ['nothing where nothing is shown', ['c', 'e'], 'e', { find: () => false }, [[], null, null]],
  [
    'the folder that is shown for its contents in no list',
    ['a', 'a/b/2'],
    'a',
    { layout: 'flat' },
    [['a/b/2'], 'a/b/1', 'a/b/1'],
  ],
])('what stays selected is %s', (_what, keys, lead, view, expected) => {
  expect(after(keys, lead, view)).toEqual(expected);
});

it('the keyboard goes on at the head of a group that is closed', () => {
  const groups: View = { ...FIRST_VIEW, layout: 'groups' };
  const selection: Selection = { keys: new Set(['c']), lead: 'c', anchor: 'c' };
  const closed = flatten(tree, { ...groups, collapsed: new Set([groupKey('upload')]) });
  expect(remaining(selection, flatten(tree, groups), closed)).toEqual({
    keys: new Set(),
    lead: groupKey('upload'),
    anchor: groupKey('upload'),
  });
});

it('a selection of which all is shown is the same one', () => {
  const selection: Selection = { keys: new Set(['c']), lead: 'c', anchor: null };
  expect(remaining(selection, [], ALL)).toBe(selection);
});
