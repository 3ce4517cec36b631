import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linuxLabels, macLabels, drivesOf } from '../../src/main/schedule/places/drive-labels.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-volumes-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')(
  'on Linux, a drive is there once it is mounted, by whichever name of its device',
  async () => {
    const byLabel = join(folder, 'by-label');
    const mounts = join(folder, 'mounts');
    await mkdir(byLabel);
    // Links lead to devices; these are the devices that every system has.
    await symlink('/dev/null', join(byLabel, 'MY\\x20CAMERA'));
    await symlink('/dev/zero', join(byLabel, 'AWAY'));
    await symlink('/dev/nothing-of-this-name', join(byLabel, 'BROKEN'));
    await writeFile(mounts, 'proc /proc proc rw 0 0\n');
    expect(await linuxLabels({ byLabel, mounts })).toEqual(new Set());
    await writeFile(mounts, '/dev/null /media/camera vfat rw 0 0\n');
    expect(await linuxLabels({ byLabel, mounts })).toEqual(new Set(['MY CAMERA']));
    expect(await linuxLabels({ byLabel: join(folder, 'none'), mounts })).toEqual(new Set());
  },
);

it('on macOS, a drive is there while its folder is', async () => {
  await mkdir(join(folder, 'CAMERA'));
  await writeFile(join(folder, '.DS_Store'), '');
  expect(await macLabels(folder)).toEqual(new Set(['CAMERA']));
  expect(await macLabels(join(folder, 'none'))).toEqual(new Set());
});

it('this computer tells its drives, or that it knows of none', async () => {
  expect(await drivesOf().labels()).toBeInstanceOf(Set);
  expect(await drivesOf('aix').labels()).toEqual(new Set());
});
