import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../src/main/sync/base/policy.js';
import { readPlan } from '../../../src/main/sync/saved-plan/read.js';
import { savePlan } from '../../../src/main/sync/saved-plan/write.js';
import { otherSide, type Side } from '../../../src/shared/entry/entry.js';
import { changesIn } from '../../../src/shared/plan/plan.js';
import { World } from '../support/oracle/history.js';
import { Pair, type Tree } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const MIRROR: Policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true, force: true };
const FOLDER: Tree = { docs: null, 'docs/index.html': 'a page' };

/** A side's file `docs` becomes a folder of that name. */
async function fileBecomesFolder(side: Side): Promise<void> {
  await pair.delete(side, 'docs');
  await pair.put(side, { 'docs/index.html': 'a page' });
}

/** A side's folder `docs` becomes a file of that name. */
async function folderBecomesFile(side: Side): Promise<void> {
  await pair.delete(side, 'docs');
  await pair.put(side, { docs: 'a file' });
}

const BESIDE: Tree = { a: '1', b: '2', c: '3' };

describe('a file that became a folder on one side', () => {
  for (const side of ['local', 'remote'] as const) {
    it(`replaces the file that the other side still has unmodified, and back by an undo (${side})`, async () => {
      pair = await Pair.inSync({ docs: 'old', ...BESIDE });
      const before = await pair.tree(side === 'local' ? 'remote' : 'local');
      await fileBecomesFolder(side);
      expect(await pair.planned()).toEqual({
        docs: `create folder on ${otherSide(side)}`,
        'docs/index.html': `copy to ${otherSide(side)}`,
      });
      const plan = await pair.compare();
      const report = await pair.run(plan, { exceedDeletionLimit: false });
      expect(report.end).toEqual({ kind: 'finished' });
      expect(report.counts).toMatchObject({ done: changesIn(plan.totals), skipped: 0, conflicts: 0 });
      expect(await pair.tree('local')).toEqual({ ...BESIDE, ...FOLDER });
      expect(await pair.tree('remote')).toEqual({ ...BESIDE, ...FOLDER });
      expect(await pair.planned()).toEqual({});

      const undone = await pair.undo(report.runId);
      expect(undone.counts).toMatchObject({ skipped: 0, failed: 0 });
      expect(await pair.tree(otherSide(side))).toEqual(before);
      expect(await pair.tree(side)).toEqual({ ...BESIDE, ...FOLDER });
      expect(await pair.planned()).toMatchObject({ docs: `create folder on ${otherSide(side)}` });
    });
  }

  it('is a conflict where the other side has edited the file, and can be settled for either', async () => {
    for (const winner of ['local', 'remote'] as const) {
      pair = await Pair.inSync({ docs: 'old', ...BESIDE });
      await fileBecomesFolder('local');
      await pair.put('remote', { docs: 'edited' });
      expect(await pair.planned()).toEqual({
        docs: 'conflict: folder-against-file',
        'docs/index.html': 'leave: waits-for-folder',
      });
      await pair.sync(winner);
      const expected = { ...BESIDE, ...(winner === 'local' ? FOLDER : { docs: 'edited' }) };
      expect(await pair.tree('local')).toEqual(expected);
      expect(await pair.tree('remote')).toEqual(expected);
      expect(await pair.planned()).toEqual({});
      if (winner === 'local') await pair.remove();
    }
  });

  it('can be decided otherwise, and waits with all that lies in it where it is skipped', async () => {
    pair = await Pair.inSync({ docs: 'old', ...BESIDE });
    await fileBecomesFolder('local');
    const plan = await pair.compare();
    plan.settle(['docs'], 'skip');
    expect(plan.items.get('docs/index.html')?.action).toEqual({ kind: 'leave', reason: 'waits-for-folder' });
    plan.settle(['docs'], 'remote');
    expect(plan.items.get('docs/index.html')?.action).toEqual({ kind: 'delete', on: 'local' });
    await pair.run(plan);
    expect(await pair.tree('local')).toEqual({ ...BESIDE, docs: 'old' });
    expect(await pair.planned()).toEqual({});
  });

  it('lets what lies in it be chosen by itself', async () => {
    pair = await Pair.inSync({ docs: 'old', ...BESIDE });
    await fileBecomesFolder('local');
    await pair.put('local', { 'docs/draft': 'not yet' });
    const plan = await pair.compare();
    plan.settle(['docs/draft'], 'skip');
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ ...BESIDE, ...FOLDER });
  });

  it('arrives by an upload without deletions or force, since it replaces one file', async () => {
    pair = await Pair.inSync({ docs: 'old', ...BESIDE });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload' };
    await fileBecomesFolder('local');
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ ...BESIDE, ...FOLDER });
  });

  it('always arrives by a mirror, on record or not, edited there or not', async () => {
    pair = await Pair.inSync({ docs: 'old', ...BESIDE });
    pair.policy = MIRROR;
    await fileBecomesFolder('local');
    await pair.put('remote', { docs: 'edited' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ ...BESIDE, ...FOLDER });
    await pair.remove();
    pair = await Pair.create({ 'docs/index.html': 'a page' }, { docs: 'a file' });
    pair.policy = MIRROR;
    await pair.sync();
    expect(await pair.tree('remote')).toEqual(FOLDER);
  });

  it('on the side that the mode never copies from is a conflict, and is restored by a mirror', async () => {
    pair = await Pair.inSync({ docs: 'old', ...BESIDE });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true };
    await fileBecomesFolder('remote');
    expect(await pair.planned()).toMatchObject({ docs: 'conflict: folder-against-file' });
    pair.policy = MIRROR;
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ ...BESIDE, docs: 'old' });
  });
});

describe('a folder that became a file on one side', () => {
  for (const side of ['local', 'remote'] as const) {
    it(`replaces the folder that the other side still has as it was, and back by an undo (${side})`, async () => {
      pair = await Pair.inSync({ 'docs/a': '1', 'docs/deep/b': '2', ...BESIDE });
      const before = await pair.tree(otherSide(side));
      await folderBecomesFile(side);
      expect(await pair.planned()).toEqual({
        docs: `copy to ${otherSide(side)}`,
        'docs/a': `delete on ${otherSide(side)}`,
        'docs/deep': `delete on ${otherSide(side)}`,
        'docs/deep/b': `delete on ${otherSide(side)}`,
      });
      const report = await pair.sync();
      expect(report.counts).toMatchObject({ done: 4, skipped: 0, conflicts: 0 });
      expect(await pair.tree('local')).toEqual({ ...BESIDE, docs: 'a file' });
      expect(await pair.tree('remote')).toEqual({ ...BESIDE, docs: 'a file' });
      expect(await pair.planned()).toEqual({});
      await pair.undo(report.runId);
      expect(await pair.tree(otherSide(side))).toEqual(before);
      expect(await pair.tree(side)).toEqual({ ...BESIDE, docs: 'a file' });
    });
  }

  it('S6: is a conflict where anything in the folder was edited or is new, and then nothing in it goes', async () => {
    for (const edit of [{ 'docs/a': 'edited' }, { 'docs/new': 'n' }, { 'docs/empty': null }] as const) {
      pair = await Pair.inSync({ 'docs/a': '1', 'docs/b': '2', ...BESIDE });
      await folderBecomesFile('local');
      await pair.put('remote', edit);
      expect(await pair.planned()).toMatchObject({
        docs: 'conflict: folder-against-file',
        'docs/b': 'leave: waits-for-folder',
      });
      const before = await pair.tree('remote');
      await pair.sync();
      expect(await pair.tree('remote')).toEqual(before);
      await pair.sync('local');
      expect(await pair.tree('remote')).toEqual({ ...BESIDE, docs: 'a file' });
      expect(await pair.planned()).toEqual({});
      if (!('docs/empty' in edit)) await pair.remove();
    }
  });

  it('S7: stops first where the folder had three files on record', async () => {
    pair = await Pair.inSync({ 'docs/a': '1', 'docs/b': '2', 'docs/c': '3', ...BESIDE });
    await folderBecomesFile('local');
    const plan = await pair.compare();
    expect(plan.totals.deletionLimit).toMatchObject({ kind: 'folder-gone', folder: 'docs', files: 3 });
    expect((await pair.run(plan, { exceedDeletionLimit: false })).end).toMatchObject({ kind: 'broken-off' });
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ ...BESIDE, docs: 'a file' });
  });

  it('is a conflict under an upload that deletes nothing, and arrives by one that does', async () => {
    pair = await Pair.inSync({ 'docs/a': '1', ...BESIDE });
    await folderBecomesFile('local');
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', force: true };
    expect(await pair.planned()).toMatchObject({ docs: 'conflict: folder-against-file' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true };
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ ...BESIDE, docs: 'a file' });
  });

  it('always arrives by a mirror, whatever was edited there', async () => {
    pair = await Pair.inSync({ 'docs/a': '1', ...BESIDE });
    pair.policy = MIRROR;
    await folderBecomesFile('local');
    await pair.put('remote', { 'docs/a': 'edited', 'docs/new/x': 'n' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ ...BESIDE, docs: 'a file' });
    expect(await pair.planned()).toEqual({});
  });

  it('never takes what the filters leave out with it, and then nothing in the folder goes', async () => {
    pair = await Pair.inSync({ 'docs/a': '1', ...BESIDE });
    await folderBecomesFile('local');
    await pair.put('remote', { 'docs/.DS_Store': 'left out' });
    for (const policy of [DEFAULT_POLICY, MIRROR, { ...DEFAULT_POLICY, resolve: 'local' as const }]) {
      pair.policy = policy;
      const before = await pair.tree('remote');
      const report = await pair.sync('local');
      expect(report.counts).toMatchObject({ failed: 0, conflicts: 1 });
      expect(await pair.tree('remote')).toEqual(before);
      expect(await pair.tree('local')).toMatchObject({ docs: 'a file' });
    }
  });
});

describe('a conflict between a folder and a file', () => {
  it('that is settled for the folder copies all of it, the files included that nobody edited', async () => {
    pair = await Pair.inSync({ fold: null, 'fold/b': 'b', 'fold/c': 'c', 'fold/d/e': 'e', ...BESIDE });
    await pair.put('local', { 'fold/b': 'edited' });
    await pair.delete('remote', 'fold');
    await pair.put('remote', { fold: 'a file' });
    pair.policy = { ...DEFAULT_POLICY, resolve: 'local' };
    expect(await pair.planned()).toEqual({
      fold: 'create folder on remote',
      'fold/b': 'copy to remote',
      'fold/c': 'copy to remote',
      'fold/d': 'create folder on remote',
      'fold/d/e': 'copy to remote',
    });
    await pair.sync();
    const whole = {
      fold: null,
      'fold/b': 'edited',
      'fold/c': 'c',
      'fold/d': null,
      'fold/d/e': 'e',
      ...BESIDE,
    };
    expect(await pair.tree('local')).toEqual(whole);
    expect(await pair.tree('remote')).toEqual(whole);
    expect(await pair.planned()).toEqual({});
  });

  it('that an upload settles for its folder copies all of it', async () => {
    pair = await Pair.inSync({ 'fold/b': 'b', 'fold/c': 'c', ...BESIDE });
    await pair.delete('remote', 'fold');
    await pair.put('remote', { fold: 'a file' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', resolve: 'local' };
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ fold: null, 'fold/b': 'b', 'fold/c': 'c', ...BESIDE });
  });

  it('is settled by a profile that settles conflicts for one side', async () => {
    for (const resolve of ['local', 'remote'] as const) {
      pair = await Pair.create({ 'docs/index.html': 'a page' }, { docs: 'a file' });
      pair.policy = { ...DEFAULT_POLICY, resolve };
      const report = await pair.sync();
      expect(report.counts).toMatchObject({ conflicts: 0, skipped: 0, failed: 0 });
      const expected = resolve === 'local' ? FOLDER : { docs: 'a file' };
      expect(await pair.tree('local')).toEqual(expected);
      expect(await pair.tree('remote')).toEqual(expected);
      if (resolve === 'local') await pair.remove();
    }
  });

  it('is settled the same in a plan that was saved', async () => {
    pair = await Pair.inSync({ 'docs/a': '1', 'docs/b': '2', ...BESIDE });
    await folderBecomesFile('local');
    const plan = await pair.compare();
    const file = join(pair.root('local'), '..', 'saved.plan');
    const head = {
      pair: 'p',
      memory: '00000000',
      revision: 0,
      policy: pair.policy,
      savedMs: 0,
      places: { local: 'l', remote: 'r' },
    };
    const { signal } = new AbortController();
    await savePlan(file, head, plan, signal);
    const saved = await readPlan(file, signal);
    await rm(file);
    expect(saved.totals).toEqual(plan.totals);
    await pair.run(saved);
    expect(await pair.tree('remote')).toEqual({ ...BESIDE, docs: 'a file' });
    expect(await pair.planned()).toEqual({});
  });
});

/** A naive telling of what a run makes of one name that is a file or a folder, without a line of the engine's own. */
type Shape = 'nothing' | 'file' | 'edited file' | 'folder' | 'edited folder';

function winnerAmong(base: 'file' | 'folder', local: Shape, remote: Shape, policy: Policy): Side | undefined {
  const source = policy.mode === 'two-way' ? undefined : policy.mode === 'upload' ? 'local' : 'remote';
  const isFolder = { local: local.endsWith('folder'), remote: remote.endsWith('folder') };
  if (source !== undefined && policy.force) {
    return isFolder[otherSide(source)] && !policy.deleteExtra ? undefined : source;
  }
  const changed = local === base ? 'remote' : remote === base ? 'local' : undefined;
  if (changed === undefined || (source !== undefined && changed !== source)) return undefined;
  return isFolder[otherSide(changed)] && source !== undefined && !policy.deleteExtra ? undefined : changed;
}

describe('what becomes of a name that is a file here and a folder there', () => {
  it('is what a naive telling of the rules says, under any policy', async () => {
    const policies = fc.record({
      mode: fc.constantFrom('two-way' as const, 'upload' as const, 'download' as const),
      deleteExtra: fc.boolean(),
      force: fc.boolean(),
    });
    const cases = fc.constantFrom<readonly ['file' | 'folder', Shape, Shape]>(
      ['file', 'folder', 'file'],
      ['file', 'folder', 'edited file'],
      ['file', 'file', 'folder'],
      ['file', 'edited file', 'folder'],
      ['folder', 'edited file', 'folder'],
      ['folder', 'edited file', 'edited folder'],
      ['folder', 'folder', 'edited file'],
      ['folder', 'edited folder', 'edited file'],
    );
    pair = await Pair.create({}, {});
    await fc.assert(
      fc.asyncProperty(cases, policies, async ([base, local, remote], chosen) => {
        const policy = { ...DEFAULT_POLICY, ...chosen };
        const world = new World();
        const write = (side: Side, path: string, content: string): void =>
          world.apply([{ kind: 'write', side, path, content }]);
        write('local', 'beside', '1');
        write('local', base === 'file' ? 'd' : 'd/a', 'old');
        await world.sync();
        for (const [side, shape] of [
          ['local', local],
          ['remote', remote],
        ] as const) {
          if (shape === base) continue;
          if (shape.endsWith('file') !== (base === 'file'))
            world.apply([{ kind: 'delete', side, path: 'd' }]);
          if (shape.endsWith('file')) write(side, 'd', `now of ${side}`);
          else write(side, 'd/new', `now of ${side}`);
        }
        world.policy = policy;
        const before = world.trees;
        await world.sync();
        const winner = winnerAmong(base, local, remote, policy);
        if (winner === undefined) expect(world.trees).toEqual(before);
        else {
          expect(world.folders[otherSide(winner)].tree).toEqual(before[winner]);
          expect(world.folders[winner].tree).toEqual(before[winner]);
          expect(changesIn((await world.compare()).totals)).toBe(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});
