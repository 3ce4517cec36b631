import { describe, expect, test } from 'vitest';
import { foldersAbove, leadsBack } from './link-loops.js';

describe('a link leads back', () => {
  test.each([
    ['to the folder that holds it', '/data/a', ['/data', '/data/a'], true],
    ['to the root', '/data', ['/data', '/data/a'], true],
    ['to what holds the root', '/', ['/data'], true],
    ['to a folder that another link led through', '/data', ['/data', '/elsewhere'], true],
    ['not to a folder beside it', '/data/b', ['/data', '/data/a'], false],
    ['not to one whose name merely begins alike', '/data/a', ['/data/ab'], false],
    ['not elsewhere', '/elsewhere', ['/data'], false],
  ])('%s', (_name, leadsTo, above, back) => {
    expect(leadsBack(leadsTo, above, '/')).toBe(back);
  });
});

test('the folders above an item begin with the root', () => {
  expect(foldersAbove('')).toEqual(['']);
  expect(foldersAbove('a/b')).toEqual(['', 'a', 'a/b']);
});
