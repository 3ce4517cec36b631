import { describe, expect, it } from 'vitest';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';
import type { Category } from '../categories.js';
import { closableIn, flatten, type View } from './flatten.js';
import { groupKey } from './rows.js';
import { FIRST_VIEW, namesOf } from './test-view.js';
import { PlanTree } from './tree.js';

const UPLOAD: Action = { kind: 'copy', to: 'remote', replaces: false };
const DELETE: Action = { kind: 'delete', on: 'local' };
const EQUAL: Action = { kind: 'equal' };

function file(path: string, action: Action, rest: Partial<PlanItem> = {}): PlanItem {
  const entry = { kind: 'file', size: 1 } as const;
  return { path, local: { class: 'existing', entry }, remote: { class: 'missing' }, action, ...rest };
}

function folder(path: string, action: Action = EQUAL): PlanItem {
  const side = { class: 'existing', entry: { kind: 'folder' } } as const;
  return { path, local: side, remote: side, action };
}

function treeOf(...items: PlanItem[]): PlanTree {
  const tree = new PlanTree();
  for (const item of items) tree.put(item);
  return tree;
}

const paths = (tree: PlanTree, view: Partial<View> = {}): readonly string[] =>
  namesOf(flatten(tree, { ...FIRST_VIEW, ...view }));

const only = (...shown: readonly Category[]): Partial<View> => ({ shown: new Set(shown) });

describe('the tree of a plan', () => {
  it('puts folders first and names in the order in which people count', () => {
    const tree = treeOf(
      file('b10', UPLOAD),
      file('b2', UPLOAD),
      folder('z'),
      file('z/x', UPLOAD),
      file('A', UPLOAD),
    );
    expect(paths(tree)).toEqual(['z', 'z/x', 'A', 'b2', 'b10']);
  });

  it('makes the folders above an item that arrives before them', () => {
    expect(paths(treeOf(file('a/b/c.txt', UPLOAD)))).toEqual(['a', 'a/b', 'a/b/c.txt']);
  });

  it('hides what is equal, with the folders that hold nothing else', () => {
    const tree = treeOf(
      folder('a'),
      file('a/equal', EQUAL),
      folder('b'),
      file('b/up', UPLOAD),
      file('c', EQUAL),
    );
    expect(paths(tree)).toEqual(['b', 'b/up']);
    expect(paths(tree, only('equal'))).toEqual(['a', 'a/equal', 'b', 'c']);
  });

  it('leaves out what lies in a closed folder, and nothing else', () => {
    const tree = treeOf(file('a/one', UPLOAD), file('a/b/two', UPLOAD), file('three', UPLOAD));
    expect(paths(tree, { collapsed: new Set(['a']) })).toEqual(['a', 'three']);
    expect(closableIn(tree, 'tree')).toEqual(new Set(['a', 'a/b']));
  });

  it('rolls counts up, and down again when an item changes', () => {
    const tree = treeOf(file('a/b/one', UPLOAD), file('a/two', UPLOAD));
    expect(tree.find('a')?.countBelow('upload')).toBe(2);
    tree.put(file('a/b/one', EQUAL));
    expect(tree.find('a')?.countBelow('upload')).toBe(1);
    expect(tree.root.countBelow('equal')).toBe(1);
  });

  it('counts a settled conflict by its action and nowhere else, and still shows it with the conflicts', () => {
    const tree = treeOf(file('a', UPLOAD, { conflict: 'edited-on-both-sides', settled: 'local' }));
    expect(tree.root.countBelow('upload')).toBe(1);
    expect(tree.root.countBelow('conflict')).toBe(0);
    expect(tree.root.countBelow('settled')).toBe(1);
    expect(paths(tree, only('conflict'))).toEqual(['a']);
  });

  it('counts a move once, and shows both its ends and what goes along with it', () => {
    const moved = (to: string, along?: string): Action => ({ kind: 'moved', on: 'remote', to, along });
    const move = (from: string, along?: string): Action => ({ kind: 'move', on: 'remote', from, along });
    const tree = treeOf(
      folder('old', moved('new')),
      file('old/x', moved('new/x', 'new')),
      folder('new', move('old')),
      file('new/x', move('old/x', 'new')),
    );
    expect(tree.root.countBelow('move')).toBe(1);
    expect(tree.root.countBelow('upload')).toBe(0);
    expect(paths(tree, only('move'))).toEqual(['new', 'new/x', 'old', 'old/x']);
  });

  it('knows of how many open conflicts each side lacks the file', () => {
    const gone = { class: 'deleted' } as const;
    const conflict = { kind: 'conflict', conflict: 'edited-and-deleted' } as const;
    const tree = treeOf(
      file('a', conflict, { remote: gone, conflict: 'edited-and-deleted' }),
      file('b', conflict, { remote: gone, conflict: 'edited-and-deleted' }),
    );
    expect(tree.lacking).toEqual({ local: 0, remote: 2 });
    tree.put(file('a', UPLOAD, { remote: gone, conflict: 'edited-and-deleted', settled: 'local' }));
    expect(tree.lacking).toEqual({ local: 0, remote: 1 });
  });

  it('shows a deleted folder as a folder', () => {
    const gone = { class: 'deleted' } as const;
    const tree = treeOf({
      path: 'a',
      local: gone,
      remote: gone,
      baseline: { kind: 'folder' },
      action: { kind: 'forget' },
    });
    expect(tree.find('a')?.isFolder).toBe(true);
  });

  it('hides what filters leave out until it is asked for, at every depth, and counts it by itself', () => {
    const filtered: Action = { kind: 'leave', reason: 'filtered' };
    const tree = treeOf(file('a/b/c/x.tmp', filtered), file('x.tmp', filtered), file('y', UPLOAD));
    expect(paths(tree)).toEqual(['y']);
    expect(paths(tree, only('filtered'))).toEqual(['a', 'a/b', 'a/b/c', 'a/b/c/x.tmp', 'x.tmp']);
    expect(tree.root.countBelow('filtered')).toBe(2);
    expect(tree.root.countBelow('leave')).toBe(0);
  });
});

describe('rows in a list', () => {
  const tree = treeOf(
    folder('b'),
    file('b/2.txt', UPLOAD),
    file('b/10.txt', DELETE),
    file('a.txt', UPLOAD),
    file('equal.txt', EQUAL),
  );

  it('are the items that are shown, without the folders above them', () => {
    expect(paths(tree, { layout: 'flat' })).toEqual(['b/2.txt', 'b/10.txt', 'a.txt']);
    expect(paths(tree, { layout: 'flat', find: (path) => path.endsWith('a.txt') })).toEqual(['a.txt']);
  });

  it('say with each group how much it transfers, both ways where both versions are kept', () => {
    const both: PlanItem = {
      path: 'both.txt',
      local: { class: 'modified', entry: { kind: 'file', size: 30 } },
      remote: { class: 'modified', entry: { kind: 'file', size: 500 } },
      action: { kind: 'keep-both', renames: 'local', as: 'both (local).txt' },
    };
    const rows = flatten(treeOf(both, file('up.txt', UPLOAD)), { ...FIRST_VIEW, layout: 'groups' });
    expect(rows.flatMap((row) => (row.kind === 'group' ? [[row.category, row.bytes]] : []))).toEqual([
      ['upload', 1],
      ['download', 530],
    ]);
  });

  it('stand below what happens with them, with their number and bytes', () => {
    const rows = flatten(tree, { ...FIRST_VIEW, layout: 'groups' });
    expect(namesOf(rows)).toEqual(['[upload]', 'b/2.txt', 'a.txt', '[delete]', 'b/10.txt']);
    expect(rows[0]).toMatchObject({ items: 2, bytes: 2 });
    const collapsed = new Set([groupKey('upload')]);
    expect(paths(tree, { layout: 'groups', collapsed })).toEqual(['[upload]', '[delete]', 'b/10.txt']);
  });
});

it('shows only what somebody chose otherwise, whatever the chips say', () => {
  const tree = treeOf(
    file('a/one', { kind: 'leave', reason: 'skipped' }, { settled: 'skip' }),
    file('a/two', UPLOAD),
    file('b', UPLOAD),
  );
  expect(paths(tree, { onlyChosen: true, ...only() })).toEqual(['a', 'a/one']);
  expect(tree.root.countBelow('chosen')).toBe(1);
});

it('adds up the files below a folder on each side, and follows what changes', () => {
  const tree = treeOf(file('a/b/one', UPLOAD), file('a/two', UPLOAD));
  expect(tree.find('a')?.sums).toEqual({ local: { files: 2, bytes: 2 }, remote: { files: 0, bytes: 0 } });
  tree.put(file('a/two', UPLOAD, { local: { class: 'deleted' } }));
  expect(tree.find('a')?.sums.local).toEqual({ files: 1, bytes: 1 });
});
