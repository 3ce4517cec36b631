import { afterEach, describe, expect, it } from 'vitest';
import { modifiedMs, Pair, type Tree } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

describe('a two-way run', () => {
  it('copies what is new on either side to the other, with its time', async () => {
    pair = await Pair.create(
      { 'a.txt': 'A', 'deep/er/b ü 🎉.txt': 'B', empty: null },
      { 'c.txt': 'C', 'deep/d.txt': 'D' },
    );
    const report = await pair.sync();
    const inSync: Tree = {
      'a.txt': 'A',
      'c.txt': 'C',
      deep: null,
      'deep/d.txt': 'D',
      'deep/er': null,
      'deep/er/b ü 🎉.txt': 'B',
      empty: null,
    };
    expect(await pair.tree('local')).toEqual(inSync);
    expect(await pair.tree('remote')).toEqual(inSync);
    expect(report.end).toEqual({ kind: 'finished' });
    expect(report.counts).toEqual({ done: 6, wouldDo: 0, skipped: 0, failed: 0, conflicts: 0 });
    expect(await modifiedMs(pair.root('remote'), 'a.txt')).toBe(
      await modifiedMs(pair.root('local'), 'a.txt'),
    );
    expect(await pair.planned()).toEqual({});
  });

  it('knows edits and deletions from the last run', async () => {
    pair = await Pair.inSync({ edited: '1', 'gone/here': '1', 'gone/there': '1', same: '1' });
    await pair.put('remote', { edited: '22' });
    await pair.delete('local', 'gone/here');
    await pair.delete('remote', 'gone/there');
    expect(await pair.planned()).toEqual({
      edited: 'copy to local',
      'gone/here': 'delete on remote',
      'gone/there': 'delete on local',
    });
    await pair.sync();
    expect(await pair.tree('local')).toEqual({ edited: '22', gone: null, same: '1' });
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
  });

  it('deletes a folder with everything in it', async () => {
    pair = await Pair.inSync({ 'old/a': '1', 'old/deep/b': '1', keep: '1' });
    await pair.delete('remote', 'old');
    await pair.sync();
    expect(await pair.tree('local')).toEqual({ keep: '1' });
    expect(await pair.planned()).toEqual({});
  });

  it('records pairs that were equal from the start, so that a later deletion is known as one', async () => {
    pair = await Pair.create({ same: '1' });
    await pair.put('remote', { same: '1' });
    const { utimes } = await import('node:fs/promises');
    for (const side of ['local', 'remote'] as const) await utimes(`${pair.root(side)}/same`, 1e9, 1e9);
    const plan = await pair.compare();
    expect(plan.totals.remember.items).toBe(1);
    await pair.run(plan);
    await pair.delete('local', 'same');
    expect(await pair.planned()).toEqual({ same: 'delete on remote' });
  });

  it('forgets what both sides deleted', async () => {
    pair = await Pair.inSync({ both: '1', 'folder/x': '1' });
    for (const side of ['local', 'remote'] as const) await pair.delete(side, 'both', 'folder');
    await pair.sync();
    expect(await pair.state.countFiles()).toBe(0);
    expect(await pair.state.childrenOf('folder')).toEqual([]);
  });

  it('takes differing files of an initial sync for conflicts, whatever their times', async () => {
    pair = await Pair.create({ a: 'mine' }, { a: 'theirs' });
    expect(await pair.planned()).toEqual({ a: 'conflict: first-meeting' });
  });

  it('leaves conflicts alone and counts them until somebody settles them', async () => {
    pair = await Pair.inSync({ a: '1', b: '1', c: '1' });
    await pair.put('local', { a: 'local', b: 'local', c: 'local' });
    await pair.put('remote', { a: 'remote!', b: 'remote!', c: 'remote!' });
    const before = await pair.tree('remote');
    const report = await pair.sync();
    expect(report.counts).toMatchObject({ done: 0, conflicts: 3 });
    expect(await pair.tree('remote')).toEqual(before);

    const plan = await pair.compare();
    plan.settle(['a'], 'local');
    plan.settle(['b'], 'remote');
    plan.settle(['c'], 'skip');
    const settled = await pair.run(plan);
    expect(settled.counts).toMatchObject({ done: 2, skipped: 1, conflicts: 0 });
    expect(await pair.tree('local')).toEqual({ a: 'local', b: 'remote!', c: 'local' });
    expect(await pair.tree('remote')).toEqual({ a: 'local', b: 'remote!', c: 'remote!' });
  });

  it('settles an edit against a deletion either way', async () => {
    pair = await Pair.inSync({ a: '1', b: '1' });
    await pair.put('local', { a: 'edited', b: 'edited' });
    await pair.delete('remote', 'a', 'b');
    const plan = await pair.compare();
    plan.settle(['a'], 'local');
    plan.settle(['b'], 'remote');
    await pair.run(plan);
    expect(await pair.tree('local')).toEqual({ a: 'edited' });
    expect(await pair.tree('remote')).toEqual({ a: 'edited' });
  });

  it('lets the folder win over the file of the same name, or the file over the folder', async () => {
    for (const winner of ['local', 'remote'] as const) {
      pair = await Pair.create({ 'x/deep/a': '1', 'x/b': '2' }, { x: 'a file' });
      expect(await pair.planned()).toMatchObject({
        x: 'conflict: folder-against-file',
        'x/b': 'leave: waits-for-folder',
      });
      await pair.sync(winner);
      const expected: Tree =
        winner === 'local' ? { x: null, 'x/b': '2', 'x/deep': null, 'x/deep/a': '1' } : { x: 'a file' };
      expect(await pair.tree('local')).toEqual(expected);
      expect(await pair.tree('remote')).toEqual(expected);
      expect(await pair.planned()).toEqual({});
      if (winner === 'local') await pair.remove();
    }
  });

  it('never lists, copies or deletes what is always left out', async () => {
    pair = await Pair.create({ '.git/config': 'x', '.DS_Store': 'x', 'sub/.svn/y': 'x', a: '1' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ a: '1', sub: null });
  });
});
