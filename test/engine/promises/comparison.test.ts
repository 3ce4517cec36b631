import { readFile, rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../src/main/sync/base/policy.js';
import type { Target } from '../../../src/main/targets/target.js';
import { explain } from '../../../src/shared/plan/explain.js';
import { folding } from '../support/sides/folding-side.js';
import { describePlan, Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const HOUR_S = 3600;

/** Gives a file another time, and no other content. */
async function touch(side: 'local' | 'remote', path: string): Promise<void> {
  const full = join(pair.root(side), path);
  const soon = Date.UTC(2026, 5, 1) / 1000 + HOUR_S;
  await utimes(full, soon, soon);
}

function policy(changes: Partial<Policy>): Policy {
  return { ...DEFAULT_POLICY, ...changes };
}

/** Counts the files that are read. */
function counted(target: Target): { readonly target: Target; readonly reads: string[] } {
  const reads: string[] = [];
  const counting = new Proxy(target, {
    get(of, key): unknown {
      const value: unknown = Reflect.get(of, key);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        if (key === 'read') reads.push(String(args[0]));
        return Reflect.apply(value, of, args) as unknown;
      };
    },
  });
  return { target: counting, reads };
}

describe('files of one size at their initial sync', () => {
  it('are in sync where their contents are, whatever their times', async () => {
    pair = await Pair.create({ a: 'the same' }, { a: 'the same' });
    const plan = await pair.compare();
    const item = plan.items.get('a');
    expect(item?.action).toEqual({ kind: 'equal' });
    expect(item === undefined ? '' : explain(item)).toContain('the same content');
    await pair.run(plan);
    expect(await pair.planned()).toEqual({});
    await pair.delete('local', 'a');
    expect(await pair.planned()).toEqual({ a: 'delete on remote' });
  });

  it('are a conflict where their contents differ', async () => {
    pair = await Pair.create({ a: 'one thing' }, { a: 'other one' });
    expect(await pair.planned()).toEqual({ a: 'conflict: first-meeting' });
  });

  it('are not read where that costs much, unless the profile says so', async () => {
    const content = 'x'.repeat(300_000);
    pair = await Pair.create({ a: content }, { a: content });
    expect(await pair.planned()).toEqual({ a: 'conflict: first-meeting' });
    pair.policy = policy({ comparison: 'content' });
    expect(await pair.planned()).toEqual({});
  });
});

describe('comparing by content', () => {
  it('takes a file that was merely touched for unchanged', async () => {
    pair = await Pair.inSync({ a: 'x' });
    pair.policy = policy({ comparison: 'content' });
    await touch('local', 'a');
    expect(await pair.planned()).toEqual({});
    await pair.sync();
    pair.policy = DEFAULT_POLICY;
    expect(await pair.planned()).toEqual({});
  });

  it('finds files that differ although size and time are the same', async () => {
    pair = await Pair.create({ a: 'one' }, { a: 'two' });
    await touch('local', 'a');
    await touch('remote', 'a');
    expect(await pair.planned()).toEqual({});
    pair.policy = policy({ comparison: 'content' });
    expect(await pair.planned()).toEqual({ a: 'conflict: first-meeting' });
  });

  it('reads what is on record and unchanged as well', async () => {
    pair = await Pair.inSync({ a: 'x', b: 'y' });
    pair.policy = policy({ comparison: 'content' });
    await touch('local', 'b');
    const read: string[] = [];
    pair.wrap = (target, side) => {
      if (side === 'local') return target;
      const counting = counted(target);
      counting.reads.push = (...paths) => read.push(...paths);
      return counting.target;
    };
    await pair.compare();
    expect(read.sort()).toEqual(['a', 'b']);
  });
});

describe('comparing by size', () => {
  it('takes files of one size for the same, whatever their times', async () => {
    pair = await Pair.inSync({ a: 'x', b: 'x' });
    pair.policy = policy({ comparison: 'size' });
    await touch('local', 'a');
    await pair.put('local', { b: 'longer' });
    expect(await pair.planned()).toEqual({ b: 'copy to remote' });
  });
});

describe('S9: names that differ in their spelling only', () => {
  it('stop for somebody to decide, and nothing of them is touched', async () => {
    pair = await Pair.create({ Readme: 'here', other: 'x' }, { README: 'there' });
    expect(await pair.planned()).toEqual({
      Readme: 'conflict: names-clash',
      README: 'conflict: names-clash',
      other: 'copy to remote',
    });
    const report = await pair.sync();
    expect(report.counts.conflicts).toBe(2);
    expect(await pair.tree('remote')).toEqual({ README: 'there', other: 'x' });
    expect(await pair.tree('local')).toEqual({ Readme: 'here', other: 'x' });
  });

  it('are different names where the profile says so', async () => {
    pair = await Pair.create({ Readme: 'here' }, { README: 'there' });
    pair.policy = policy({ caseRule: 'strict' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ README: 'there', Readme: 'here' });
    expect(await pair.tree('local')).toEqual({ README: 'there', Readme: 'here' });
  });

  it.each([
    ['local', 'Readme'],
    ['remote', 'README'],
  ] as const)(
    'are one name, spelled as on the %s side, where the profile says so',
    async (caseRule, name) => {
      pair = await Pair.create({ Readme: 'same' }, { README: 'same' });
      await touch('local', 'Readme');
      await touch('remote', 'README');
      pair.policy = policy({ caseRule });
      await pair.sync();
      expect(await pair.tree('remote')).toEqual({ [name]: 'same' });
      expect(await pair.tree('local')).toEqual({ [name]: 'same' });
      expect(await pair.planned()).toEqual({});
    },
  );

  it.each([
    ['upload', 'remote'],
    ['download', 'local'],
  ] as const)(
    'are never renamed by %s on the side that it does not change, though the %s spelling is preferred',
    async (mode, caseRule) => {
      pair = await Pair.create({ Readme: 'same' }, { README: 'same' });
      await touch('local', 'Readme');
      await touch('remote', 'README');
      pair.policy = policy({ mode, caseRule, deleteExtra: true });
      const before = { local: await pair.tree('local'), remote: await pair.tree('remote') };
      expect(await pair.planned()).toEqual({
        Readme: 'conflict: names-clash',
        README: 'conflict: names-clash',
      });
      await pair.sync();
      expect({ local: await pair.tree('local'), remote: await pair.tree('remote') }).toEqual(before);
    },
  );

  it('are one name under Upload as well, which renames on the remote side, and both ends say so', async () => {
    pair = await Pair.create({ Readme: 'same' }, { README: 'same' });
    await touch('local', 'Readme');
    await touch('remote', 'README');
    pair.policy = policy({ mode: 'upload', caseRule: 'local' });
    expect(await pair.planned()).toEqual({ Readme: 'move on remote from README', README: 'moved to Readme' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ Readme: 'same' });
    expect(await pair.planned()).toEqual({});
  });

  it.each(['Readme', 'README'])(
    'are two names again, and wait, where somebody skips %s although the profile takes them for one',
    async (skipped) => {
      pair = await Pair.create({ Readme: 'same' }, { README: 'same' });
      await touch('local', 'Readme');
      await touch('remote', 'README');
      pair.policy = policy({ caseRule: 'local' });
      const plan = await pair.compare();
      const other = skipped === 'Readme' ? 'README' : 'Readme';
      const before = describePlan(plan);
      expect(
        plan
          .settle([skipped], 'skip')
          .map(({ path }) => path)
          .sort(),
      ).toEqual(['README', 'Readme']);
      expect(describePlan(plan)).toEqual({
        [skipped]: 'leave: skipped',
        [other]: 'conflict: names-clash',
      });
      plan.settle([skipped], null);
      expect(describePlan(plan)).toEqual(before);
      plan.settle([skipped], 'skip');
      await pair.run(plan);
      expect(await pair.tree('local')).toEqual({ Readme: 'same' });
      expect(await pair.tree('remote')).toEqual({ README: 'same' });
    },
  );

  it('are two names where a filter leaves one of them out', async () => {
    pair = await Pair.create({ Readme: 'same' }, { README: 'same' });
    await touch('local', 'Readme');
    await touch('remote', 'README');
    const filters = { ...DEFAULT_POLICY.filters, excludeNames: ['README'] };
    pair.policy = policy({ caseRule: 'local', filters });
    expect(await pair.planned()).toEqual({ Readme: 'conflict: names-clash', README: 'leave: filtered' });
  });

  it('never take each other’s place on a side that cannot tell them apart', async () => {
    pair = await Pair.create({ Readme: 'here' }, { README: 'there', ReadMe: 'there too' });
    pair.policy = policy({ caseRule: 'strict' });
    pair.wrap = (target, side) =>
      side === 'local'
        ? new Proxy(target, {
            get: (of, key): unknown => {
              const value: unknown = Reflect.get(of, key);
              if (key === 'features') return { ...of.features, foldsNames: true };
              return typeof value === 'function' ? (value.bind(of) as unknown) : value;
            },
          })
        : target;
    expect(await pair.planned()).toEqual({
      Readme: 'copy to remote',
      README: 'leave: unsafe-name',
      ReadMe: 'leave: unsafe-name',
    });
    await pair.sync();
    expect(await readFile(join(pair.root('local'), 'Readme'), 'utf8')).toBe('here');
    expect(await pair.tree('local')).toEqual({ Readme: 'here' });
  });

  it('are no matter where one side merely spelled a name anew', async () => {
    pair = await Pair.inSync({ readme: 'some content' });
    await pair.delete('local', 'readme');
    await pair.put('local', { README: 'some other content' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ README: 'some other content' });
  });

  describe('on a side that takes both spellings for one name', () => {
    it.each([
      ['merely spelled anew', 'some content'],
      ['spelled anew and edited', 'some other content'],
    ])('a file that was %s is so on the other as well', async (_what, content) => {
      pair = await Pair.inSync({ 'd/readme': 'some content', 'd/x': '1' });
      pair.wrap = (target, side) => (side === 'local' ? folding(target) : target);
      await rename(join(pair.root('local'), 'd/readme'), join(pair.root('local'), 'd/README'));
      if (content !== 'some content') await pair.put('local', { 'd/README': content });
      const report = await pair.sync();
      expect(report.counts).toMatchObject({ skipped: 0, failed: 0, conflicts: 0 });
      expect(await pair.tree('remote')).toEqual({ d: null, 'd/README': content, 'd/x': '1' });
      expect(await pair.tree('local')).toEqual(await pair.tree('remote'));
      expect(await pair.planned()).toEqual({});
    });

    it('a folder that was spelled anew is so on the other as well, with everything in it', async () => {
      pair = await Pair.inSync({ 'Docs/a': 'one', 'Docs/deep/b': 'three' });
      pair.wrap = (target, side) => (side === 'local' ? folding(target) : target);
      await rename(join(pair.root('local'), 'Docs'), join(pair.root('local'), 'docs'));
      expect(await pair.sync()).toMatchObject({ bytes: 0, counts: { done: 1, skipped: 0, failed: 0 } });
      expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
      expect(await pair.planned()).toEqual({});
    });

    it('a file of another spelling that came meanwhile is not taken for the one that was deleted', async () => {
      pair = await Pair.inSync({ a: 'x', b: 'y' });
      pair.wrap = (target, side) => (side === 'local' ? folding(target) : target);
      await pair.delete('local', 'a', 'b');
      const plan = await pair.compare();
      await pair.put('local', { A: 'somebody’s new file', b: 'back again' });
      const report = await pair.run(plan);
      expect(report.counts).toMatchObject({ done: 1, skipped: 1 });
      expect(await pair.tree('remote')).toEqual({ b: 'y' });
      expect(await pair.tree('local')).toEqual({ A: 'somebody’s new file', b: 'back again' });
    });
  });

  it('wait with all that lies in them where they are folders', async () => {
    pair = await Pair.create({ 'Docs/a': 'x' }, { 'docs/b': 'y' });
    expect(await pair.planned()).toEqual({
      Docs: 'conflict: names-clash',
      'Docs/a': 'leave: waits-for-folder',
      docs: 'conflict: names-clash',
      'docs/b': 'leave: waits-for-folder',
    });
    const plan = await pair.compare();
    plan.settle(['Docs', 'docs'], 'local');
    await pair.run(plan);
    expect(await pair.tree('local')).toEqual({ Docs: null, 'Docs/a': 'x' });
    expect(await pair.tree('remote')).toEqual({ Docs: null, 'Docs/a': 'x' });
  });
});
