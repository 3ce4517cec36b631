import { describe, expect, test } from 'vitest';
import { SeenFolders } from './seen-folders.js';

describe('a folder leads back', () => {
  const seen = new SeenFolders();
  seen.know('/', 'top');
  seen.know('/a', 'one');
  seen.know('/a/b', 'two');
  seen.know('/aside', 'three');

  test.each([
    ['where it is the one that holds it', '/a/b/c', 'two', true],
    ['where it is one further up', '/a/b/c', 'one', true],
    ['where it is the root', '/a', 'top', true],
    ['not where it is one beside', '/a/b/c', 'three', false],
    ['not where it is found again under its own path', '/a/b', 'two', false],
  ])('%s', (_what, path, unique, back) => {
    expect(seen.leadsBack(path, unique)).toBe(back);
  });
});

test('folders that list the very same as two above them repeat', () => {
  const seen = new SeenFolders();
  expect(seen.repeats('/', 7)).toBe(false);
  expect(seen.repeats('/a', 7)).toBe(false);
  expect(seen.repeats('/b', 7)).toBe(false);
  expect(seen.repeats('/a/a', 7)).toBe(true);
  expect(seen.repeats('/a/b', 8)).toBe(false);
  expect(seen.repeats('/a', 7)).toBe(false);
});
