import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { VERSIONS_FOLDER } from '../../../src/main/sync/versions/version-keeper.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import type { RunReport } from '../../../src/shared/run/run.js';
import { Pair, type Tree } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

async function editedPair(): Promise<Pair> {
  const edited = await Pair.inSync({ replaced: 'old', deleted: 'old', 'folder/deep/x': 'old', same: '1' });
  await edited.put('local', { replaced: 'new', created: 'new', 'made/y': 'new' });
  await edited.delete('local', 'deleted', 'folder');
  return edited;
}

/** What is kept on one side, as contents. */
async function keptFiles(side: 'local' | 'remote'): Promise<string[]> {
  const entries = await readdir(join(pair.root(side), VERSIONS_FOLDER), {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.kept'))
    .map((entry) => entry.name)
    .sort();
}

describe('S4: a way back', () => {
  it('keeps what a run replaces and deletes, and puts it back on request', async () => {
    pair = await editedPair();
    const before = { local: await pair.tree('local'), remote: await pair.tree('remote') };
    const planned = await pair.planned();
    const report = await pair.sync();
    expect(await pair.tree('remote')).toEqual(before.local);
    expect(await keptFiles('remote')).toEqual(['1.kept', '2.kept', '3.kept']);

    const undone = await pair.undo(report.runId);
    expect(undone).toMatchObject({ undoes: report.runId, counts: { skipped: 0, failed: 0 } });
    expect(await pair.tree('local')).toEqual(before.local);
    expect(await pair.tree('remote')).toEqual(before.remote);
    expect(await pair.planned()).toEqual(planned);
  });

  it('undoes an undo as well', async () => {
    pair = await editedPair();
    const report = await pair.sync();
    const after = await pair.tree('remote');
    const undone = await pair.undo(report.runId);
    await pair.undo(undone.runId);
    expect(await pair.tree('remote')).toEqual(after);
    expect(await pair.tree('local')).toEqual(after);
    expect(await pair.planned()).toEqual({});
  });

  it('refuses, item by item, where somebody has changed the file since', async () => {
    pair = await editedPair();
    const report = await pair.sync();
    await pair.put('remote', { replaced: 'edited later', deleted: 'made anew', 'made/z': 'added later' });
    const undone = await pair.undo(report.runId);
    const skipped = undone.items.filter(({ outcome }) => outcome.kind === 'skipped');
    expect(skipped.map(({ path }) => path).sort()).toEqual(['deleted', 'made', 'replaced']);
    expect(await pair.tree('remote')).toEqual({
      deleted: 'made anew',
      folder: null,
      'folder/deep': null,
      'folder/deep/x': 'old',
      made: null,
      'made/z': 'added later',
      replaced: 'edited later',
      same: '1',
    });
  });

  it('says so where old versions are not kept, and loses nothing by trying', async () => {
    pair = await Pair.inSync({ replaced: 'old' });
    pair.policy = { ...DEFAULT_POLICY, versions: { kind: 'off' } };
    await pair.put('local', { replaced: 'new' });
    const report = await pair.sync();
    expect(await readdir(pair.root('remote'))).toEqual(['replaced']);
    const undone = await pair.undo(report.runId);
    expect(undone.items).toMatchObject([{ outcome: { kind: 'skipped', problem: { kind: 'not-found' } } }]);
    expect(await pair.tree('remote')).toEqual({ replaced: 'new' });
  });

  it('drops versions that are too old or too many, and the folders that held them', async () => {
    pair = await Pair.inSync({ a: '12345', b: '1' });
    const day = 86_400_000;
    const edit = async (
      content: string,
      versions: typeof pair.policy.versions,
      at: number,
    ): Promise<RunReport> => {
      pair.policy = { ...DEFAULT_POLICY, versions };
      await pair.put('local', { a: content });
      return pair.run(await pair.compare(), { now: () => at });
    };
    const plenty = { kind: 'on', maxAgeMs: 30 * day, maxBytes: 1000 } as const;
    const start = Date.UTC(2026, 0, 1);
    await edit('123456', plenty, start);
    await edit('1234567', plenty, start + day);
    expect(await keptFiles('remote')).toEqual(['1.kept', '1.kept']);
    await edit('12345678', { ...plenty, maxBytes: 10 }, start + 2 * day);
    expect(await pair.state.keptVersions()).toMatchObject([{ size: 7 }]);
    await edit('123456789', { ...plenty, maxAgeMs: day }, start + 40 * day);
    expect(await pair.state.keptVersions()).toMatchObject([{ size: 8 }]);
    const runs = await readdir(join(pair.root('remote'), VERSIONS_FOLDER));
    expect(runs.filter((name) => /^\d/.test(name))).toHaveLength(1);
  });

  it.each<[string, Tree, (edited: Pair) => Promise<void>, (edited: Pair) => Promise<void>]>([
    [
      'edits, deletions and new folders, of which somebody has changed some since',
      { replaced: 'old', deleted: 'old', 'folder/deep/x': 'old', 'gone/y': 'old', same: '1' },
      async (edited) => {
        await edited.put('local', { replaced: 'new', created: 'new', 'made/y': 'new', 'fresh/z': 'new' });
        await edited.delete('local', 'deleted', 'folder', 'gone');
      },
      (edited) =>
        edited.put('remote', {
          replaced: 'edited later',
          deleted: 'anew',
          'made/w': 'later',
          gone: 'a file',
        }),
    ],
    [
      'a folder that was moved, and what was added to it and edited in it',
      { 'from/a': 'content of a', 'from/deep/b': 'content of b', 'apart/c': 'moves by itself' },
      async (edited) => {
        await rename(join(edited.root('local'), 'from'), join(edited.root('local'), 'to'));
        await rename(join(edited.root('local'), 'apart/c'), join(edited.root('local'), 'c'));
        await edited.put('local', { 'to/new': 'n' });
      },
      (edited) => edited.put('remote', { 'apart/other': 'o' }),
    ],
  ])(
    'S1: a dry run says of %s what a run would do, and touches nothing',
    async (_what, tree, edit, later) => {
      pair = await Pair.inSync(tree);
      await edit(pair);
      const report = await pair.sync();
      await later(pair);
      const before = [await pair.tree('local'), await pair.tree('remote'), await pair.state.revision()];
      const dry = await pair.undo(report.runId, { dryRun: true });
      expect([await pair.tree('local'), await pair.tree('remote'), await pair.state.revision()]).toEqual(
        before,
      );
      expect(await pair.state.history({ limit: 9 })).toHaveLength(2);
      const real = await pair.undo(report.runId);
      const said = ({ items }: RunReport): readonly string[] =>
        items
          .map(({ path, action, outcome }) => {
            const kind = outcome.kind === 'would-do' ? 'done' : outcome.kind;
            return `${path} ${JSON.stringify(action)} ${kind}`;
          })
          .sort();
      expect(real.items.length).toBeGreaterThan(2);
      expect(said(dry)).toEqual(said(real));
    },
  );

  it('never synchronizes what was kept', async () => {
    pair = await editedPair();
    await pair.sync();
    expect(await pair.planned()).toEqual({});
    expect((await pair.compare()).items.has(VERSIONS_FOLDER)).toBe(false);
  });
});
