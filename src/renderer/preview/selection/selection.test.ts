import { describe, expect, it } from 'vitest';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { flatten, type View } from '../tree/flatten.js';
import { groupKey } from '../tree/rows.js';
import { FIRST_VIEW } from '../tree/test-view.js';
import { PlanTree } from '../tree/tree.js';
import { NOTHING_SELECTED, selectAll, selectRow, type Selection } from './selection.js';
import { targetsOf } from './targets.js';

const tree = new PlanTree();
for (const path of ['a/1', 'a/2', 'a/deep/3', 'b', 'c']) tree.put(upload(path));
tree.put({ ...upload('a/equal'), action: { kind: 'equal' } });

function upload(path: string): PlanItem {
  return {
    path,
    local: { class: 'new', entry: { kind: 'file', size: 1 } },
    remote: { class: 'missing' },
    action: { kind: 'copy', to: 'remote', replaces: false },
  };
}

// a, a/deep, a/deep/3, a/1, a/2, b, c
const rows = flatten(tree, FIRST_VIEW);

function selected({ keys, lead }: Selection): readonly unknown[] {
  return [[...keys], lead];
}

describe('selecting', () => {
  const one = selectRow(NOTHING_SELECTED, rows, 'a/1', 'only');

  it('takes one row and no other', () => {
    expect(selected(selectRow(one, rows, 'b', 'only'))).toEqual([['b'], 'b']);
  });

  it('with Ctrl adds a row, and takes it out again', () => {
    const two = selectRow(one, rows, 'b', 'toggle');
    expect(selected(two)).toEqual([['a/1', 'b'], 'b']);
    expect(selected(selectRow(two, rows, 'a/1', 'toggle'))).toEqual([['b'], 'a/1']);
  });

  it('with Shift takes the rows from where it began, and again from there', () => {
    const down = selectRow(one, rows, 'b', 'extend');
    expect(selected(down)).toEqual([['a/1', 'a/2', 'b'], 'b']);
    expect(selected(selectRow(down, rows, 'a/deep/3', 'extend'))).toEqual([['a/deep/3', 'a/1'], 'a/deep/3']);
  });

  it('leads the keyboard elsewhere without selecting', () => {
    expect(selected(selectRow(one, rows, 'c', 'move'))).toEqual([['a/1'], 'c']);
  });

  it('takes everything that is shown', () => {
    expect(selectAll(one, rows).keys.size).toBe(7);
  });
});

describe('an action on what is selected is about', () => {
  const paths = (keys: readonly string[], view: View = FIRST_VIEW): readonly string[] =>
    targetsOf(tree, view, flatten(tree, view), new Set(keys)).map(({ path }) => path);

  it('all that is shown of what lies in a folder', () => {
    expect(paths(['a']).toSorted()).toEqual(['a/1', 'a/2', 'a/deep/3']);
    expect(paths(['a'], { ...FIRST_VIEW, collapsed: new Set(['a']) }).toSorted()).toEqual([
      'a/1',
      'a/2',
      'a/deep/3',
    ]);
  });

  it('only what is selected by itself in a folder, where something is', () => {
    expect(paths(['a', 'a/1'])).toEqual(['a/1']);
  });

  it('everything that is shown, where all of it is selected', () => {
    const shown = flatten(tree, FIRST_VIEW).map(({ key }) => key);
    const items = flatten(tree, { ...FIRST_VIEW, layout: 'flat' }).map(({ key }) => key);
    expect(paths(shown).toSorted()).toEqual(items.toSorted());
  });

  it('only what is found', () => {
    expect(paths(['a'], { ...FIRST_VIEW, find: (path) => path.endsWith('3') })).toEqual(['a/deep/3']);
  });

  it('nothing that is not shown', () => {
    expect(paths(['a/equal', 'b'])).toEqual(['b']);
  });

  it('all items of a group, open or not', () => {
    const view: View = { ...FIRST_VIEW, layout: 'groups', collapsed: new Set([groupKey('upload')]) };
    expect(paths([groupKey('upload')], view)).toHaveLength(5);
  });
});
