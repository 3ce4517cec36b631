import { Readable, Transform } from 'node:stream';
import { readFile, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/main/targets/target.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { DEFAULT_FILTERS } from '../../../src/main/sync/filters/filters.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { VERSIONS_FOLDER } from '../../../src/main/sync/versions/version-keeper.js';
import { altered } from '../support/sides/altered.js';
import { Pair } from '../support/pair.js';
import { DELETION_LIMIT } from '../../../src/shared/problem.js';

let pair: Pair;
afterEach(() => pair.remove());

async function stateBytes(of: Pair): Promise<string> {
  const names = (await readdir(of.base)).filter(
    (name) => name.startsWith('state.sqlite') && !name.endsWith('-shm'),
  );
  const contents = await Promise.all(names.sort().map((name) => readFile(join(of.base, name), 'base64')));
  return contents.join('|');
}

describe('S1: seen before done', () => {
  it('changes nothing by comparing, and nothing by a dry run: no file, no folder, no baseline', async () => {
    pair = await Pair.inSync({ edited: '1', deleted: '1', 'folder/x': '1', clash: '1' });
    await pair.put('local', { edited: '2', 'new/y': '1', clash: 'l' });
    await pair.put('remote', { clash: 'remote', same: 's' });
    await pair.delete('remote', 'deleted', 'folder');
    const before = [await pair.tree('local'), await pair.tree('remote'), await stateBytes(pair)];
    const plan = await pair.compare();
    const report = await pair.run(plan, { dryRun: true });
    expect([await pair.tree('local'), await pair.tree('remote'), await stateBytes(pair)]).toEqual(before);
    expect(report.counts).toEqual({ done: 0, wouldDo: 7, skipped: 0, failed: 0, conflicts: 1 });
  });

  it('says in a dry run exactly what the run then does', async () => {
    pair = await Pair.inSync({ edited: '1', deleted: '1' });
    await pair.put('local', { edited: '2', 'new/y': '1' });
    await pair.delete('remote', 'deleted');
    const plan = await pair.compare();
    const dry = await pair.run(plan, { dryRun: true });
    const done = await pair.run(plan);
    const paths = (items: typeof done.items): string[] => items.map(({ path }) => path).sort();
    expect(paths(dry.items)).toEqual(paths(done.items));
    expect(done.counts.done).toBe(dry.counts.wouldDo);
  });
});

describe('S2: the plan is what runs', () => {
  it('skips what changed after the comparison, on the side it comes from and on the side it goes to', async () => {
    pair = await Pair.inSync({ source: '1', target: '1', gone: '1', deletion: '1', other: '1' });
    await pair.put('local', { source: '22', target: '22', gone: '22', fresh: '22' });
    await pair.delete('local', 'deletion');
    const plan = await pair.compare();
    await pair.put('local', { source: '333' });
    await pair.put('remote', { target: 'theirs', deletion: 'edited', fresh: 'also theirs' });
    await pair.delete('local', 'gone');
    const report = await pair.run(plan);
    expect(report.counts).toMatchObject({ done: 0, skipped: 5, failed: 0 });
    for (const item of report.items) {
      expect(item.outcome).toMatchObject({ kind: 'skipped', problem: { kind: 'changed-meanwhile' } });
    }
    expect(await pair.tree('remote')).toEqual({
      deletion: 'edited',
      fresh: 'also theirs',
      gone: '1',
      other: '1',
      source: '1',
      target: 'theirs',
    });
    expect(await readdir(pair.root('remote'))).not.toContain(VERSIONS_FOLDER);
  });

  it('does not delete a folder into which something was put meanwhile', async () => {
    pair = await Pair.inSync({ 'folder/a': '1' });
    await pair.delete('local', 'folder');
    const plan = await pair.compare();
    await pair.put('remote', { 'folder/new': 'precious' });
    const report = await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ folder: null, 'folder/new': 'precious' });
    expect(report.counts).toMatchObject({ done: 1, skipped: 1 });
  });

  it('does not delete what came back on the other side', async () => {
    pair = await Pair.inSync({ a: '1' });
    await pair.delete('local', 'a');
    const plan = await pair.compare();
    await pair.put('local', { a: 'back' });
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ a: '1' });
  });
});

describe('S3: whole files only', () => {
  it('never shows part of a file under its real name, neither a new nor a replaced one', async () => {
    const old = 'old '.repeat(1000);
    const fresh = 'fresh '.repeat(200_000);
    pair = await Pair.inSync({ replaced: old });
    await pair.put('local', { replaced: fresh, created: fresh });
    const seen = new Set<string>();
    const look = async (): Promise<void> => {
      for (const name of await readdir(pair.root('remote'))) {
        if (name.startsWith('.evenkeel-')) continue;
        const content = await readFile(join(pair.root('remote'), name), 'utf8');
        seen.add(content === old ? 'old' : content === fresh ? 'fresh' : 'part');
      }
    };
    pair.wrap = (target, side) =>
      side === 'remote'
        ? target
        : altered(target, {
            read: async (path, options) =>
              (await target.read(path, options)).pipe(
                new Transform({
                  transform(chunk, _encoding, done) {
                    look().then(() => done(null, chunk), done);
                  },
                }),
              ),
          });
    await pair.sync();
    await look();
    expect([...seen].sort()).toEqual(['fresh', 'old']);
    expect(await pair.tree('remote')).toEqual({ created: fresh, replaced: fresh });
  });

  it('leaves the old file and no temporary one when a transfer breaks off', async () => {
    pair = await Pair.inSync({ a: 'old', b: 'old' });
    await pair.put('local', { a: 'new content', b: 'new content' });
    pair.wrap = (target, side) =>
      side === 'remote'
        ? target
        : altered(target, {
            read: async (path, options) => {
              if (path === 'b') return target.read(path, options);
              return Readable.from(
                (async function* () {
                  yield Buffer.from('new');
                  await Promise.resolve();
                  throw new ProblemError({
                    kind: 'other',
                    what: 'The disk cannot be read.',
                    advice: 'Replace it.',
                  });
                })(),
              );
            },
          });
    const report = await pair.sync();
    expect(report.counts).toMatchObject({ done: 1, failed: 1 });
    expect(await pair.tree('remote')).toEqual({ a: 'old', b: 'new content' });
  });

  it('tries again what a cut line spoilt', async () => {
    pair = await Pair.inSync({ a: 'old' });
    await pair.put('local', { a: 'new content' });
    let cuts = 2;
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : altered(target, {
            write: (path, source, options) => {
              if (cuts-- > 0) {
                source.destroy();
                return Promise.reject(
                  new ProblemError({
                    kind: 'connection-lost',
                    what: 'The connection was lost.',
                    advice: 'Wait.',
                  }),
                );
              }
              return target.write(path, source, options);
            },
          });
    const report = await pair.sync();
    expect(report.counts).toMatchObject({ done: 1, failed: 0 });
    expect(await pair.tree('remote')).toEqual({ a: 'new content' });
  });

  it('does not take a source that delivers too little for a whole file', async () => {
    pair = await Pair.inSync({ a: 'old' });
    await pair.put('local', { a: 'new content' });
    pair.wrap = (target, side) =>
      side === 'remote'
        ? target
        : altered(target, { read: () => Promise.resolve(Readable.from([Buffer.from('new')])) });
    const report = await pair.sync();
    expect(report.items[0]?.outcome).toMatchObject({
      kind: 'failed',
      problem: { kind: 'transfer-incomplete' },
    });
    expect(await pair.tree('remote')).toEqual({ a: 'old' });
  });
});

describe('S6: an edit below a deleted folder is a conflict', () => {
  it('keeps the folder and asks about what was edited in it', async () => {
    pair = await Pair.inSync({ 'f/edited': '1', 'f/same': '1', 'f/sub/x': '1' });
    await pair.delete('remote', 'f');
    await pair.put('local', { 'f/edited': '22', 'f/sub/new': 'n' });
    expect(await pair.planned()).toEqual({
      f: 'leave: content-stays',
      'f/edited': 'conflict: edited-below-deleted-folder',
      'f/same': 'delete on local',
      'f/sub': 'leave: content-stays',
      'f/sub/new': 'conflict: edited-below-deleted-folder',
      'f/sub/x': 'delete on local',
    });
    const plan = await pair.compare();
    plan.settle(['f/edited'], 'local');
    plan.settle(['f/sub/new'], 'remote');
    await pair.run(plan);
    expect(await pair.tree('local')).toEqual({ f: null, 'f/edited': '22' });
    expect(await pair.tree('remote')).toEqual({ f: null, 'f/edited': '22' });
    expect(await pair.planned()).toEqual({});
  });
});

describe('S7: the deletion limit', () => {
  it('stops before a run that would delete a large share of a side, and goes on when told to', async () => {
    const tree = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}`, String(n)]));
    pair = await Pair.inSync(tree);
    await pair.delete('local', ...Object.keys(tree).slice(0, 20));
    const plan = await pair.compare();
    const stopped = await pair.run(plan, { exceedDeletionLimit: false });
    expect(stopped.end).toMatchObject({ kind: 'broken-off', problem: { kind: DELETION_LIMIT } });
    expect(Object.keys(await pair.tree('remote'))).toHaveLength(40);
    await pair.run(plan, { exceedDeletionLimit: true });
    expect(Object.keys(await pair.tree('remote'))).toHaveLength(20);
  });

  it('stops when a side is suddenly empty, however few files there were', async () => {
    pair = await Pair.inSync({ a: '1', b: '1' });
    await pair.delete('local', 'a', 'b');
    const report = await pair.run(await pair.compare(), { exceedDeletionLimit: false });
    expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: DELETION_LIMIT } });
    expect(await pair.tree('remote')).toEqual({ a: '1', b: '1' });
  });

  it('stops when a side is empty but for what the filters leave out', async () => {
    pair = await Pair.inSync({ a: '1', b: '1' });
    await pair.delete('local', 'a', 'b');
    await pair.put('local', { '.DS_Store': 'of the empty folder that a disk was seen in' });
    const report = await pair.run(await pair.compare(), { exceedDeletionLimit: false });
    expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: DELETION_LIMIT } });
    expect(await pair.tree('remote')).toEqual({ a: '1', b: '1' });
  });

  it('stops when no file on record is left on a side, whatever new lies there', async () => {
    const tree = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`f${n}`, String(n)]));
    pair = await Pair.inSync(tree);
    await pair.delete('local', ...Object.keys(tree));
    await pair.put('local', { README: 'a stray file in a mount point' });
    const plan = await pair.compare();
    expect(plan.totals.deletionLimit).toMatchObject({ kind: 'side-gone', side: 'remote', files: 8, of: 8 });
    const report = await pair.run(plan, { exceedDeletionLimit: false });
    expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: DELETION_LIMIT } });
    expect(await pair.tree('remote')).toEqual(tree);
  });

  it('stops when no file on record is left in a folder of the root that had three', async () => {
    const rest = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, String(n)]));
    const photos = { 'photos/a': '1', 'photos/2026/b': '2', 'photos/2026/c': '3' };
    pair = await Pair.inSync({ ...rest, ...photos });
    await pair.delete('remote', 'photos');
    await pair.put('remote', { 'photos/README': '' });
    const plan = await pair.compare();
    expect(plan.totals.deletionLimit).toMatchObject({ kind: 'folder-gone', side: 'local', folder: 'photos' });
    const report = await pair.run(plan, { exceedDeletionLimit: false });
    expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: DELETION_LIMIT } });
    expect(await pair.tree('local')).toMatchObject(photos);
    await pair.run(plan, { exceedDeletionLimit: true });
    expect(await pair.tree('local')).toMatchObject({ 'photos/README': '' });
  });

  it('says so when it has compared, and follows the choices that are made', async () => {
    pair = await Pair.inSync({ a: '1', b: '1' });
    await pair.delete('local', 'a', 'b');
    const plan = await pair.compare();
    expect(plan.totals.deletionLimit).toMatchObject({ kind: 'side-gone', files: 2, of: 2 });
    plan.settle(['a', 'b'], 'skip');
    expect(plan.totals.deletionLimit).toBeUndefined();
    plan.settle(['a'], null);
    expect(plan.totals.deletionLimit).toMatchObject({ kind: 'side-gone', files: 1, of: 2 });
  });

  it('takes the share of the files that take part, and not of those that the filters leave out', async () => {
    const tree = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}`, String(n)]));
    pair = await Pair.inSync(tree);
    pair.policy = { ...DEFAULT_POLICY, filters: { ...DEFAULT_FILTERS, excludeNames: ['*.log'] } };
    await pair.put('remote', Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`${n}.log`, ''])));
    await pair.delete('local', ...Object.keys(tree).slice(0, 12));
    const report = await pair.run(await pair.compare(), { exceedDeletionLimit: false });
    expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: DELETION_LIMIT } });
  });
});

describe('S8: not listed is not deleted', () => {
  const unreadable = (target: Target, at: string): Target =>
    altered(target, {
      list: async function* (folder, signal) {
        for await (const chunk of target.list(folder, signal)) {
          yield chunk;
          if (folder === at) {
            throw new ProblemError({
              kind: 'listing-incomplete',
              what: 'The listing was cut.',
              advice: 'Try again.',
            });
          }
        }
      },
    });

  it('leaves a folder alone whose listing was cut short, and tells', async () => {
    pair = await Pair.inSync({ 'cut/a': '1', 'cut/b': '1', 'fine/c': '1' });
    await pair.put('remote', { 'cut/a': 'edited' });
    pair.wrap = (target, side) => (side === 'remote' ? unreadable(target, 'cut') : target);
    expect(await pair.planned()).toEqual({ cut: 'leave: unreadable' });
    const report = await pair.sync();
    expect(report.items).toMatchObject([
      { path: 'cut', outcome: { kind: 'skipped', problem: { kind: 'listing-incomplete' } } },
    ]);
    expect(await pair.tree('local')).toMatchObject({ 'cut/a': '1', 'cut/b': '1' });
    pair.wrap = (target) => target;
    expect(await pair.planned()).toEqual({ 'cut/a': 'copy to local' });
  });

  it('keeps the folders above it, even where the other side deleted them', async () => {
    pair = await Pair.inSync({ 'top/cut/a': '1', 'top/b': '1' });
    await pair.delete('local', 'top');
    pair.wrap = (target, side) => (side === 'remote' ? unreadable(target, 'top/cut') : target);
    expect(await pair.planned()).toEqual({
      top: 'leave: content-stays',
      'top/b': 'delete on remote',
      'top/cut': 'leave: unreadable',
    });
    await pair.sync();
    expect(await pair.tree('remote')).toMatchObject({ 'top/cut/a': '1' });
  });

  it('makes no plan at all where the root cannot be listed', async () => {
    pair = await Pair.inSync({ a: '1' });
    pair.wrap = (target, side) => (side === 'remote' ? unreadable(target, '') : target);
    await expect(pair.compare()).rejects.toThrow('The listing was cut.');
  });
});

describe('S9: names are hostile until proven safe', () => {
  it('never follows a symbolic link, nor replaces what is behind it', async () => {
    pair = await Pair.inSync({ 'folder/a': '1', file: '1' });
    await pair.delete('local', 'folder');
    await symlink('/etc', join(pair.root('local'), 'folder'));
    await pair.put('remote', { 'folder/new': 'x' });
    expect(await pair.planned()).toEqual({ folder: 'leave: not-a-file' });
  });

  it('leaves names alone that could lead out of the root', async () => {
    pair = await Pair.inSync({ a: '1' });
    const names = ['..', '../x', 'x/y', 'a\u0000b', 'new\nline'];
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : altered(target, {
            list: async function* (folder, signal) {
              yield* target.list(folder, signal);
              yield names.map((name) => ({ name, entry: { kind: 'file', size: 1 } as const }));
            },
          });
    const plan = await pair.compare();
    expect(plan.totals.leave.items).toBe(names.length);
    expect(plan.totals.copy.local.items).toBe(0);
    await pair.run(plan);
    expect(await pair.tree('local')).toEqual({ a: '1' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true };
    expect((await pair.compare()).totals.delete.remote.items).toBe(0);
  });
});
