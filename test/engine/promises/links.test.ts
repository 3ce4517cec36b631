import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { whySkipped } from '../../../src/main/sync/run/run.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import type { Target } from '../../../src/main/targets/target.js';
import { modifiedMs, Pair } from '../support/pair.js';

const onPosix = process.platform !== 'win32';

/** A folder that is not on the disk of the tests. */
const otherDisk = await firstOnOtherDisk(['/dev/shm', '/var/tmp']);

async function firstOnOtherDisk(folders: readonly string[]): Promise<string | undefined> {
  const { dev } = await stat(tmpdir());
  for (const folder of folders) {
    const there = await stat(folder).catch(() => undefined);
    if (there !== undefined && there.dev !== dev) return folder;
  }
  return undefined;
}

/** A target that comes as far as half a copy when it moves something, as if it had been killed then. */
function killedWhileCopying(target: Target, root: string, halves: string[]): Target {
  const move: Target['move'] = async (_from, _to, _signal, temporaryPath = '') => {
    const half = join(root, temporaryPath);
    await writeFile(half, 'half');
    halves.push(half);
    throw new ProblemError({ kind: 'other', what: 'Killed.', advice: 'Go on.' });
  };
  return new Proxy(target, {
    get(of, key): unknown {
      if (key === 'move') return move;
      const value: unknown = Reflect.get(of, key);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}

let pair: Pair;

beforeEach(async () => {
  pair = await Pair.create({ 'a.txt': 'a' });
  await mkdir(join(pair.base, 'outside'));
  await writeFile(join(pair.base, 'outside/far.txt'), 'far');
});
afterEach(() => pair.remove());

describe.runIf(onPosix)('links that are skipped', () => {
  test('S9: a link, a socket’s like and a pipe are left alone, each with a note', async () => {
    await symlink(join(pair.base, 'outside'), join(pair.root('local'), 'folder'));
    await promisify(execFile)('mkfifo', [join(pair.root('local'), 'pipe')]);
    const plan = await pair.compare();
    const { items } = await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ 'a.txt': 'a' });
    const notes = items.filter(({ outcome }) => outcome.kind === 'skipped').map(({ path }) => path);
    expect(notes.sort()).toEqual(['folder', 'pipe']);
    const link = plan.items.get('folder');
    expect(link && whySkipped(link).what).toContain('symbolic link');
  });
});

describe.runIf(onPosix)('links that are followed', () => {
  beforeEach(async () => {
    pair.policy = { ...DEFAULT_POLICY, links: 'follow' };
    await symlink(join(pair.base, 'outside'), join(pair.root('local'), 'folder'));
    await symlink('a.txt', join(pair.root('local'), 'also-a.txt'));
  });

  test('what they lead to is copied as files and folders, and then both sides are in sync', async () => {
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({
      'a.txt': 'a',
      'also-a.txt': 'a',
      folder: null,
      'folder/far.txt': 'far',
    });
    expect(await pair.planned()).toEqual({});
  });

  test('a link to a folder above ends the walk, with a note', async () => {
    await symlink(pair.root('local'), join(pair.root('local'), 'folder/top'));
    const plan = await pair.compare();
    expect(plan.items.get('folder/top')?.action).toEqual({ kind: 'leave', reason: 'not-a-file' });
    const item = plan.items.get('folder/top');
    expect(item && whySkipped(item).what).toContain('points back');
  });

  test('S4: a link that a newer file replaced is a link again after undo', async () => {
    await pair.sync();
    await pair.put('remote', { 'also-a.txt': 'changed there' });
    const { runId } = await pair.sync();
    expect(await readFile(join(pair.root('local'), 'a.txt'), 'utf8')).toBe('a');
    expect(await readFile(join(pair.root('local'), 'also-a.txt'), 'utf8')).toBe('changed there');
    await pair.undo(runId);
    expect((await lstat(join(pair.root('local'), 'also-a.txt'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(pair.root('local'), 'also-a.txt'), 'utf8')).toBe('a');
  });

  test('S4: what is deleted in a linked folder comes back with undo', async () => {
    await pair.sync();
    const before = await modifiedMs(pair.base, 'outside/far.txt');
    await pair.delete('remote', 'folder');
    const { runId } = await pair.sync();
    // The link to a file shows as something that is none.
    expect(await pair.tree('local')).toEqual({ 'a.txt': 'a', 'also-a.txt': null });
    await pair.undo(runId);
    expect(await readFile(join(pair.root('local'), 'folder/far.txt'), 'utf8')).toBe('far');
    expect(await modifiedMs(pair.root('local'), 'folder/far.txt')).toBe(before);
  });

  test.skipIf(otherDisk === undefined)(
    'S5: what a kill leaves of a file on its way to another disk is removed by the next run (skipped without a second disk)',
    async () => {
      const far = await mkdtemp(join(otherDisk ?? '', 'evenkeel-far-'));
      try {
        await symlink(far, join(pair.root('local'), 'disk'));
        await writeFile(join(far, 'far.txt'), 'farther');
        await pair.sync();
        const halves: string[] = [];
        pair.wrap = (target, side) =>
          side === 'remote' ? target : killedWhileCopying(target, pair.root('local'), halves);
        // Away from that disk: it is kept in the root, on the other one. And onto it.
        await pair.delete('remote', 'disk/far.txt');
        await pair.sync();
        await pair.put('remote', { 'near.txt': 'nearer' });
        await pair.sync();
        await rename(join(pair.root('remote'), 'near.txt'), join(pair.root('remote'), 'disk', 'near.txt'));
        await pair.sync();
        const root = pair.root('local');
        expect(new Set(halves.map((half) => dirname(half)))).toEqual(new Set([root, join(root, 'disk')]));
        pair.wrap = (target) => target;
        await pair.sync();
        expect(await readdir(far)).toEqual(['near.txt']);
        for (const half of halves) await expect(stat(half)).rejects.toThrow('ENOENT');
      } finally {
        await rm(far, { recursive: true, force: true });
      }
    },
  );

  test.skipIf(otherDisk === undefined)(
    'S3: what goes to another disk lies under the name it was given for that until it is whole (skipped without a second disk)',
    async () => {
      const far = await mkdtemp(join(otherDisk ?? '', 'evenkeel-far-'));
      try {
        await symlink(far, join(pair.root('local'), 'disk'));
        await pair.put('local', { a: 'whole' });
        await mkdir(join(far, 'taken'));
        const { local } = await pair.targets();
        const { signal } = new AbortController();
        await expect(local.move('a', 'disk/a', signal, 'disk/taken')).rejects.toThrow(
          'something else has its name',
        );
        await expect(local.move('a', 'disk/a', signal)).rejects.toThrow();
        expect(await readdir(far)).toEqual(['taken']);
        await local.move('a', 'disk/a', signal, 'disk/free');
        expect((await readdir(far)).sort()).toEqual(['a', 'taken']);
        expect(await readFile(join(far, 'a'), 'utf8')).toBe('whole');
      } finally {
        await rm(far, { recursive: true, force: true });
      }
    },
  );

  test.skipIf(otherDisk === undefined)(
    'S4: what is deleted in a folder linked from another disk comes back with undo (skipped without a second disk)',
    async () => {
      const far = await mkdtemp(join(otherDisk ?? '', 'evenkeel-far-'));
      try {
        await writeFile(join(far, 'far.txt'), 'farther');
        await symlink(far, join(pair.root('local'), 'disk'));
        await pair.sync();
        await pair.delete('remote', 'disk/far.txt');
        const { runId } = await pair.sync();
        expect(await readdir(far)).toEqual([]);
        await pair.undo(runId);
        expect(await readFile(join(far, 'far.txt'), 'utf8')).toBe('farther');
        expect(await pair.planned()).toEqual({ 'disk/far.txt': 'delete on local' });
      } finally {
        await rm(far, { recursive: true, force: true });
      }
    },
  );

  test('S8: what lies behind a link that leads nowhere for now is not deleted on the other side', async () => {
    await pair.sync();
    await promisify(execFile)('mv', [join(pair.base, 'outside'), join(pair.base, 'unmounted')]);
    await pair.sync();
    expect(await pair.tree('remote')).toMatchObject({ 'folder/far.txt': 'far' });
  });
});

describe.runIf(onPosix)('links that are copied as links', () => {
  const linkOn = (side: Side, path: string): Promise<string> => readlink(join(pair.root(side), path));

  beforeEach(async () => {
    pair.policy = { ...DEFAULT_POLICY, links: 'copy' };
    await symlink('a.txt', join(pair.root('local'), 'link'));
    await pair.sync();
  });

  test('lead to the same on both sides, and then both sides are in sync', async () => {
    expect(await linkOn('remote', 'link')).toBe('a.txt');
    expect(await pair.planned()).toEqual({});
    const { items } = await pair.compare();
    expect(items.get('link')?.baseline).toEqual({ kind: 'link', target: 'a.txt' });
  });

  test('are copied again when they lead elsewhere, and deleted where they were deleted', async () => {
    await rm(join(pair.root('remote'), 'link'));
    await symlink('../outside/far.txt', join(pair.root('remote'), 'link'));
    expect(await pair.planned()).toEqual({ link: 'copy to local' });
    await pair.sync();
    expect(await linkOn('local', 'link')).toBe('../outside/far.txt');
    await rm(join(pair.root('local'), 'link'));
    expect(await pair.planned()).toEqual({ link: 'delete on remote' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ 'a.txt': 'a' });
    expect(await readFile(join(pair.base, 'outside/far.txt'), 'utf8')).toBe('far');
  });

  test('S2: a link that leads elsewhere by the time of the run is left alone', async () => {
    await symlink('one', join(pair.root('local'), 'other'));
    const plan = await pair.compare();
    await rm(join(pair.root('local'), 'other'));
    await symlink('two', join(pair.root('local'), 'other'));
    const { items } = await pair.run(plan);
    expect(items).toMatchObject([{ path: 'other', outcome: { kind: 'skipped' } }]);
    expect(await readdir(pair.root('remote'))).not.toContain('other');
  });

  test('are a conflict where both sides changed them differently, which either side can win', async () => {
    for (const side of ['local', 'remote'] as const) {
      await rm(join(pair.root(side), 'link'));
      await symlink(`${side}-way`, join(pair.root(side), 'link'));
    }
    expect(await pair.planned()).toEqual({ link: 'conflict: edited-on-both-sides' });
    await pair.sync('remote');
    expect(await linkOn('local', 'link')).toBe('remote-way');
    expect(await pair.planned()).toEqual({});
  });

  test('S4: come back with undo, whether they were replaced by a file, by a link or deleted', async () => {
    const changes: readonly (() => Promise<void>)[] = [
      () => pair.put('remote', { link: 'a file by now' }),
      () => symlink('elsewhere', join(pair.root('remote'), 'link')),
      () => Promise.resolve(),
    ];
    for (const change of changes) {
      await rm(join(pair.root('remote'), 'link'));
      await change();
      const { runId } = await pair.sync();
      expect(await linkOn('local', 'link').catch(() => undefined)).not.toBe('a.txt');
      await pair.undo(runId);
      expect(await linkOn('local', 'link')).toBe('a.txt');
      await pair.sync('local');
      await rm(join(pair.root('remote'), 'link'), { force: true });
      await symlink('a.txt', join(pair.root('remote'), 'link'));
      await pair.sync('local');
      expect(await pair.planned()).toEqual({});
    }
  });

  test('take a folder’s place, and give theirs to one', async () => {
    await pair.put('local', { 'folder/b.txt': 'b' });
    await pair.sync();
    await pair.delete('local', 'folder');
    await symlink('a.txt', join(pair.root('local'), 'folder'));
    await pair.sync('local');
    expect(await linkOn('remote', 'folder')).toBe('a.txt');
    await rm(join(pair.root('local'), 'folder'));
    await pair.put('local', { 'folder/c.txt': 'c' });
    await pair.sync('local');
    expect(await pair.tree('remote')).toMatchObject({ 'folder/c.txt': 'c' });
  });
});

describe.runIf(onPosix)('permissions that are kept', () => {
  const modeOf = async (side: Side, path: string): Promise<string> =>
    ((await stat(join(pair.root(side), path))).mode & 0o777).toString(8);

  beforeEach(async () => {
    pair.policy = { ...DEFAULT_POLICY, permissions: 'keep' };
    await chmod(join(pair.root('local'), 'a.txt'), 0o640);
    await pair.sync();
  });

  test('come along with a file', async () => {
    expect(await modeOf('remote', 'a.txt')).toBe('640');
    expect(await pair.planned()).toEqual({});
  });

  test('are copied when nothing but they changed', async () => {
    await chmod(join(pair.root('remote'), 'a.txt'), 0o751);
    expect(await pair.planned()).toEqual({ 'a.txt': 'copy to local' });
    await pair.sync();
    expect(await modeOf('local', 'a.txt')).toBe('751');
    expect(await pair.planned()).toEqual({});
  });

  test('are copied by content as well, although that is the same', async () => {
    pair.policy = { ...pair.policy, comparison: 'content' };
    await chmod(join(pair.root('local'), 'a.txt'), 0o600);
    await pair.sync();
    expect(await modeOf('remote', 'a.txt')).toBe('600');
  });

  test('are of no concern at an initial sync, and where files were synced without them', async () => {
    pair.policy = DEFAULT_POLICY;
    await pair.put('local', { 'b.txt': 'b' });
    await pair.sync();
    await chmod(join(pair.root('remote'), 'b.txt'), 0o600);
    pair.policy = { ...DEFAULT_POLICY, permissions: 'keep' };
    expect(await pair.planned()).toEqual({});
    // From then on they are on record.
    await pair.sync();
    await chmod(join(pair.root('remote'), 'b.txt'), 0o640);
    expect(await pair.planned()).toEqual({ 'b.txt': 'copy to local' });
  });

  test('are left as they are unless the profile says otherwise', async () => {
    pair.policy = DEFAULT_POLICY;
    await chmod(join(pair.root('local'), 'a.txt'), 0o600);
    expect(await pair.planned()).toEqual({});
  });
});
