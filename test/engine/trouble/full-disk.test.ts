import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, test } from 'vitest';
import { RunControl } from '../../../src/main/sync/base/flow/run-control.js';
import { FULL_PACE } from '../../../src/shared/run/run.js';
import { openTarget } from '../../../src/main/targets/open-target.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair, type Served, type Tree } from '../support/pair.js';
import { servedBy } from '../support/served.js';

const run = promisify(execFile);

/** Takes two of the files below, and not three. */
const DISK_KIB = 512;
const FILES: Tree = Object.fromEntries(
  Array.from({ length: 6 }, (_, index) => [`file-${index}`, String(index).repeat(200 * 1024)]),
);

/** Makes a tiny disk at a new place; `undefined` where this user or system cannot. */
async function tinyDisk(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-tiny-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_KIB}k,mode=755`, 'tmpfs', folder]);
    return folder;
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
}

let pair: Pair | undefined;
let disk: string | undefined;
afterEach(async () => {
  await pair?.remove();
  if (disk === undefined) return;
  await run('umount', ['-l', disk]);
  await rm(disk, { recursive: true });
});

/** Runs onto the disk, which gets full: the run ends by that, whole files stay, and it goes on once there is room. */
async function expectCleanEnd(on: Pair, root: string): Promise<void> {
  // One after the other: where all begin at once, none of them fits.
  const control = new RunControl({ ...FULL_PACE, connections: 1 });
  const report = await on.run(await on.compare(), { control });
  expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: 'no-space', side: 'remote' } });
  expect(report.counts.done).toBeGreaterThan(0);
  const arrived = await on.tree('remote');
  expect(Object.keys(arrived)).toHaveLength(report.counts.done);
  for (const [path, content] of Object.entries(arrived)) expect(content).toBe(FILES[path]);
  expect((await readdir(root)).filter((name) => name.endsWith('.part'))).toEqual([]);

  await run('mount', ['-o', 'remount,size=8m', disk ?? '']);
  expect((await on.sync()).end).toEqual({ kind: 'finished' });
  expect(await on.tree('remote')).toEqual(FILES);
  expect(await on.planned()).toEqual({});
}

const first = await tinyDisk();
if (first === undefined) {
  test.skip('a full disk ends the run cleanly: skipped, a small disk can be mounted by root only', () =>
    undefined);
} else {
  await run('umount', [first]);
  await rm(first, { recursive: true });

  describe('a disk that gets full', () => {
    it('ends the run cleanly (ENOSPC), which goes on when there is room', async () => {
      disk = await tinyDisk();
      const root = join(disk ?? '', 'root');
      await mkdir(root);
      const folder: Served = {
        root,
        own: () => Promise.resolve(),
        open: () => openTarget({ kind: 'folder', path: root }, 'remote', { userName: '', password: '' }),
        stop: () => Promise.resolve(),
      };
      pair = await Pair.create(FILES, {}, folder);
      // Somebody else fills it after it was asked how much room there is.
      pair.wrap = (target) => Object.assign(target, { freeSpace: () => Promise.resolve(undefined) });
      await expectCleanEnd(pair, root);
    });

    for (const name of ['pure-ftpd', 'proftpd', 'vsftpd'] as const) {
      it(`of ${name} ends the run cleanly, which goes on when there is room`, async ({ skip }) => {
        const why = await whyUnavailable(name);
        skip(why !== undefined, why);
        disk = await tinyDisk();
        const root = join(disk ?? '', 'root');
        pair = await Pair.create(FILES, {}, await servedBy(name, { root }));
        await expectCleanEnd(pair, root);
      });
    }
  });
}
