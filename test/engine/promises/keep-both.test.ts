import { afterEach, describe, expect, it } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import { explain } from '../../../src/shared/plan/explain.js';
import { changesIn, settlementsFor } from '../../../src/shared/plan/plan.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { planFrom } from '../../../src/main/sync/saved-plan/read.js';
import { bindingFor } from '../../../src/main/sync/saved-plan/refusal.js';
import { linesOf } from '../../../src/main/sync/saved-plan/write.js';
import { previewUndo } from '../../../src/main/sync/undo/preview-undo.js';
import { Pair, type Tree } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const NOW = new Date(2026, 10, 30, 12).getTime();

/** Two sides that were in sync and have both changed `report.txt` since. */
async function inConflict(more: Tree = {}): Promise<void> {
  pair = await Pair.inSync({ 'd/report.txt': 'old', ...more });
  pair.now = () => NOW;
  await pair.put('local', { 'd/report.txt': 'mine' });
  await pair.put('remote', { 'd/report.txt': 'theirs, longer' });
}

const BOTH = {
  d: null,
  'd/report (remote, 2026-11-30).txt': 'theirs, longer',
  'd/report.txt': 'mine',
};

async function expectBothSides(tree: Tree): Promise<void> {
  for (const side of ['local', 'remote'] as const) expect(await pair.tree(side)).toEqual(tree);
}

describe('keeping both versions of a file', () => {
  it('gives one another name, both to both sides, and leaves nothing to do', async () => {
    await inConflict();
    const plan = await pair.compare();
    plan.settle(['d/report.txt'], 'keep-both');
    const item = plan.items.get('d/report.txt');
    expect(item?.action).toEqual({
      kind: 'keep-both',
      renames: 'remote',
      as: 'd/report (remote, 2026-11-30).txt',
    });
    expect(item && explain(item)).toBe(
      'You chose to keep both versions: the file on the remote side is renamed to “report (remote, 2026-11-30).txt”, and each side gets a copy of the other’s file.',
    );
    expect(changesIn(plan.totals)).toBe(1);
    expect([plan.totals.copy.local.bytes, plan.totals.copy.remote.bytes]).toEqual([14, 4]);
    const report = await pair.run(plan);
    expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 1, failed: 0 }, bytes: 18 });
    await expectBothSides(BOTH);
    expect(await pair.planned()).toEqual({});
    expect(await pair.state.keptFiles({ limit: 9 })).toEqual([]);
  });

  it('works at the first sync as well', async () => {
    pair = await Pair.create({ a: 'mine' }, { a: 'theirs' });
    pair.now = () => NOW;
    await pair.sync('keep-both');
    await expectBothSides({ a: 'mine', 'a (remote, 2026-11-30)': 'theirs' });
    expect(await pair.planned()).toEqual({});
  });

  it('S4: is undone, and done again', async () => {
    await inConflict();
    const before = [await pair.tree('local'), await pair.tree('remote')];
    const { runId } = await pair.sync('keep-both');
    const undone = await pair.undo(runId);
    expect(undone.counts).toMatchObject({ done: 3, skipped: 0, failed: 0 });
    expect([await pair.tree('local'), await pair.tree('remote')]).toEqual(before);
    expect(await pair.planned()).toEqual({ 'd/report.txt': 'conflict: edited-on-both-sides' });

    await pair.undo(undone.runId);
    await expectBothSides(BOTH);
    expect(await pair.planned()).toEqual({});
  });

  it('S1: is previewed before it is undone, and can be left out', async () => {
    await inConflict();
    const { runId } = await pair.sync('keep-both');
    const { plan } = await previewUndo({
      ...(await pair.undoInput()),
      undoes: runId,
      onProgress: () => undefined,
    });
    expect(plan.items.get('d/report.txt')?.action).toEqual({
      kind: 'move',
      on: 'remote',
      from: 'd/report (remote, 2026-11-30).txt',
    });
    expect(plan.items.get('d/report (remote, 2026-11-30).txt')?.action).toEqual({
      kind: 'delete',
      on: 'local',
    });
    plan.leaveOut(['d/report (remote, 2026-11-30).txt'], true, 'item');
    expect(plan.isEmpty).toBe(true);
    const undone = await pair.undo(runId, { leftOut: plan.leavesOut });
    expect(undone.counts).toMatchObject({ done: 0, skipped: 0 });
    await expectBothSides(BOTH);
  });

  it('S4: is undone only as far as nobody has edited one of the files since', async () => {
    await inConflict();
    const { runId } = await pair.sync('keep-both');
    await pair.put('local', { 'd/report (remote, 2026-11-30).txt': 'edited later' });
    const undone = await pair.undo(runId);
    expect(undone.counts).toMatchObject({ done: 2, skipped: 1 });
    expect(await pair.tree('local')).toEqual({
      d: null,
      'd/report (remote, 2026-11-30).txt': 'edited later',
      'd/report.txt': 'mine',
    });
    expect(await pair.tree('remote')).toEqual({ d: null, 'd/report.txt': 'theirs, longer' });
  });

  it('S9: never takes the name of another file, in whatever spelling', async () => {
    await inConflict({ 'd/REPORT (remote, 2026-11-30).TXT': 'x' });
    await pair.put('local', { 'd/report (remote, 2026-11-30 2).txt': 'y' });
    await pair.sync('keep-both');
    await expectBothSides({
      d: null,
      'd/REPORT (remote, 2026-11-30).TXT': 'x',
      'd/report (remote, 2026-11-30 2).txt': 'y',
      'd/report (remote, 2026-11-30 3).txt': 'theirs, longer',
      'd/report.txt': 'mine',
    });
  });

  it.each<Side>(['local', 'remote'])('S2: does nothing where the %s file has changed since', async (side) => {
    await inConflict();
    const plan = await pair.compare();
    plan.settle(null, 'keep-both');
    await pair.put(side, { 'd/report.txt': 'changed once more' });
    const before = [await pair.tree('local'), await pair.tree('remote')];
    expect((await pair.run(plan)).counts).toMatchObject({ done: 0, skipped: 1, failed: 0 });
    expect([await pair.tree('local'), await pair.tree('remote')]).toEqual(before);
  });

  it.each<Side>(['local', 'remote'])(
    'S2: does nothing where the name has been taken on the %s side since',
    async (side) => {
      await inConflict();
      const plan = await pair.compare();
      plan.settle(null, 'keep-both');
      await pair.put(side, { 'd/report (remote, 2026-11-30).txt': 'somebody else’s' });
      const before = [await pair.tree('local'), await pair.tree('remote')];
      const report = await pair.run(plan);
      expect(report.counts).toMatchObject({ done: 0, skipped: 1, failed: 0 });
      expect([await pair.tree('local'), await pair.tree('remote')]).toEqual(before);
    },
  );

  it('is offered where both sides have a file that may change, and nowhere else', async () => {
    await inConflict({ gone: 'old', d2: null });
    await pair.delete('local', 'gone');
    await pair.put('remote', { gone: 'edited' });
    const plan = await pair.compare();
    const offered = (path: string, mode: 'two-way' | 'upload'): boolean => {
      const item = plan.items.get(path);
      return item !== undefined && settlementsFor(item, mode).includes('keep-both');
    };
    expect(offered('d/report.txt', 'two-way')).toBe(true);
    expect(offered('d/report.txt', 'upload')).toBe(false);
    expect(offered('gone', 'two-way')).toBe(false);
    expect(plan.settle(['gone', 'd2'], 'keep-both')).toEqual([]);
  });

  it('is undone like any other choice', async () => {
    await inConflict();
    const plan = await pair.compare();
    const before = plan.items.get('d/report.txt');
    const totals = plan.totals;
    plan.settle(['d/report.txt'], 'keep-both');
    plan.settle(['d/report.txt'], null);
    expect(plan.items.get('d/report.txt')).toEqual(before);
    expect(plan.totals).toEqual(totals);
  });

  it('is what a profile may do with conflicts by itself; what it cannot decide stays open', async () => {
    await inConflict({ gone: 'old' });
    await pair.delete('local', 'gone');
    await pair.put('remote', { gone: 'edited' });
    pair.policy = { ...DEFAULT_POLICY, resolve: 'keep-both' };
    expect((await pair.sync()).counts).toMatchObject({ done: 1, conflicts: 1 });
    await expectBothSidesHave(BOTH);
    expect(await pair.planned()).toEqual({ gone: 'conflict: edited-and-deleted' });
  });

  it('renames the local file where a server lets nothing be renamed', async () => {
    await inConflict();
    pair.policy = {
      ...DEFAULT_POLICY,
      own: { ...DEFAULT_POLICY.own, writing: 'in-place' },
    };
    expect((await pair.sync('keep-both')).counts).toMatchObject({ done: 1, failed: 0 });
    await expectBothSides({
      d: null,
      'd/report (local, 2026-11-30).txt': 'mine',
      'd/report.txt': 'theirs, longer',
    });
    expect(await pair.planned()).toEqual({});
  });

  it('S2: is saved with its plan; a plan that was changed to put the file elsewhere is refused', async () => {
    await inConflict();
    const binding = await bindingFor(pair.state, 'local|remote', pair.policy);
    const plan = await pair.compare();
    plan.settle(null, 'keep-both');
    const head = { ...binding, savedMs: NOW, places: { local: 'l', remote: 'r' } };
    const lines = [...linesOf(head, plan)];
    for (const elsewhere of ['../report.txt', 'report.txt', 'd/report.txt', 'd/.evenkeel-lock.json']) {
      const changed = lines.map((line) =>
        line.replace('"as":"d/report (remote, 2026-11-30).txt"', `"as":"${elsewhere}"`),
      );
      await expect(planFrom(asLines(changed))).rejects.toThrow('damaged');
    }
    await pair.run(await planFrom(asLines(lines)));
    await expectBothSides(BOTH);
  });
});

async function expectBothSidesHave(tree: Tree): Promise<void> {
  for (const side of ['local', 'remote'] as const) expect(await pair.tree(side)).toMatchObject(tree);
}

// eslint-disable-next-line @typescript-eslint/require-await -- nothing has to be waited for to have them
async function* asLines(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
