import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ItemPath, Side } from '../../../src/shared/entry/entry.js';
import type { Target } from '../../../src/main/targets/target.js';
import type { Plan } from '../../../src/main/sync/plan/plan.js';
import { Scope } from '../../../src/main/sync/base/scope.js';
import { ScopeError } from '../../../src/main/sync/scan/scope-error.js';
import { withMethods } from '../support/sides/with-methods.js';
import { describePlan, Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const TREE = {
  'docs/report.txt': 'report',
  'docs/other.txt': 'other',
  'docs/old/a.txt': 'a',
  'docs/old/b.txt': 'b',
  'notes.txt': 'notes',
};

function compareOnly(...paths: readonly ItemPath[]): Promise<Plan> {
  return pair.compare(undefined, { scope: new Scope(paths) });
}

/** The folders that are listed from now on. */
function listings(): string[] {
  const listed: string[] = [];
  pair.wrap = (target: Target, side: Side) =>
    withMethods(target, {
      list: (folder, signal, options) => {
        listed.push(`${side}:${folder}`);
        return target.list(folder, signal, options);
      },
    });
  return listed;
}

describe('one file synced by itself', () => {
  it('is looked at alone, and copied with a version of what it replaces', async () => {
    pair = await Pair.inSync(TREE);
    await pair.put('local', { 'docs/report.txt': 'edited', 'docs/other.txt': 'edited too' });
    const listed = listings();
    const plan = await compareOnly('docs/report.txt');
    expect(describePlan(plan)).toEqual({ 'docs/report.txt': 'copy to remote' });
    expect(listed).toEqual([]);
    const report = await pair.run(plan);
    expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 1 }, only: 1 });
    expect(await pair.tree('remote')).toMatchObject({
      'docs/report.txt': 'edited',
      'docs/other.txt': 'other',
    });
    expect(await pair.state.keptFiles({ limit: 9 })).toMatchObject([{ path: 'docs/report.txt' }]);
    expect(await pair.planned()).toEqual({ 'docs/other.txt': 'copy to remote' });
  });

  it('that is new is copied after a look at its folder only', async () => {
    pair = await Pair.inSync(TREE);
    await pair.put('local', { 'docs/new.txt': 'new', 'docs/newer.txt': 'newer', 'top.txt': 'top' });
    const listed = listings();
    const plan = await compareOnly('docs/new.txt');
    expect(describePlan(plan)).toEqual({ 'docs/new.txt': 'copy to remote' });
    expect(listed.toSorted()).toEqual(['local:docs', 'remote:docs']);
  });

  it('S6: that was edited on both sides is a conflict', async () => {
    pair = await Pair.inSync(TREE);
    await pair.put('local', { 'notes.txt': 'mine' });
    await pair.put('remote', { 'notes.txt': 'theirs!' });
    expect(describePlan(await compareOnly('notes.txt'))).toEqual({
      'notes.txt': 'conflict: edited-on-both-sides',
    });
  });

  it('that was deleted is deleted on the other side', async () => {
    pair = await Pair.inSync(TREE);
    await pair.delete('local', 'docs/report.txt', 'docs/other.txt');
    await pair.run(await compareOnly('docs/report.txt'));
    expect(await pair.tree('remote')).not.toHaveProperty('docs/report.txt');
    expect(await pair.tree('remote')).toHaveProperty('docs/other.txt');
  });

  it('that came and went again leaves nothing to do, and nothing is listed for it', async () => {
    pair = await Pair.inSync(TREE);
    const listed = listings();
    expect(describePlan(await compareOnly('docs/.report.txt.swp'))).toEqual({});
    expect(listed).toEqual([]);
  });

  it('that the filters leave out stays', async () => {
    pair = await Pair.inSync(TREE);
    pair.policy = { ...pair.policy, filters: { ...pair.policy.filters, excludeNames: ['old'] } };
    await pair.put('local', { 'docs/old/a.txt': 'edited' });
    const plan = await compareOnly('docs/old/a.txt');
    expect(plan.totals.copy.remote.items).toBe(0);
  });

  it.each([
    ['another file', { 'docs/Report.txt': 'another' }, []],
    ['its own earlier name', { 'docs/Report.txt': 'report' }, ['docs/report.txt']],
    ['one on record, with nothing under it', {}, []],
  ] as const)('S9: whose name differs only in case from %s is refused', async (_what, put, gone) => {
    pair = await Pair.inSync(TREE);
    await pair.delete('local', ...gone);
    await pair.put('local', put);
    await expect(compareOnly('docs/Report.txt')).rejects.toThrow('only in case');
    expect((await compareOnly('docs/Report.txt', 'docs/report.txt')).items.size).toBeGreaterThan(0);
  });

  it('S7: is deleted without a question, for what share that is shows beside all that is on record', async () => {
    pair = await Pair.inSync(TREE);
    await pair.delete('local', 'notes.txt');
    const plan = await compareOnly('notes.txt');
    expect(plan.totals.deletionLimit).toBeUndefined();
    expect((await pair.run(plan, { exceedDeletionLimit: false })).counts.done).toBe(1);
  });

  it('S12: is looked for in listings where its server may show a link as what it leads to', async () => {
    pair = await Pair.inSync(TREE);
    await pair.put('local', { 'docs/report.txt': 'edited' });
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : withMethods(target, {
            features: { ...target.features, tellsLinks: undefined },
            async *list(folder, signal, options) {
              for await (const chunk of target.list(folder, signal, options))
                yield chunk.map((listed) =>
                  listed.name === 'docs'
                    ? { name: 'docs', entry: { kind: 'other', what: 'symbolic-link' } as const }
                    : listed,
                );
            },
          });
    expect(describePlan(await compareOnly('docs/report.txt'))).toEqual({ docs: 'leave: not-a-file' });
    await pair.delete('remote', 'docs/report.txt');
    expect(describePlan(await compareOnly('docs'))).toEqual({ docs: 'leave: not-a-file' });
  });

  it('S12: takes no filters into use that the other side brought', async () => {
    pair = await Pair.inSync({ ...TREE, '.evenkeelignore': 'old\n' });
    await pair.put('remote', { '.evenkeelignore': '' });
    await pair.sync();
    await pair.put('local', { 'notes.txt': 'edited' });
    const acceptIgnore = { text: '', record: true };
    const plan = await pair.compare(undefined, { scope: new Scope(['notes.txt']), acceptIgnore });
    expect(plan.waitingFilters).toBeUndefined();
    expect((await pair.compare()).waitingFilters).toBeDefined();
  });
});

describe('a folder synced by itself', () => {
  it('is looked at with all that lies in it', async () => {
    pair = await Pair.inSync(TREE);
    await pair.put('local', {
      'docs/old/a.txt': 'edited',
      'docs/old/deep/c.txt': 'c',
      'notes.txt': 'edited',
    });
    await pair.delete('local', 'docs/old/b.txt');
    expect(describePlan(await compareOnly('docs/old'))).toEqual({
      'docs/old/a.txt': 'copy to remote',
      'docs/old/b.txt': 'delete on remote',
      'docs/old/deep': 'create folder on remote',
      'docs/old/deep/c.txt': 'copy to remote',
    });
  });

  it('S7: that was emptied is asked about, as part of all', async () => {
    pair = await Pair.inSync({ 'docs/1': '1', 'docs/2': '2', 'docs/3': '3', 'docs/4': '4', other: 'o' });
    await pair.delete('local', 'docs/1', 'docs/2', 'docs/3', 'docs/4');
    expect((await compareOnly('docs')).totals.deletionLimit).toMatchObject({ kind: 'folder-gone', files: 4 });
    expect((await compareOnly('docs/1', 'docs/2', 'docs/3')).totals.deletionLimit).toBeUndefined();
  });

  it('that was renamed is renamed on the other side where both names are looked at', async () => {
    pair = await Pair.inSync(TREE);
    await pair.delete('local', 'docs/old');
    await pair.put('local', { 'docs/older/a.txt': 'a' });
    const plan = await compareOnly('docs/old', 'docs/older');
    await pair.run(plan);
    expect(await pair.tree('remote')).toMatchObject({ 'docs/older/a.txt': 'a' });
    expect(await pair.planned()).toEqual({});
  });
});

it('S9: takes no file for moved because of its size and time, which others may have as well', async () => {
  pair = await Pair.create({ a: 'aaaa', c: 'cccc', d: 'dddd' });
  const time = new Date('2026-01-02T03:04:05.678Z');
  for (const name of ['a', 'c', 'd']) await utimes(join(pair.root('local'), name), time, time);
  await pair.sync();
  await pair.delete('local', 'a');
  await writeFile(join(pair.root('local'), 'b'), 'cccc');
  await utimes(join(pair.root('local'), 'b'), time, time);
  const plan = await compareOnly('a', 'b');
  expect(describePlan(plan)).toEqual({ a: 'delete on remote', b: 'copy to remote' });
  await pair.run(plan);
  expect(await pair.tree('remote')).toEqual({ b: 'cccc', c: 'cccc', d: 'dddd' });
});

describe('a part that cannot be told by itself', () => {
  it('is refused where the folders have never been synced', async () => {
    pair = await Pair.create({ a: 'a' });
    await expect(compareOnly('a')).rejects.toThrow(ScopeError);
  });

  it('is refused where a folder above it was deleted, for that is decided with all that lies in it', async () => {
    pair = await Pair.inSync(TREE);
    await pair.delete('local', 'docs/old');
    await expect(compareOnly('docs/old/a.txt')).rejects.toThrow('“docs/old” can’t be synced by itself');
  });

  it('S8: is refused, and nothing is deleted, where its folder cannot be listed', async () => {
    pair = await Pair.inSync(TREE);
    await pair.delete('local', 'docs/report.txt');
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : withMethods(target, {
            list: () => {
              throw new Error('no list');
            },
            stat: () => Promise.reject(new Error('no answer')),
          });
    await expect(compareOnly('docs/report.txt')).rejects.toThrow();
  });
});

describe('what a part leaves open', () => {
  it('S5: the parts of big files that were stopped are kept for the run that comes to them', async () => {
    pair = await Pair.inSync(TREE);
    await pair.put('local', { 'docs/report.txt': 'edited' });
    const part = {
      path: 'notes.txt',
      to: 'remote',
      temporaryPath: '.evenkeel-part',
      source: { kind: 'file', size: 1, modified: { ms: 1, precisionMs: 1 } },
    } as const;
    await pair.state.beginPart(part);
    await pair.run(await compareOnly('docs/report.txt'));
    expect(await pair.state.parts()).toMatchObject([part]);
  });
});
