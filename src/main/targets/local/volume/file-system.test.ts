import { statfs } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fileSystemOf } from './file-system.js';
import { LocalTarget } from '../local-target.js';

describe('the file system of a folder', () => {
  it.each([
    [0xef53, { name: 'ext4', elsewhere: false }],
    [0x4d44, { name: 'FAT', timesToMs: 2_000 }],
    [0xff534d42, { name: 'SMB', elsewhere: true }],
    // The same in 32 bits with a sign.
    [-11317950, { name: 'SMB', elsewhere: true }],
    [0x65735546, { name: 'FUSE', elsewhere: undefined }],
  ])('is known by its number %i', (type, expected) => {
    expect(fileSystemOf(type)).toMatchObject({ kind: 'file-system', ...expected });
  });

  it('is not made up where nobody knows it', () => {
    expect(fileSystemOf(1)).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('is told by the folder itself', async () => {
    const target = new LocalTarget('/', 'remote');
    const told = await target.features.describe?.(new AbortController().signal);
    const known = fileSystemOf((await statfs('/')).type);
    expect(told).toEqual(known === undefined ? [] : [known]);
    await target.close();
  });
});
