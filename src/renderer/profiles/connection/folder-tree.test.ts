import { describe, expect, it } from 'vitest';
import { keyIn, parentIn, rowsOf, wayTo, withName, type FolderTree, type Loaded } from './folder-tree.js';

const page = (...names: string[]): Loaded => ({ kind: 'loaded', page: { names, more: 0 } });

const TREE: FolderTree = {
  root: '/',
  open: new Set(['/', '/www', '/www/empty']),
  loaded: new Map([
    ['/', page('logs', 'www')],
    ['/www', page('empty', 'img')],
    ['/www/empty', page()],
  ]),
};

const drawn = (tree: FolderTree): readonly string[] =>
  rowsOf(tree).map((row) => {
    const indent = ' '.repeat(row.level - 1);
    if (row.kind === 'folder') return `${indent}${row.open ? 'v' : '>'} ${row.name}`;
    return indent + (row.kind === 'note' ? row.note : row.problem.what);
  });

describe('the tree of a server’s folders', () => {
  it('shows what is open, in its place', () => {
    expect(drawn(TREE)).toEqual(['v /', ' > logs', ' v www', '  v empty', '   none', '  > img']);
  });

  it('shows which folders are loading, failed to load, or are too many to list', () => {
    const problem = { kind: 'permission-denied', what: 'No entry.', advice: '' } as const;
    const loaded = new Map<string, Loaded>([
      ['/', { kind: 'loaded', page: { names: ['a', 'b'], more: 7 } }],
      ['/b', { kind: 'failed', problem }],
    ]);
    const tree = { root: '/', open: new Set(['/', '/a', '/b']), loaded };
    expect(drawn(tree)).toEqual(['v /', ' v a', '  loading', ' v b', '  No entry.', ' more']);
  });

  it.each([
    ['/', '/www/img', ['/', '/www', '/www/img']],
    ['/', '/', ['/']],
    ['/home/ann', '/home/ann/www', ['/home/ann', '/home/ann/www']],
    ['/home/ann', '/etc', ['/home/ann']],
  ])('from %s, the way to %s is %j', (root, path, way) => {
    expect(wayTo(root, path)).toEqual(way);
  });

  it('ends at its root', () => {
    expect(parentIn('/', '/www')).toBe('/');
    expect(parentIn('/home/ann', '/home/ann')).toBeUndefined();
  });

  it('takes a new folder in where its name belongs', () => {
    expect(withName({ names: ['site 2', 'site 10'], more: 0 }, 'site 3').names).toEqual([
      'site 2',
      'site 3',
      'site 10',
    ]);
  });

  it.each([
    ['/www', 'ArrowDown', { kind: 'select', path: '/www/empty' }],
    ['/www', 'ArrowUp', { kind: 'select', path: '/logs' }],
    ['/', 'ArrowUp', undefined],
    ['/www/img', 'ArrowDown', undefined],
    ['/www', 'Home', { kind: 'select', path: '/' }],
    ['/', 'End', { kind: 'select', path: '/www/img' }],
    ['/logs', 'ArrowRight', { kind: 'open', path: '/logs' }],
    ['/www', 'ArrowRight', { kind: 'select', path: '/www/empty' }],
    ['/www/empty', 'ArrowRight', undefined],
    ['/www', 'ArrowLeft', { kind: 'close', path: '/www' }],
    ['/www/img', 'ArrowLeft', { kind: 'select', path: '/www' }],
    ['/www', 'x', undefined],
  ])('at %s, %s does %j', (path, key, then) => {
    expect(keyIn(TREE, path, key)).toEqual(then);
  });
});
