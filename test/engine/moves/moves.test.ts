import { copyFile, rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const move = (side: 'local' | 'remote', from: string, to: string): Promise<void> =>
  rename(join(pair.root(side), from), join(pair.root(side), to));

describe('a moved file', () => {
  it('is moved on the other side as well, across folders, without being transferred', async () => {
    pair = await Pair.even({ 'a.txt': 'content', 'folder/b.txt': 'other content', 'new home/x': '1' });
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
    pair = await Pair.even({ 'old/a': 'one', 'old/deep/b': 'three', 'old/deep/c': 'fifteen' });
    await move('local', 'old', 'new');
    const report = await pair.sync();
    expect(report.bytes).toBe(0);
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('that was edited as well is deleted and copied', async () => {
    pair = await Pair.even({ edited: 'content' });
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

  it('is none where it lies in two places by now, with its time', async () => {
    pair = await Pair.even({ a: 'one' });
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
    pair = await Pair.even({ a: 'content' });
    await move('local', 'a', 'b');
    const plan = await pair.compare();
    await pair.put('remote', { a: 'edited there' });
    const report = await pair.run(plan);
    expect(report.counts).toMatchObject({ done: 0, skipped: 1 });
    expect(await pair.tree('remote')).toEqual({ a: 'edited there' });
  });

  it('is none where a mirror deletes what the other side has edited under the old name', async () => {
    pair = await Pair.even({ a: 'content' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true, force: true };
    await move('local', 'a', 'b');
    await pair.put('remote', { a: 'edited there' });
    expect(await pair.planned()).toEqual({ a: 'delete on remote', b: 'copy to remote' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ b: 'content' });
  });

  it('goes back where it was by an undo (S4)', async () => {
    pair = await Pair.even({ a: 'content', 'folder/x': '1' });
    await move('local', 'a', 'folder/b');
    const planned = await pair.planned();
    const before = await pair.tree('remote');
    const report = await pair.sync();
    await pair.undo(report.runId);
    expect(await pair.tree('remote')).toEqual(before);
    expect(await pair.planned()).toEqual(planned);
  });
});
