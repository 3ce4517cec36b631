import { describe, expect, it } from 'vitest';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { finderFor, segmentsOf } from './find.js';
import { countFound, flatten } from './flatten.js';
import { FIRST_VIEW, namesOf } from './test-view.js';
import { PlanTree } from './tree.js';

function treeOf(...paths: readonly string[]): PlanTree {
  const tree = new PlanTree();
  for (const path of paths) tree.put(upload(path));
  return tree;
}

function upload(path: string): PlanItem {
  return {
    path,
    local: { class: 'new', entry: { kind: 'file', size: 1 } },
    remote: { class: 'missing' },
    action: { kind: 'copy', to: 'remote', replaces: false },
  };
}

function found(tree: PlanTree, text: string, collapsed: ReadonlySet<string> = new Set()): readonly string[] {
  return namesOf(flatten(tree, { ...FIRST_VIEW, collapsed, find: finderFor(text) }));
}

const TREE = treeOf('photos/2025/Äpfel.jpg', 'photos/2026/a.jpg', 'photos/2026/b.png', 'notes.txt');

describe('finding in the tree', () => {
  it.each<[string, readonly string[]]>([
    ['NOTES', ['notes.txt']],
    ['äpfel', ['photos', 'photos/2025', 'photos/2025/Äpfel.jpg']],
    ['2026', ['photos', 'photos/2026', 'photos/2026/a.jpg', 'photos/2026/b.png']],
    ['jpg 2026', ['photos', 'photos/2026', 'photos/2026/a.jpg']],
    ['*.JPG', ['photos', 'photos/2025', 'photos/2025/Äpfel.jpg', 'photos/2026', 'photos/2026/a.jpg']],
    ['?.png', ['photos', 'photos/2026', 'photos/2026/b.png']],
    ['photos/*/a.*', ['photos', 'photos/2026', 'photos/2026/a.jpg']],
    ['.png', ['photos', 'photos/2026', 'photos/2026/b.png']],
    ['.pn', []],
    ['nothing like it', []],
  ])('%s shows what holds it, with the folders above', (text, paths) => {
    expect(found(TREE, text)).toEqual(paths);
  });

  it('shows everything for an empty field, or one with blanks only', () => {
    expect(finderFor('  ')).toBeUndefined();
    expect(found(TREE, '')).toHaveLength(7);
  });

  it('can close a folder in which something was found', () => {
    expect(found(TREE, '2026', new Set(['photos']))).toEqual(['photos']);
  });

  it('finds only among what the chips show, and counts items, not the folders above them', () => {
    const view = { ...FIRST_VIEW, find: finderFor('photos') };
    expect(flatten(TREE, { ...view, shown: new Set(['delete'] as const) })).toEqual([]);
    expect(countFound(flatten(TREE, view), view)).toBe(3);
  });
});

describe('what was found in a name', () => {
  it.each([
    ['price list.txt', 'LIST price', ['[price]', ' ', '[list]', '.txt']],
    ['Äpfel.jpg', 'äpf', ['[Äpf]', 'el.jpg']],
    ['a.txt', 'other', ['a.txt']],
    ['aab', 'aa ab', ['[aa]', 'b']],
  ])('%s, %s', (name, text, expected) => {
    expect(
      segmentsOf(name, text).map((segment) => (segment.found ? `[${segment.text}]` : segment.text)),
    ).toEqual(expected);
  });
});
