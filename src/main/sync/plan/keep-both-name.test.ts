import { describe, expect, it } from 'vitest';
import { keepBothPath } from './keep-both-name.js';

const DAY = new Date(2026, 10, 30, 12).getTime();
const free = (): boolean => false;

describe('the name of the other version where both are kept', () => {
  it.each([
    ['report.pdf', 'report (remote, 2026-11-30).pdf'],
    ['a/b/report.pdf', 'a/b/report (remote, 2026-11-30).pdf'],
    ['archive.tar.gz', 'archive.tar (remote, 2026-11-30).gz'],
    ['Makefile', 'Makefile (remote, 2026-11-30)'],
    ['.htaccess', '.htaccess (remote, 2026-11-30)'],
    ['naïve 文.txt', 'naïve 文 (remote, 2026-11-30).txt'],
  ])('of %s is %s', (path, expected) => {
    expect(keepBothPath(path, 'remote', DAY, free)).toBe(expected);
  });

  it('names the side', () => {
    expect(keepBothPath('a.txt', 'local', DAY, free)).toBe('a (local, 2026-11-30).txt');
  });

  it('S9: counts on where a name is taken, in whatever spelling', () => {
    const taken = new Set(['a (remote, 2026-11-30).txt', 'a (remote, 2026-11-30 2).txt']);
    expect(keepBothPath('A.txt', 'remote', DAY, (spelling) => taken.has(spelling))).toBe(
      'A (remote, 2026-11-30 3).txt',
    );
  });

  it('S9: is no longer than a disk takes, and ends as the file did', () => {
    for (const letter of ['a', 'é', '文', '🗂']) {
      const name = keepBothPath(`${letter.repeat(100)}.txt`, 'remote', DAY, free);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(name.endsWith(' (remote, 2026-11-30).txt')).toBe(true);
      expect(name.isWellFormed()).toBe(true);
    }
  });
});
