import { expect, it } from 'vitest';
import { nextOpen, settledIn, requestsFor } from './steps.js';

it('what is settled alike is asked for together, folders with all that lies in them', () => {
  const settled = (path: string, settlement: 'local' | 'remote', isFolder = false) =>
    ({ path, settlement, isFolder }) as const;
  expect(
    requestsFor([
      settled('a', 'local'),
      settled('b', 'remote'),
      settled('c', 'local'),
      settled('d', 'local', true),
    ]),
  ).toEqual([
    { paths: ['a', 'c'], settlement: 'local', reach: 'item' },
    { paths: ['b'], settlement: 'remote', reach: 'item' },
    { paths: ['d'], settlement: 'local', reach: 'below' },
  ]);
});

it('the next open conflict is behind the one that is shown, then from the beginning', () => {
  const paths = ['a', 'b', 'c', 'd'];
  const open = new Set(['a', 'd']);
  const isOpen = (path: string): boolean => open.has(path);
  expect(nextOpen(paths, 'b', isOpen)).toBe('d');
  expect(nextOpen(paths, 'd', isOpen)).toBe('a');
  expect(nextOpen(paths, undefined, isOpen)).toBe('a');
  open.clear();
  expect(nextOpen(paths, 'b', isOpen)).toBeUndefined();
});

it('a step settles all its items', () => {
  const settled = (path: string) => ({ path, settlement: 'skip', isFolder: false }) as const;
  const steps = [
    { at: 'a', settled: [settled('a')] },
    { at: 'b', settled: [settled('b'), settled('c')] },
  ];
  expect([...settledIn(steps)]).toEqual(['a', 'b', 'c']);
});
