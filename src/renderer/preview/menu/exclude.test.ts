import { describe, expect, it } from 'vitest';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { excludedBy, patternsFor, type Excludable, type Extent } from './exclude.js';

const file = (path: string): Excludable => ({ path, isFolder: false });
const folder = (path: string): Excludable => ({ path, isFolder: true });

describe('the lines that exclude', () => {
  it.each<[Extent, readonly Excludable[], readonly string[]]>([
    ['these', [file('a/b.txt')], ['/a/b.txt']],
    ['these', [folder('a'), file('a/b.txt'), file('c')], ['/a/', '/c']],
    [
      'these',
      [file('what? [1]*.txt'), file('blank ')],
      [String.raw`/what\? \[1\]\*.txt`, String.raw`/blank\ `],
    ],
    [
      'kinds',
      [file('a/b.jpg'), file('c.jpg'), file('d.tar.gz'), file('.hidden'), folder('e.f')],
      ['*.gz', '*.jpg'],
    ],
    ['kinds', [file('Makefile')], []],
    ['folders', [file('a/b/c.txt'), file('a/d.txt'), file('e')], ['/a/']],
    ['folders', [file('e')], []],
  ])('%s of %j are %j', (extent, items, patterns) => {
    expect(patternsFor(items, extent)).toEqual(patterns);
  });
});

describe('what they exclude of a plan', () => {
  const item = (path: string, action: PlanItem['action'] = { kind: 'equal' }): PlanItem => ({
    path,
    local: { class: 'new', entry: { kind: 'file', size: 1 } },
    remote: { class: 'missing' },
    action,
  });
  const plan = [
    item('a'),
    item('a/b.jpg'),
    item('a/c.txt'),
    item('ab.jpg'),
    item('x.jpg/inside.txt'),
    item('gone.jpg', { kind: 'leave', reason: 'filtered' }),
  ];

  it.each<[Extent, Excludable, readonly string[]]>([
    ['these', file('a/b.jpg'), ['a/b.jpg']],
    ['these', folder('a'), ['a', 'a/b.jpg', 'a/c.txt']],
    ['kinds', file('a/b.jpg'), ['a/b.jpg', 'ab.jpg', 'x.jpg/inside.txt']],
    ['folders', file('a/b.jpg'), ['a', 'a/b.jpg', 'a/c.txt']],
  ])('%s of %j: %j', (extent, one, paths) => {
    expect(excludedBy(plan, [one], extent)).toEqual(paths);
  });
});
