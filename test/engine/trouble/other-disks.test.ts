import { mkdir, readdir, rename, stat, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import type { Outcome } from '../../../src/shared/run/run.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { openTarget } from '../../../src/main/targets/open-target.js';
import { mountDisk, whyNoDisk, type Disk, type DiskKind } from '../../disks/disk.js';
import { servedBy } from '../support/served.js';
import { Pair, type Served, type Tree } from '../support/pair.js';

/** A new folder on the disk as the remote side. */
let count = 0;
async function folderOn(disk: Disk | undefined): Promise<Served> {
  const root = join(disk?.root ?? '', `pair ${(count += 1)}`);
  await mkdir(root);
  return {
    root,
    open: () => openTarget({ kind: 'folder', path: root }, 'remote', { userName: '', password: '' }),
    own: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

/** Why an item was not done. */
function kindOf(outcome: Outcome): string | undefined {
  return 'problem' in outcome ? outcome.problem.kind : undefined;
}

let pair: Pair;
afterEach(() => pair.remove());

async function onDisk(kind: DiskKind, stories: (disk: () => Disk | undefined) => void): Promise<void> {
  const why = await whyNoDisk(kind);
  if (why !== undefined) {
    describe(kind, () => test.skip(`skipped: ${why}`, () => undefined));
    return;
  }
  describe(`with a folder on a disk with ${kind}`, () => {
    let disk: Disk | undefined;
    beforeAll(async () => {
      disk = await mountDisk(kind);
    });
    afterAll(() => disk?.stop());
    stories(() => disk);
  });
}

await onDisk('exfat', (disk) => {
  it('both sides are in sync after one run, and stay so, however the disk rounds times', async () => {
    const tree: Tree = { 'a.txt': 'one', d: null, 'd/b ü.txt': 'two', 'd/e/日本.txt': 'three' };
    pair = await Pair.create(tree, {}, await folderOn(disk()));
    await utimes(join(pair.root('local'), 'a.txt'), 1_700_000_001.999, 1_700_000_001.999);
    expect((await pair.sync()).counts).toMatchObject({ failed: 0, skipped: 0 });
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
    await pair.put('remote', { 'a.txt': 'changed there' });
    await pair.put('local', { 'd/b ü.txt': 'changed here' });
    expect((await pair.sync()).counts).toMatchObject({ done: 2, failed: 0, skipped: 0 });
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('S4: what was replaced and deleted comes back, though the disk knows no second names', async () => {
    const tree: Tree = { a: 'old', b: 'deleted', c: 'stays' };
    pair = await Pair.create(tree, {}, await folderOn(disk()));
    await pair.sync();
    await pair.put('local', { a: 'new' });
    await pair.delete('local', 'b');
    const { runId } = await pair.sync();
    expect(await pair.tree('remote')).toEqual({ a: 'new', c: 'stays' });
    await pair.undo(runId);
    expect(await pair.tree('remote')).toEqual(tree);
  });

  it('S8: a file deleted on it, where it lies below the folder, is deleted on the other side as well', async () => {
    pair = await Pair.create({ 'notes.txt': 'n' });
    pair.policy = { ...DEFAULT_POLICY, links: 'follow' };
    const { root } = await folderOn(disk());
    await symlink(root, join(pair.root('local'), 'stick'));
    await pair.put('local', { 'stick/read me.txt': 'r', 'stick/d/a.txt': 'a' });
    await pair.sync();
    await pair.delete('local', 'stick/read me.txt');
    await pair.sync();
    const remote = await pair.tree('remote');
    expect(remote).toMatchObject({ 'stick/d/a.txt': 'a' });
    expect(remote).not.toHaveProperty(['stick/read me.txt']);
  });

  it('S9: a name that the disk cannot hold is told of, and nothing is written under another one', async () => {
    const refused = ['a:b', 'what?', 'back\\slash', 'star*'];
    pair = await Pair.create(
      { fine: 'x', 'folder:': null, 'folder:/in it': 'y' },
      {},
      await folderOn(disk()),
    );
    for (const name of refused) await pair.put('local', { [name]: name });
    for (let times = 0; times < 2; times += 1) {
      const report = await pair.sync();
      expect(report.counts).toMatchObject({ done: times === 0 ? 1 : 0 });
      const told = report.items.filter(({ outcome }) => kindOf(outcome) === 'name-refused');
      expect(told.map(({ path }) => path).sort()).toEqual([...refused, 'folder:'].sort());
      expect(await pair.tree('remote')).toEqual({ fine: 'x' });
    }
    expect(Object.keys(await pair.tree('local'))).toHaveLength(refused.length + 3);
  });

  it.each(['stop', 'strict', 'local'] as const)(
    'S9: two names that are one there never take each other’s place, and none is deleted (rule: %s)',
    async (caseRule) => {
      const tree: Tree = { File: 'one', file: 'two', Docs: null, 'Docs/a': 'x', docs: null, 'docs/b': 'y' };
      pair = await Pair.create({ ...tree, other: 'z' }, {}, await folderOn(disk()));
      pair.policy = { ...DEFAULT_POLICY, caseRule };
      for (let times = 0; times < 3; times += 1) await pair.sync();
      expect(await pair.tree('local')).toEqual({ ...tree, other: 'z' });
      const arrived = await pair.tree('remote');
      for (const [path, content] of Object.entries(arrived))
        expect({ ...tree, other: 'z' }[path]).toBe(content);
    },
  );

  it('S9: nor do they where a server does not say that they are one there', async () => {
    const { root } = await folderOn(disk());
    const tree: Tree = { File: 'one', file: 'two', Docs: null, 'Docs/a': 'x', docs: null, 'docs/b': 'y' };
    pair = await Pair.create(tree, {}, await servedBy('ftp-srv', { root }));
    pair.policy = { ...DEFAULT_POLICY, caseRule: 'strict' };
    for (let times = 0; times < 3; times += 1) {
      const told = (await pair.sync()).items.filter(({ outcome }) => outcome.kind === 'failed');
      expect(told.map(({ path, outcome }) => [path, kindOf(outcome)])).toEqual([
        ['docs', 'name-refused'],
        ['file', 'name-refused'],
      ]);
      expect(await pair.tree('local')).toEqual(tree);
      for (const [path, content] of Object.entries(await pair.tree('remote')))
        expect(tree[path]).toBe(content);
    }
  });

  it('a file and a folder that are spelled anew are so on the other side as well, whichever it is', async () => {
    const tree: Tree = { readme: 'content', Docs: null, 'Docs/a': 'x', 'Docs/b': 'yy' };
    pair = await Pair.create(tree, {}, await folderOn(disk()));
    await pair.sync();
    const renameCase = async (side: Side, [from, to]: readonly [string, string]): Promise<void> =>
      rename(join(pair.root(side), from), join(pair.root(side), to));
    for (const [side, file, folder] of [
      ['remote', ['readme', 'README'], ['Docs', 'DOCS']],
      ['local', ['README', 'Readme'], ['DOCS', 'docs']],
    ] as const) {
      await renameCase(side, file);
      await renameCase(side, folder);
      const report = await pair.sync();
      expect(report.counts).toMatchObject({ failed: 0, skipped: 0, conflicts: 0 });
      expect(report.bytes).toBe(0);
      const names = [file[1], folder[1]].sort();
      for (const on of ['local', 'remote'] as const) {
        const listed = (await readdir(pair.root(on))).filter((name) => !name.startsWith('.'));
        expect(listed.sort()).toEqual(names);
      }
      expect(await pair.planned()).toEqual({});
    }
  });

  it('S10: another hour for all of them is an edit, since the disk is not known to tell local times', async () => {
    const names = ['a', 'b', 'd/c'];
    pair = await Pair.create({ a: 'one', b: 'two', 'd/c': 'three' }, {}, await folderOn(disk()));
    await pair.sync();
    for (const name of names) {
      const path = join(pair.root('remote'), name);
      const seconds = (await stat(path)).mtimeMs / 1000 + 3600;
      await utimes(path, seconds, seconds);
    }
    expect(await pair.planned()).toEqual(Object.fromEntries(names.map((name) => [name, 'copy to local'])));
    expect((await pair.sync()).counts).toMatchObject({ failed: 0, skipped: 0 });
    expect(await pair.planned()).toEqual({});
  });
});
