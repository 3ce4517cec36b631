import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_FILTERS } from '../../../src/main/sync/filters/filters.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

describe('filters', () => {
  it('leave out at every depth, on both sides, and say which filter it was', async () => {
    pair = await Pair.create(
      { '.git/config': 'x', 'sub/.DS_Store': 'x', 'sub/a': '1' },
      { 'Thumbs.db': 'x' },
    );
    const plan = await pair.compare();
    expect(plan.items.get('sub/.DS_Store')).toMatchObject({
      action: { kind: 'leave', reason: 'filtered' },
      problem: { what: 'It is excluded by the name “.DS_Store”.' },
    });
    const report = await pair.run(plan);
    expect(report.items.map(({ path }) => path)).toEqual(['sub', 'sub/a']);
    expect(await pair.tree('remote')).toEqual({ 'Thumbs.db': 'x', sub: null, 'sub/a': '1' });
  });

  it('are read from the `.evenkeelignore` in the local root, and from the profile', async () => {
    pair = await Pair.create({
      '.evenkeelignore': '# drafts stay here\n*.draft\n/only-here/\n!kept.draft\n',
      'a.draft': 'x',
      'kept.draft': 'x',
      'only-here/b': 'x',
      'sub/only-here/c': 'x',
      'big.iso': 'x'.repeat(2000),
    });
    pair.policy = { ...DEFAULT_POLICY, filters: { ...DEFAULT_FILTERS, size: { most: 1000 } } };
    await pair.sync();
    expect(Object.keys(await pair.tree('remote'))).toEqual([
      '.evenkeelignore',
      'kept.draft',
      'sub',
      'sub/only-here',
      'sub/only-here/c',
    ]);
  });

  it('let nothing be compared where the `.evenkeelignore` is no file: what it protects could be deleted', async () => {
    pair = await Pair.create({ rules: '*.draft\n' }, { 'a.draft': 'x' });
    await symlink('rules', join(pair.root('local'), '.evenkeelignore'));
    await expect(pair.compare()).rejects.toMatchObject({
      problem: { kind: 'invalid', what: expect.stringContaining('symbolic link') as unknown },
    });
    pair.policy = { ...DEFAULT_POLICY, links: 'follow' };
    expect((await pair.planned())['a.draft']).toBe('leave: filtered');
    await pair.delete('local', '.evenkeelignore');
    await pair.put('local', { '.evenkeelignore': null });
    await expect(pair.compare()).rejects.toMatchObject({ problem: { kind: 'invalid' } });
  });

  it('never turn into a deletion: not of what they begin to leave out, nor of the folder that holds it', async () => {
    pair = await Pair.inSync({ 'folder/keep.log': '1', 'folder/x': '1', 'a.log': '1' });
    pair.policy = { ...DEFAULT_POLICY, filters: { ...DEFAULT_FILTERS, excludeNames: ['*.log'] } };
    await pair.delete('local', 'folder', 'a.log');
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ 'a.log': '1', folder: null, 'folder/keep.log': '1' });
    pair.policy = DEFAULT_POLICY;
    expect(await pair.planned()).toMatchObject({ 'a.log': 'delete on remote' });
  });
});

describe('a folder that was deleted on one side and holds an excluded file on the other', () => {
  it('stays, which is told by one run and not by every one', async () => {
    pair = await Pair.inSync({ 'f/a': '1', 'f/.DS_Store': 'x' });
    await pair.delete('remote', 'f');
    const first = await pair.sync();
    expect(await pair.tree('local')).toEqual({ f: null, 'f/.DS_Store': 'x' });
    expect(first.counts).toMatchObject({ done: 1, skipped: 1 });
    const second = await pair.sync();
    expect(second.counts).toMatchObject({ done: 0, skipped: 0 });
    expect(second.items).toEqual([]);
    expect(await pair.tree('local')).toEqual({ f: null, 'f/.DS_Store': 'x' });
  });

  it('is told of again after it was on both sides in between', async () => {
    pair = await Pair.inSync({ 'f/a': '1', 'f/.DS_Store': 'x' });
    await pair.delete('remote', 'f');
    await pair.sync();
    await pair.put('remote', { 'f/b': '2' });
    await pair.sync();
    await pair.delete('remote', 'f');
    expect((await pair.sync()).counts).toMatchObject({ skipped: 1 });
  });
});
