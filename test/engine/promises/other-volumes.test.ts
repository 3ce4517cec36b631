import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/main/sync/plan/plan.js';
import { ScopeError } from '../../../src/main/sync/scan/scope-error.js';
import { Scope } from '../../../src/main/sync/base/scope.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { Pair } from '../support/pair.js';

const run = promisify(execFile);

/** A folder in memory that Linux has everywhere, on a volume of its own. */
const ELSEWHERE = '/dev/shm';

const whyNot = process.platform === 'linux' ? undefined : 'volumes are attached on Linux only';
const whyNoMount = whyNot ?? (process.getuid?.() === 0 ? undefined : 'only root may mount a disk');

let pair: Pair;
let tidy: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of tidy.reverse()) await step();
  tidy = [];
  await pair.remove();
});

function compareOnly(...paths: readonly string[]): Promise<Plan> {
  return pair.compare(new AbortController().signal, { scope: new Scope(paths) });
}

/** Deep in a local folder, a folder that lies on another volume: what attaches it, and what takes it off. */
interface Place {
  readonly name: string;
  readonly why: string | undefined;
  /** Resolves with what takes it off. */
  readonly attach: (path: string) => Promise<() => Promise<unknown>>;
}

async function attachDisk(path: string): Promise<() => Promise<unknown>> {
  await mkdir(path, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', path]);
  const detach = (): Promise<unknown> => run('umount', [path]);
  tidy.push(() => detach().catch(() => undefined));
  return detach;
}

const PLACES: readonly Place[] = [
  {
    name: 'a disk that is mounted there',
    why: whyNoMount,
    attach: attachDisk,
  },
  {
    name: 'a link to a disk, which is followed',
    why: whyNot,
    attach: async (path) => {
      const disk = await mkdtemp(join(ELSEWHERE, 'evenkeel-'));
      const mountPoint = join(pair.base, 'mount-point');
      await mkdir(mountPoint, { recursive: true });
      await symlink(disk, path);
      tidy.push(() => rm(disk, { recursive: true }));
      return async () => {
        await unlink(path);
        await symlink(mountPoint, path);
      };
    },
  },
];

describe.each(PLACES.filter(({ why }) => why === undefined))(
  'S8: a volume below a local folder: $name',
  ({ attach }) => {
    /** Two sides in sync, with a volume at `photos/2026` on the local one; resolves with what takes it off. */
    async function inSync(): Promise<() => Promise<unknown>> {
      pair = await Pair.create({ 'notes.txt': 'n', 'photos/index.txt': 'i' });
      pair.policy = { ...DEFAULT_POLICY, links: 'follow' };
      const detach = await attach(join(pair.root('local'), 'photos', '2026'));
      await pair.put('local', { 'photos/2026/a.jpg': 'a', 'photos/2026/trip/b.jpg': 'b' });
      await pair.sync();
      return detach;
    }

    it('that is taken off deletes nothing on the other side, and its folder says why', async () => {
      const detach = await inSync();
      await detach();
      const plan = await pair.compare();
      expect(plan.items.get('photos/2026')?.action).toEqual({ kind: 'leave', reason: 'unreadable' });
      expect(plan.items.get('photos/2026')?.problem?.what).toContain('photos/2026');
      await pair.sync();
      expect(await pair.tree('remote')).toMatchObject({
        'photos/2026/a.jpg': 'a',
        'photos/2026/trip/b.jpg': 'b',
      });
    });

    it('that is taken off is known for it in the next runs as well', async () => {
      const detach = await inSync();
      await detach();
      await pair.put('local', { 'notes.txt': 'more' });
      await pair.sync();
      await pair.put('remote', { 'photos/2026/new.jpg': 'new' });
      await pair.sync();
      expect(await pair.tree('remote')).toMatchObject({ 'notes.txt': 'more', 'photos/2026/a.jpg': 'a' });
      expect(await pair.tree('local')).not.toHaveProperty('photos/2026/new.jpg');
    });

    it('that is taken off deletes nothing when only its files are looked at', async () => {
      const detach = await inSync();
      await detach();
      const { items } = await compareOnly('photos/2026/a.jpg');
      expect(items.get('photos/2026')?.action).toEqual({ kind: 'leave', reason: 'unreadable' });
      expect([...items.values()].filter(({ action }) => action.kind === 'delete')).toEqual([]);
    });

    it('that is taken off deletes nothing where a program made a folder of it anew in what is left', async () => {
      const detach = await inSync();
      await detach();
      await mkdir(join(pair.root('local'), 'photos', '2026', 'trip'));
      await pair.sync();
      expect(await pair.tree('remote')).toMatchObject({
        'photos/2026/a.jpg': 'a',
        'photos/2026/trip/b.jpg': 'b',
      });
    });

    it('that is taken off keeps nothing else from being synced by itself', async () => {
      const detach = await inSync();
      await detach();
      await pair.put('local', { 'notes.txt': 'more', 'photos/index.txt': 'more' });
      const report = await pair.run(await compareOnly('notes.txt', 'photos/index.txt'));
      expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 2 } });
      await pair.put('local', { 'photos/2026/a.jpg': 'in what is left' });
      const refused = await pair.run(await compareOnly('photos/2026/a.jpg'));
      expect(refused.end).toMatchObject({ kind: 'broken-off', problem: { path: 'photos/2026' } });
    });

    it('that is gone for good is told of until its folder is deleted on both sides', async () => {
      const detach = await inSync();
      await detach();
      await rm(join(pair.root('local'), 'photos', '2026'), { recursive: true });
      const { items } = await pair.compare();
      expect(items.get('photos/2026')?.problem?.advice).toContain('delete the folder on both sides');
      await pair.delete('remote', 'photos/2026');
      expect((await pair.sync()).end).toEqual({ kind: 'finished' });
      expect(await pair.planned()).toEqual({});
    });

    it('that is taken off after the comparison gets nothing copied into the folder that is left', async () => {
      const detach = await inSync();
      await pair.put('remote', { 'photos/2026/new.jpg': 'new' });
      const plan = await pair.compare();
      await detach();
      const report = await pair.run(plan);
      expect(report.end).toMatchObject({ kind: 'broken-off', problem: { path: 'photos/2026' } });
      expect(await pair.tree('local')).not.toHaveProperty('photos/2026/new.jpg');
    });

    it('that gave way to an empty one of the same size deletes nothing on the other side', async () => {
      const detach = await inSync();
      const path = join(pair.root('local'), 'photos', '2026');
      await detach();
      await rename(path, join(pair.base, 'put-away'));
      await attach(path);
      await pair.sync();
      expect(await pair.tree('remote')).toMatchObject({ 'photos/2026/a.jpg': 'a' });
    });

    it('that hides what was in its folder deletes nothing of it on the other side', async () => {
      pair = await Pair.create({ 'notes.txt': 'n', 'photos/2026/a.jpg': 'a' });
      pair.policy = { ...DEFAULT_POLICY, links: 'follow' };
      await pair.sync();
      const path = join(pair.root('local'), 'photos', '2026');
      await rename(path, `${path} (hidden)`);
      await attach(path);
      await pair.sync();
      expect(await pair.tree('remote')).toMatchObject({ 'photos/2026/a.jpg': 'a' });
    });

    it('that is emptied by its user is empty on the other side as well', async () => {
      await inSync();
      await pair.delete('local', 'photos/2026/a.jpg', 'photos/2026/trip');
      await pair.sync();
      expect(await pair.tree('remote')).not.toHaveProperty('photos/2026/a.jpg');
    });

    it('that gave way to a plain folder with a part of its files counts as that folder', async () => {
      const detach = await inSync();
      await detach();
      await writeFile(join(pair.root('local'), 'photos', '2026', 'a.jpg'), 'edited');
      await pair.sync();
      expect(await pair.tree('remote')).toMatchObject({ 'photos/2026/a.jpg': 'edited' });
      expect(await pair.tree('remote')).not.toHaveProperty('photos/2026/trip/b.jpg');
    });
  },
);

describe.runIf(whyNoMount === undefined)('S8: a disk that is the whole local folder', () => {
  it('and is taken off has everything looked at where only some files were meant, and stops at the deletion limit', async () => {
    pair = await Pair.create();
    const detach = await attachDisk(pair.root('local'));
    await pair.put('local', Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`f${index}`, 'x'])));
    await pair.sync();
    await pair.delete('local', 'f8');
    expect((await compareOnly('f8')).totals).toMatchObject({ deletionLimit: undefined });
    await detach();
    await expect(compareOnly('f1', 'f2')).rejects.toThrow(ScopeError);
    expect((await pair.compare()).totals.deletionLimit).toMatchObject({ kind: 'side-gone' });
  });
});

describe.runIf(whyNot === undefined)('S8: a local folder that was deleted and made anew', () => {
  /** Two sides in sync, and another file in a local folder that was made anew. */
  async function madeAnew(): Promise<void> {
    pair = await Pair.create({ 'old.txt': 'o' });
    await pair.sync();
    await rm(pair.root('local'), { recursive: true });
    await mkdir(pair.root('local'));
    await pair.put('local', { 'new.txt': 'n' });
  }

  it('loses its files on the other side as well once somebody has agreed', async () => {
    await madeAnew();
    const plan = await pair.compare();
    expect(plan.totals.deletionLimit).toMatchObject({ kind: 'side-gone' });
    expect((await pair.run(plan)).end).toEqual({ kind: 'finished' });
    expect(await pair.tree('remote')).toEqual({ 'new.txt': 'n' });
  });

  it('lies on the disk that it lay on: a file that is saved in it is copied by itself', async () => {
    await madeAnew();
    expect((await pair.run(await compareOnly('new.txt'))).end).toEqual({ kind: 'finished' });
    expect(await pair.tree('remote')).toEqual({ 'old.txt': 'o', 'new.txt': 'n' });
  });
});

describe.runIf(whyNoMount === undefined)('S8: another disk that is the whole local folder', () => {
  it('is the one of the next runs as soon as somebody has agreed to what it changes', async () => {
    pair = await Pair.create();
    const detach = await attachDisk(pair.root('local'));
    await pair.put('local', { 'old.txt': 'o' });
    await pair.sync();
    await detach();
    await attachDisk(pair.root('local'));
    await pair.put('local', { 'new.txt': 'n' });
    const plan = await pair.compare();
    expect(plan.totals.deletionLimit).toMatchObject({ kind: 'side-gone' });
    expect((await pair.run(plan)).end).toEqual({ kind: 'finished' });
    await pair.put('local', { 'later.txt': 'l' });
    expect((await pair.run(await compareOnly('later.txt'))).end).toEqual({ kind: 'finished' });
    expect(await pair.tree('remote')).toEqual({ 'new.txt': 'n', 'later.txt': 'l' });
  });
});

describe.runIf(whyNot === undefined)('S8: a disk that tells nothing by which it is known again', () => {
  it('has everything looked at once after it was connected anew, and then only what is meant', async () => {
    pair = await Pair.inSync({ 'a.txt': 'a', 'b.txt': 'b' });
    await pair.state.recordOtherVolumes({ local: [{ folder: '', device: 1 }], remote: [] });
    await pair.put('local', { 'a.txt': 'edited' });
    await expect(compareOnly('a.txt')).rejects.toThrow(ScopeError);
    expect((await pair.sync()).counts).toMatchObject({ done: 1 });
    await pair.put('local', { 'b.txt': 'edited' });
    expect((await pair.run(await compareOnly('b.txt'))).counts).toMatchObject({ done: 1 });
  });
});
