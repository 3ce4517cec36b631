import { describe, expect, it } from 'vitest';
import { fileIdOf, marksOf } from './file-id.js';

const FILE = { dev: 65_024n, ino: 0x0005_0000_0000_1234n, birthtimeNs: 1_795_944_283_057_460_400n };

describe('what this computer calls a file', () => {
  it('is another text for another disk, another number, or another time of birth', () => {
    const others = [
      FILE,
      { ...FILE, dev: 1n },
      { ...FILE, ino: FILE.ino + 1n },
      { ...FILE, ino: FILE.ino + (1n << 48n) },
      { ...FILE, birthtimeNs: FILE.birthtimeNs + 1n },
    ];
    const ids = others.map((stats) => fileIdOf(marksOf(stats)));
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(others.length);
    expect(fileIdOf(marksOf({ ...FILE }))).toBe(ids[0]);
  });

  it.each([
    ['its disk does not tell when it was made', { ...FILE, birthtimeNs: 0n }],
    ['its disk tells that in whole seconds', { ...FILE, birthtimeNs: 1_795_944_283_000_000_000n }],
    [
      'its disk tells that as finely as FAT does, which renumbers its files',
      { ...FILE, birthtimeNs: 1_795_944_283_060_000_000n },
    ],
    ['its disk does not number it', { ...FILE, ino: 0n }],
  ])('is not known where %s', (_why, stats) => {
    expect(fileIdOf(marksOf(stats))).toBeUndefined();
  });
});
