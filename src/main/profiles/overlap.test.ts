import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOverlap, overlapOf, realFolder } from './overlap.js';

describe('two folders', () => {
  it.each([
    ['/a/b', '/a/b', 'linux', 'same'],
    ['/a/b', '/a/b/', 'linux', 'same'],
    ['/a', '/a/b/c', 'linux', 'second-inside-first'],
    ['/a/b/c', '/a', 'linux', 'first-inside-second'],
    ['/', '/a', 'linux', 'second-inside-first'],
    ['/a/b', '/a/bc', 'linux', undefined],
    ['/a', '/a/..b', 'linux', 'second-inside-first'],
    ['/a', '/A', 'linux', undefined],
    ['/a', '/A', 'darwin', 'same'],
    ['C:\\Sites', 'c:\\sites\\one', 'win32', 'second-inside-first'],
    ['C:\\Sites', 'D:\\Sites', 'win32', undefined],
  ] as const)('%s and %s on %s: %s', (first, second, platform, overlap) => {
    expect(overlapOf(first, second, platform)).toBe(overlap);
  });

  it('are one where a link leads from the one into the other, and two where they merely lie side by side', async () => {
    const root = await mkdtemp(join(tmpdir(), 'evenkeel-overlap-'));
    try {
      for (const folder of ['a', 'a/deep', 'ab']) await mkdir(join(root, folder));
      await symlink(join(root, 'a/deep'), join(root, 'link'));
      const between = (first: string, second: string): Promise<unknown> =>
        findOverlap(join(root, first), join(root, second), process.platform);
      expect(await between('a', 'a')).toBe('same');
      expect(await between('a', 'link/new')).toBe('second-inside-first');
      expect(await between('link', 'a')).toBe('first-inside-second');
      expect(await between('a/deep', 'link')).toBe('same');
      expect(await between('a', 'ab')).toBeUndefined();
      expect(await between('a/new', 'ab/new')).toBeUndefined();
    } finally {
      await rm(root, { recursive: true });
    }
  });

  it('are found out through a symbolic link, even where the end does not exist yet', async () => {
    const root = await realFolder(await mkdtemp(join(tmpdir(), 'evenkeel-overlap-')));
    try {
      await mkdir(join(root, 'real'));
      await symlink(join(root, 'real'), join(root, 'link'));
      expect(await realFolder(join(root, 'link', 'new', 'deep'))).toBe(join(root, 'real', 'new', 'deep'));
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
