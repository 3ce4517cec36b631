import { describe, expect, it } from 'vitest';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { maskOf, SHOWN_AT_FIRST } from '../categories.js';
import { finderFor, piecesOf } from './find.js';
import { countFound, flatten } from './flatten.js';
import { PlanTree } from './tree.js';

const SHOWN = maskOf(SHOWN_AT_FIRST);

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
  return flatten(tree, SHOWN, collapsed, finderFor(text)).map(({ node }) => node.path);
}

const TREE = treeOf('photos/2025/Äpfel.jpg', 'photos/2026/a.jpg', 'photos/2026/b.png', 'notes.txt');

describe('finding in the tree', () => {
  it.each<[string, readonly string[]]>([
    ['NOTES', ['notes.txt']],
    ['äpfel', ['photos', 'photos/2025', 'photos/2025/Äpfel.jpg']],
    ['2026', ['photos', 'photos/2026', 'photos/2026/a.jpg', 'photos/2026/b.png']],
    ['jpg 2026', ['photos', 'photos/2026', 'photos/2026/a.jpg']],
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
    const finder = finderFor('photos');
    expect(flatten(TREE, maskOf(['delete']), new Set(), finder)).toEqual([]);
    const rows = flatten(TREE, SHOWN, new Set(), finder);
    expect(countFound(rows, SHOWN, finder)).toBe(3);
  });
});

describe('what was found in a name', () => {
  it.each([
    ['price list.txt', 'LIST price', ['[price]', ' ', '[list]', '.txt']],
    ['Äpfel.jpg', 'äpf', ['[Äpf]', 'el.jpg']],
    ['a.txt', 'other', ['a.txt']],
    ['aab', 'aa ab', ['[aa]', 'b']],
  ])('%s, %s', (name, text, expected) => {
    expect(piecesOf(name, text).map((piece) => (piece.found ? `[${piece.text}]` : piece.text))).toEqual(
      expected,
    );
  });
});
