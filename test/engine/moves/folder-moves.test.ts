import { mkdir, rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { DEFAULT_FILTERS } from '../../../src/main/sync/filters/filters.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import type { Target } from '../../../src/main/targets/target.js';
import { explain } from '../../../src/shared/plan/explain.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair, type Served, type Tree } from '../support/pair.js';
import { withoutIds } from '../support/sides/without-ids.js';
import { servedBy } from '../support/served.js';

let pair: Pair;
afterEach(() => pair.remove());

const move = (side: 'local' | 'remote', from: string, to: string): Promise<void> =>
  rename(join(pair.root(side), from), join(pair.root(side), to));

/** `target`, with its calls written down as `method path`. */
function watched(target: Target, calls: string[], changes: Partial<Target> = {}): Target {
  return new Proxy(target, {
    get(of, key): unknown {
      const value: unknown = Reflect.get(key in changes ? changes : of, key);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        calls.push(`${String(key)} ${String(args[0])}`);
        return Reflect.apply(value, of, args) as unknown;
      };
    },
  });
}

/** What was done to the remote side in the last run, its looking around left out. */
function changing(calls: readonly string[]): readonly string[] {
  return calls.filter(
    (call) => /^(?:write|move|keep|makeFolder|remove)/.test(call) && !call.includes('.evenkeel'),
  );
}

const ALBUM: Tree = {
  'old/a': 'one',
  'old/b': 'two!',
  'old/empty': '',
  'old/deep/c': 'three',
  'old/deep/er/d': 'fifteen',
  'old/hollow': null,
  other: 'x',
};

describe('a folder that was moved as it was', () => {
  it('is renamed on the other side in one step, with everything in it', async () => {
    pair = await Pair.inSync(ALBUM);
    const calls: string[] = [];
    pair.wrap = (target, side) => (side === 'remote' ? watched(target, calls) : target);
    await move('local', 'old', 'new');
    const plan = await pair.compare();
    expect(plan.totals.move.remote).toEqual({ items: 1, bytes: 0 });
    expect(plan.totals.delete.remote.items + plan.totals.copy.remote.items).toBe(0);
    const rider = plan.items.get('new/deep/c');
    expect(rider?.action).toEqual({ kind: 'move', on: 'remote', from: 'old/deep/c', along: 'new' });
    expect(rider === undefined ? '' : explain(rider)).toContain('Its folder was moved to “new”');
    const report = await pair.run(plan);
    expect(report).toMatchObject({ bytes: 0, counts: { done: 1, failed: 0, skipped: 0 } });
    expect(report.items.map(({ path }) => path)).toEqual(['new']);
    expect(changing(calls)).toEqual(['move old']);
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('is moved on this side where it was moved on the other, and deep into another folder', async () => {
    pair = await Pair.inSync({ ...ALBUM, 'home/x': 'y' });
    await mkdir(join(pair.root('remote'), 'home/fresh'));
    await move('remote', 'old/deep', 'home/fresh/deep');
    const report = await pair.sync();
    expect(report).toMatchObject({ bytes: 0, counts: { done: 2 } });
    expect(await pair.tree('local')).toEqual(await pair.tree('remote'));
    expect(await pair.planned()).toEqual({});
  });

  it('leaves the baseline of everything below it as fine as it was', async () => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    await pair.sync();
    await pair.put('remote', { 'new/deep/c': 'edited there' });
    await pair.delete('local', 'new/a');
    expect(await pair.planned()).toEqual({ 'new/deep/c': 'copy to local', 'new/a': 'delete on remote' });
    expect(await pair.state.childrenOf('old')).toEqual([]);
    expect(await pair.state.childrenOf('old/deep/er')).toEqual([]);
  });

  it('copies afterwards what was added to it', async () => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    await pair.put('local', { 'new/added': 'fresh', 'new/sub/added': 'fresh too' });
    const report = await pair.sync();
    expect(report).toMatchObject({ bytes: 14, counts: { done: 4 } });
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('whose files are alike within it is moved, because their names tell them apart', async () => {
    pair = await Pair.inSync({ 'old/a': 'same', 'old/b': 'same' });
    for (const side of ['local', 'remote'] as const) {
      for (const name of ['a', 'b']) await utimes(join(pair.root(side), 'old', name), 1e9, 1e9);
    }
    await pair.sync();
    await move('local', 'old', 'new');
    expect((await pair.compare()).totals.move.remote.items).toBe(1);
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ new: null, 'new/a': 'same', 'new/b': 'same' });
  });

  it('goes back by an undo, and forth again by the undo of that (S4)', async () => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    await pair.put('local', { 'new/added': 'fresh' });
    const planned = await pair.planned();
    const before = await pair.tree('remote');
    const report = await pair.sync();
    const undone = await pair.undo(report.runId);
    expect(undone.counts).toMatchObject({ failed: 0, skipped: 0 });
    expect(await pair.tree('remote')).toEqual(before);
    expect(await pair.planned()).toEqual(planned);
    await pair.undo(undone.runId);
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });
});

describe('a folder is looked at file by file', () => {
  it('where something in it was edited or taken away', async () => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    await pair.put('local', { 'new/a': 'edited' });
    await pair.delete('local', 'new/b');
    const plan = await pair.compare();
    expect(plan.items.get('new')?.action).toEqual({ kind: 'create-folder', on: 'remote' });
    // The folder below it is still as it was.
    expect(plan.items.get('new/deep')?.action).toEqual({ kind: 'move', on: 'remote', from: 'old/deep' });
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it.each([
    ['as far as is known, which is neither', false, 0],
    ['but for the ids of their files, which are both', true, 2],
  ])('where two folders could be meant %s', async (_which, withIds, moves) => {
    pair = await Pair.create({ 'one/a': 'same', 'two/a': 'same' });
    if (!withIds) pair.wrap = withoutIds;
    for (const name of ['one', 'two']) await utimes(join(pair.root('local'), name, 'a'), 1e9, 1e9);
    await pair.sync();
    await move('local', 'one', 'three');
    await move('local', 'two', 'four');
    const plan = await pair.compare();
    expect(plan.totals.move.remote.items).toBe(moves);
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('where it holds something on the other side that a filter leaves out, which stays', async () => {
    pair = await Pair.inSync(ALBUM);
    pair.policy = { ...DEFAULT_POLICY, filters: { ...DEFAULT_FILTERS, excludeNames: ['*.log'] } };
    await pair.put('remote', { 'old/deep/x.log': 'theirs' });
    await move('local', 'old', 'new');
    await pair.sync();
    const remote = await pair.tree('remote');
    expect(remote).toMatchObject({ 'old/deep/x.log': 'theirs', 'new/a': 'one', 'new/deep/er/d': 'fifteen' });
    expect(remote['old/a']).toBeUndefined();
    expect(await pair.planned()).toMatchObject({ 'old/deep/x.log': 'leave: filtered' });
  });

  it('where it was edited on the other side, which is a conflict (S6)', async () => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    await pair.put('remote', { 'old/deep/c': 'edited there' });
    const plan = await pair.compare();
    expect(plan.items.get('old/deep/c')?.action).toEqual({
      kind: 'conflict',
      conflict: 'edited-below-deleted-folder',
    });
    expect(plan.items.get('new')?.action).toEqual({ kind: 'create-folder', on: 'remote' });
    await pair.run(plan);
    expect(await pair.tree('remote')).toMatchObject({ 'old/deep/c': 'edited there', 'new/a': 'one' });
  });

  it('as soon as somebody chooses otherwise for anything in it, and as a whole again when that is undone', async () => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    const plan = await pair.compare();
    const before = plan.totals;
    plan.settle(['old/deep/c'], 'skip');
    expect(plan.items.get('new')?.action).toEqual({ kind: 'create-folder', on: 'remote' });
    expect(plan.items.get('old')?.action).toEqual({ kind: 'leave', reason: 'content-stays' });
    expect(plan.items.get('new/a')?.action).toEqual({ kind: 'move', on: 'remote', from: 'old/a' });
    plan.settle(['old/deep/c'], null);
    expect(plan.totals).toEqual(before);
    plan.settle(['old/deep/c'], 'skip');
    const report = await pair.run(plan);
    expect(report.counts.failed).toBe(0);
    expect(await pair.tree('remote')).toMatchObject({
      'old/deep/c': 'three',
      'new/a': 'one',
      'new/deep/c': 'three',
    });
    expect(await pair.tree('local')).toMatchObject({ 'new/deep/c': 'three' });
  });

  it('where its side refuses to rename folders', async () => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    const plan = await pair.compare();
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : watched(target, [], {
            move: async (from, to, signal) => {
              if ((await target.stat(from, signal))?.kind === 'folder') {
                throw new ProblemError({ kind: 'permission-denied', what: 'No.', advice: 'Never.' });
              }
              await target.move(from, to, signal);
            },
          });
    const report = await pair.run(plan);
    expect(report).toMatchObject({ bytes: 0, counts: { failed: 0, skipped: 0 } });
    const last = pair.events.findLast((event) => event.kind === 'item-finished');
    expect(last?.progress).toMatchObject({
      itemsDone: report.counts.done,
      itemsTotal: report.counts.done,
    });
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
    await pair.undo(report.runId);
    expect(await pair.tree('remote')).toEqual(ALL_OF(ALBUM));
  });
});

/** A tree with its folders written out. */
function ALL_OF(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries({ ...tree, old: null, 'old/deep': null, 'old/deep/er': null }).sort(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  );
}

describe('S2: a folder is not moved', () => {
  it.each([
    ['edited', (): Promise<void> => pair.put('remote', { 'old/deep/c': 'edited there' })],
    ['added', (): Promise<void> => pair.put('remote', { 'old/deep/new': 'added there' })],
    ['deleted', (): Promise<void> => pair.delete('remote', 'old/deep/c')],
  ])('when something in it was %s meanwhile on the other side', async (_what, change) => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    const plan = await pair.compare();
    await change();
    const before = await pair.tree('remote');
    const report = await pair.run(plan);
    expect(report.items).toMatchObject([
      { path: 'new', outcome: { kind: 'skipped', problem: { kind: 'changed-meanwhile' } } },
    ]);
    expect(await pair.tree('remote')).toEqual(before);
  });

  it.each([
    ['is edited', (): Promise<void> => pair.put('local', { 'new/deep/c': 'edited here' })],
    ['moves on', (): Promise<void> => move('local', 'new', 'newer')],
  ])('when what has moved %s meanwhile', async (_what, change) => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    const plan = await pair.compare();
    await change();
    const report = await pair.run(plan);
    expect(report.counts).toMatchObject({ done: 0, skipped: 1 });
    expect(await pair.tree('remote')).toEqual(ALL_OF(ALBUM));
  });
});

describe('S5: a folder that was moved when the process was killed', () => {
  /** Runs the plan until the folder has its new name, of which the baseline never hears. */
  async function killedAfterMove(): Promise<void> {
    const plan = await pair.compare();
    const deaf = new Proxy(pair.state, {
      get: (of, key): unknown =>
        key === 'moveRecords' ? () => new Promise(() => undefined) : Reflect.get(of, key),
    });
    pair.breakLock = true;
    void pair.run(plan, { state: deaf });
    await expect.poll(() => pair.tree('remote')).toHaveProperty('new/deep/er/d');
  }

  it('is known for what it is at the next comparison, with everything in it', async () => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    await killedAfterMove();
    expect(await pair.planned()).toEqual({});
    await pair.put('local', { 'new/a': 'edited since' });
    await pair.delete('remote', 'new/deep');
    expect(await pair.planned()).toMatchObject({
      'new/a': 'copy to remote',
      'new/deep': 'delete on local',
      'new/deep/er/d': 'delete on local',
    });
    await pair.sync();
    expect(await pair.state.intents()).toEqual([]);
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('moves once more where it has been moved on since', async () => {
    pair = await Pair.inSync(ALBUM);
    await move('local', 'old', 'new');
    await killedAfterMove();
    await move('local', 'new', 'newest');
    expect((await pair.compare()).totals.move.remote.items).toBe(1);
    const report = await pair.sync();
    expect(report.bytes).toBe(0);
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
  });
});

for (const name of ['pure-ftpd', 'openssh', 'vsftpd'] as const) {
  const why = await whyUnavailable(name);
  if (why !== undefined) {
    test.skip(`a folder that was moved, on ${name}: ${why}`, () => undefined);
    continue;
  }
  describe(`a folder that was moved, on ${name}`, () => {
    it('is renamed in one step, and its baseline follows; an undo undoes that', async () => {
      const served: Served = await servedBy(name);
      pair = await Pair.inSync(ALBUM, served);
      const calls: string[] = [];
      pair.wrap = (target, side) => (side === 'remote' ? watched(target, calls) : target);
      await move('local', 'old', 'new');
      const before = await pair.tree('remote');
      const report = await pair.sync();
      expect(report).toMatchObject({ bytes: 0, counts: { done: 1, failed: 0, skipped: 0 } });
      expect(changing(calls)).toEqual(['move old']);
      expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
      expect(await pair.planned()).toEqual({});
      const undone = await pair.undo(report.runId);
      expect(undone.counts).toMatchObject({ failed: 0, skipped: 0 });
      expect(await pair.tree('remote')).toEqual(before);
    });
  });
}
