import { copyFile, rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import type { Target } from '../../../src/main/targets/target.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { withFeatures } from '../support/sides/features.js';
import { Pair } from '../support/pair.js';
import { servedBy } from '../support/served.js';
import { withoutIds } from '../support/sides/without-ids.js';

let pair: Pair;
afterEach(() => pair.remove());

const move = (side: 'local' | 'remote', from: string, to: string): Promise<void> =>
  rename(join(pair.root(side), from), join(pair.root(side), to));

/** A side whose files are not hashed without being read. */
function withoutHashes(target: Target): Target {
  return withFeatures(target, { hashHere: undefined });
}

describe('a moved file', () => {
  it('is moved on the other side as well, across folders, without being transferred', async () => {
    pair = await Pair.inSync({ 'a.txt': 'content', 'folder/b.txt': 'other content', 'new home/x': '1' });
    await move('local', 'a.txt', 'new home/renamed.txt');
    await move('remote', 'folder/b.txt', 'b.txt');
    expect(await pair.planned()).toEqual({
      'a.txt': 'moved to new home/renamed.txt',
      'b.txt': 'move on local from folder/b.txt',
      'folder/b.txt': 'moved to b.txt',
      'new home/renamed.txt': 'move on remote from a.txt',
    });
    const report = await pair.sync();
    expect(report).toMatchObject({ bytes: 0, counts: { done: 2, failed: 0, skipped: 0 } });
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('may be one of a whole folder that was renamed', async () => {
    pair = await Pair.inSync({ 'old/a': 'one', 'old/deep/b': 'three', 'old/deep/c': 'fifteen' });
    await move('local', 'old', 'new');
    const report = await pair.sync();
    expect(report.bytes).toBe(0);
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('that was edited as well is deleted and copied', async () => {
    pair = await Pair.inSync({ edited: 'content' });
    await move('local', 'edited', 'elsewhere');
    await pair.put('local', { elsewhere: 'edited content' });
    expect(await pair.planned()).toEqual({ edited: 'delete on remote', elsewhere: 'copy to remote' });
  });

  it('is told from another of its size and time by what is in them', async () => {
    pair = await Pair.create({ a: 'one', b: 'two' });
    for (const name of ['a', 'b']) await utimes(join(pair.root('local'), name), 1_700_000_000, 1_700_000_000);
    await pair.sync();
    await move('local', 'a', 'y');
    await move('local', 'b', 'x');
    expect(await pair.planned()).toEqual({
      a: 'moved to y',
      b: 'moved to x',
      x: 'move on remote from b',
      y: 'move on remote from a',
    });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ x: 'two', y: 'one' });
  });

  it.each([
    ['npm gives every file one time', Date.UTC(1985, 9, 26, 8, 15), true],
    ['npm gives every file one time, and no ids are told', Date.UTC(1985, 9, 26, 8, 15), false],
    ['a burst is told in steps of two seconds', Date.UTC(2026, 6, 1, 12), false],
    ['many files were unpacked at one instant', 1_782_907_200_123, false],
  ])('S11: is none where another file of its size and time came instead: %s', async (_where, ms, withIds) => {
    pair = await Pair.create({ a: 'one', other: 'yes' });
    if (!withIds) pair.wrap = withoutIds;
    for (const name of ['a', 'other']) await utimes(join(pair.root('local'), name), ms / 1000, ms / 1000);
    await pair.sync();
    await pair.delete('local', 'a');
    await pair.put('local', { z: 'two' });
    await utimes(join(pair.root('local'), 'z'), ms / 1000, ms / 1000);
    expect(await pair.planned()).toEqual({ a: 'delete on remote', z: 'copy to remote' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ other: 'yes', z: 'two' });
  });

  it('S11: is none where the target lost a file that is on record (mirror)', async () => {
    pair = await Pair.inSync({ a: 'one', b: 'two' });
    for (const side of ['local', 'remote'] as const)
      for (const name of ['a', 'b']) await utimes(join(pair.root(side), name), 1e9, 1e9);
    await pair.sync();
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true, force: true };
    await pair.delete('local', 'a');
    await pair.delete('remote', 'b');
    expect(await pair.planned()).toEqual({ a: 'delete on remote', b: 'copy to remote' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ b: 'two' });
  });

  it.each([true, false])(
    'may be large, and have a time of whole seconds, where its side knows it: %s',
    async (withIds) => {
      pair = await Pair.create({ a: 'x'.repeat(300_000) });
      pair.wrap = (target) => withoutHashes(withIds ? target : withoutIds(target));
      await utimes(join(pair.root('local'), 'a'), 1e9, 1e9);
      await pair.sync();
      await move('local', 'a', 'b');
      expect((await pair.compare()).totals.move.remote.items).toBe(withIds ? 1 : 0);
      await pair.sync();
      expect(Object.keys(await pair.tree('remote'))).toEqual(['b']);
      expect(await pair.planned()).toEqual({});
    },
  );

  it('S11: is put on record as what was proven, not as what came over it while it was moved', async () => {
    pair = await Pair.inSync({ a: 'content' });
    await move('local', 'a', 'b');
    const plan = await pair.compare();
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : new Proxy(target, {
            get: (of, key): unknown => {
              const value: unknown = Reflect.get(of, key);
              if (typeof value !== 'function') return value;
              if (key !== 'move') return value.bind(of) as unknown;
              return async (...args: readonly unknown[]): Promise<void> => {
                await (Reflect.apply(value, of, args) as Promise<void>);
                await pair.put('remote', { b: 'another' });
              };
            },
          });
    await pair.run(plan);
    pair.wrap = (target) => target;
    expect(await pair.planned()).toEqual({ b: 'copy to local' });
  });

  it('is none where another file of its size and time has taken the place of the one that was compared (S2)', async () => {
    pair = await Pair.inSync({ a: 'one' });
    await move('local', 'a', 'b');
    const plan = await pair.compare();
    const { mtime } = await stat(join(pair.root('local'), 'b'));
    await pair.delete('local', 'b');
    await pair.put('local', { b: 'two' });
    await utimes(join(pair.root('local'), 'b'), mtime, mtime);
    expect((await pair.run(plan)).counts).toMatchObject({ done: 0, skipped: 1 });
    expect(await pair.tree('remote')).toEqual({ a: 'one' });
  });

  it('is known by ids that the state of an earlier version gets without being asked', async () => {
    pair = await Pair.create({ a: 'x'.repeat(300_000), other: 'y' });
    await utimes(join(pair.root('local'), 'a'), 1e9, 1e9);
    pair.wrap = (target) => withoutHashes(withoutIds(target));
    await pair.sync();
    pair.wrap = withoutHashes;
    await pair.run(await pair.compare(), { dryRun: true });
    expect(JSON.stringify(await pair.state.childrenOf(''))).not.toContain('"id"');
    await pair.sync();
    await move('local', 'a', 'b');
    expect((await pair.compare()).totals.move.remote.items).toBe(1);
  });

  it('is none where it lies in two places by now, with its time', async () => {
    pair = await Pair.inSync({ a: 'one' });
    const { atime, mtime } = await stat(join(pair.root('local'), 'a'));
    for (const name of ['x', 'y']) {
      await copyFile(join(pair.root('local'), 'a'), join(pair.root('local'), name));
      await utimes(join(pair.root('local'), name), atime, mtime);
    }
    await pair.delete('local', 'a');
    expect(await pair.planned()).toEqual({
      a: 'delete on remote',
      x: 'copy to remote',
      y: 'copy to remote',
    });
  });

  it('is left where it is when it changed meanwhile on the other side (S2)', async () => {
    pair = await Pair.inSync({ a: 'content' });
    await move('local', 'a', 'b');
    const plan = await pair.compare();
    await pair.put('remote', { a: 'edited there' });
    const report = await pair.run(plan);
    expect(report.counts).toMatchObject({ done: 0, skipped: 1 });
    expect(await pair.tree('remote')).toEqual({ a: 'edited there' });
  });

  it('is none where a mirror deletes what the other side has edited under the old name', async () => {
    pair = await Pair.inSync({ a: 'content' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true, force: true };
    await move('local', 'a', 'b');
    await pair.put('remote', { a: 'edited there' });
    expect(await pair.planned()).toEqual({ a: 'delete on remote', b: 'copy to remote' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ b: 'content' });
  });

  it('goes back where it was by an undo (S4)', async () => {
    pair = await Pair.inSync({ a: 'content', 'folder/x': '1' });
    await move('local', 'a', 'folder/b');
    const planned = await pair.planned();
    const before = await pair.tree('remote');
    const report = await pair.sync();
    await pair.undo(report.runId);
    expect(await pair.tree('remote')).toEqual(before);
    expect(await pair.planned()).toEqual(planned);
  });
});

for (const name of ['pure-ftpd', 'proftpd', 'pyftpdlib'] as const) {
  const why = await whyUnavailable(name);
  if (why !== undefined) {
    test.skip(`a large file that was moved on ${name}: ${why}`, () => undefined);
    continue;
  }
  describe(`a large file that was moved on ${name}, which tells unique facts`, () => {
    const [old, new_] = ['x'.repeat(300_000), 'y'.repeat(300_000)];

    it('is moved here as well, without being transferred', async () => {
      pair = await Pair.create({ large: old }, {}, await servedBy(name));
      await utimes(join(pair.root('local'), 'large'), 1e9, 1e9);
      await pair.sync();
      await move('remote', 'large', 'moved');
      const report = await pair.sync();
      expect(report).toMatchObject({ bytes: 0, counts: { done: 1, failed: 0, skipped: 0 } });
      expect(Object.keys(await pair.tree('local'))).toEqual(['moved']);
      expect(await pair.planned()).toEqual({});
    });

    it('S11: is not taken for one that got its number, size and time', async () => {
      pair = await Pair.create({ large: old }, {}, await servedBy(name));
      await utimes(join(pair.root('local'), 'large'), 1e9, 1e9);
      await pair.sync();
      // Written over, it keeps its inode for certain.
      await pair.put('remote', { large: new_ });
      await utimes(join(pair.root('remote'), 'large'), 1e9, 1e9);
      await move('remote', 'large', 'moved');
      await pair.sync();
      expect(await pair.tree('local')).toEqual({ moved: new_ });
    });
  });
}
