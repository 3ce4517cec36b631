import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemOnDisk, openedBy } from './place.js';

let folder: string;
let root: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'evenkeel-place-')));
  root = join(folder, 'root');
  await mkdir(join(root, 'in'), { recursive: true });
  await writeFile(join(root, 'in/a.txt'), 'a');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(folder, join(root, 'out'));
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an item on this computer', () => {
  it('is found in its folder', async () => {
    expect(await itemOnDisk(root, 'in/a.txt', 'local')).toBe(join(root, 'in/a.txt'));
    expect(await openedBy(root, 'in/a.txt', 'local')).toBe(join(root, 'in/a.txt'));
    expect(await itemOnDisk(root, '', 'local')).toBe(root);
  });

  it('is never outside it, by whatever link', async () => {
    expect(await itemOnDisk(root, 'out/secret.txt', 'local')).toBeUndefined();
    expect(await openedBy(root, 'out/secret.txt', 'local')).toBeUndefined();
    expect(await openedBy(root, 'link.txt', 'local')).toBeUndefined();
    // The link itself lies in the folder.
    expect(await itemOnDisk(root, 'link.txt', 'local')).toBe(join(root, 'link.txt'));
  });

  it.each(['..', '../secret.txt', 'in/../../secret.txt', 'in//a.txt', '/etc/passwd', 'a\0b'])(
    'S9: has no such path as %j',
    async (path) => {
      await expect(itemOnDisk(root, path, 'local')).rejects.toThrow(/name/i);
    },
  );

  it('that is gone is not there', async () => {
    expect(await openedBy(root, 'gone.txt', 'local')).toBeUndefined();
    expect(await itemOnDisk(root, 'gone/gone.txt', 'local')).toBeUndefined();
  });
});
