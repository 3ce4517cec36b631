import { execFile } from 'node:child_process';
import { chmod, chown, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { whyUnavailable } from '../../servers/start-server.js';
import { scriptedSide } from '../../targets/support/scripted.js';
import { Pair, type Tree } from '../support/pair.js';
import { servedBy } from '../support/served.js';
import { expectProblem, problemWith } from '../support/reported.js';

const run = promisify(execFile);
const missing = await whyUnavailable('pure-ftpd');

let pair: Pair;
afterEach(() => pair.remove());

describe('a folder that is gone', () => {
  const tree: Tree = { 'a/1': '1', 'a/2': '2', 'b/3': '3' };

  it('S8: before it is connected to is said to be missing, on this computer', async () => {
    pair = await Pair.inSync(tree);
    await rename(pair.root('local'), `${pair.root('local')} elsewhere`);
    await expect(pair.compare()).rejects.toMatchObject({
      problem: { kind: 'folder-missing', side: 'local' },
    });
    expect(Object.keys(await pair.tree('remote'))).toHaveLength(5);
  });

  it.each(['local', 'remote'] as const)(
    'S8: between connecting and listing ends the comparison, on the %s side, and nothing is deleted on the other',
    async (side) => {
      pair = await Pair.inSync(tree, await scriptedSide({}, { path: '/site' }));
      const other = side === 'local' ? 'remote' : 'local';
      const before = await pair.tree(other);
      let opened = 0;
      pair.wrap = (target, on) => {
        const connect = target.connect.bind(target);
        return Object.assign(target, {
          connect: async (signal: AbortSignal) => {
            await connect(signal);
            opened += 1;
            if (on === 'remote') await rm(pair.root(side), { recursive: true });
          },
        });
      };
      await expect(pair.compare()).rejects.toMatchObject({ problem: { kind: 'not-found', side } });
      expect(opened).toBe(2);
      expect(await pair.tree(other)).toEqual(before);
      pair.wrap = (target) => target;
      await expect(pair.compare()).rejects.toMatchObject({ problem: { kind: 'folder-missing', side } });
    },
  );

  it.each(['local', 'remote'] as const)(
    'in mid-run loses nothing on the other side: the root, %s',
    async (side) => {
      pair = await Pair.inSync(tree, await scriptedSide({}, { path: '/site' }));
      const other = side === 'local' ? 'remote' : 'local';
      await pair.put(other, { 'a/1': 'new', 'c/4': '4' });
      await pair.delete(other, 'b/3');
      const before = await pair.tree(other);
      const plan = await pair.compare();
      const targets = await pair.targets();
      await rm(pair.root(side), { recursive: true });
      const report = await pair.run(plan, { targets });
      expect(report.counts.done).toBe(0);
      expect(await pair.tree(other)).toEqual(before);
      await expect(pair.compare()).rejects.toMatchObject({ problem: { kind: 'folder-missing', side } });
      expect(await pair.tree(other)).toEqual(before);
    },
  );

  it.each(['local', 'remote'] as const)(
    'in mid-run fails what was to be copied into it, and nothing else: %s',
    async (side) => {
      pair = await Pair.inSync(tree, await scriptedSide());
      const other = side === 'local' ? 'remote' : 'local';
      await pair.put(other, { 'a/1': 'new', 'a/9': '9', 'b/3': 'newer' });
      const before = await pair.tree(other);
      const plan = await pair.compare();
      await rm(join(pair.root(side), 'a'), { recursive: true });
      const report = await pair.run(plan);
      expect(report.end).toEqual({ kind: 'finished' });
      expectProblem(report, 'a/9', side, 'folder-missing', 'not-found');
      expect(problemWith(report, 'a/1')?.kind).toMatch(/changed-meanwhile|folder-missing/);
      expect(await pair.tree(side)).toMatchObject({ 'b/3': 'newer' });
      expect(await pair.tree(other)).toEqual(before);
    },
  );

  it.skipIf(missing !== undefined)(
    `S7: of a server that goes on as if it were empty stops the run (pure-ftpd)${missing === undefined ? '' : `: ${missing}`}`,
    async () => {
      const served = await servedBy('pure-ftpd');
      pair = await Pair.inSync(tree, served);
      const before = await pair.tree('local');
      const targets = await pair.targets();
      for (const name of await readdir(served.root)) await rm(join(served.root, name), { recursive: true });
      await rm(served.root, { recursive: true });
      const outcome = await pair.compare().then(
        async (plan) => (await pair.run(plan, { targets, exceedDeletionLimit: false })).end,
        (error: unknown) => ({ kind: 'refused', error }),
      );
      expect(outcome.kind).toMatch(/broken-off|refused/);
      expect(await pair.tree('local')).toEqual(before);
    },
  );
});

describe('a folder that may only be read', () => {
  it.skipIf(missing !== undefined)(
    `is said to be so, and all else is copied (pure-ftpd)${missing === undefined ? '' : `: ${missing}`}`,
    async () => {
      const served = await servedBy('pure-ftpd');
      pair = await Pair.inSync({ 'closed/a': '1', 'open/b': '2', 'closed/old': 'x' }, served);
      const closed = join(served.root, 'closed');
      await pair.put('local', { 'closed/a': 'new', 'closed/c': '3', 'open/d': '4' });
      await pair.delete('local', 'closed/old');
      await chown(closed, 0, 0);
      await chmod(closed, 0o555);
      const report = await pair.sync();
      expect(report.end).toEqual({ kind: 'finished' });
      for (const path of ['closed/a', 'closed/c', 'closed/old']) {
        expectProblem(report, path, 'remote', 'permission-denied');
      }
      expect(await pair.tree('remote')).toMatchObject({ 'closed/a': '1', 'closed/old': 'x', 'open/d': '4' });
      expect(Object.keys(await pair.tree('remote'))).not.toContain('closed/c');
      await chmod(closed, 0o755);
      await served.own();
      expect((await pair.sync()).counts.failed).toBe(0);
      expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    },
  );

  const mayMount = process.platform === 'linux' && process.getuid?.() === 0;
  it.skipIf(!mayMount)(
    `on this computer is said to be so, and nothing is lost${mayMount ? '' : ': a disk can be mounted by root only'}`,
    async () => {
      pair = await Pair.create({ 'disk/under it': 'x' }, { 'disk/a': 'new' }, await scriptedSide());
      const disk = join(pair.root('local'), 'disk');
      await run('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=755', 'tmpfs', disk]);
      try {
        await writeFile(join(disk, 'a'), 'old');
        await run('mount', ['-o', 'remount,ro', disk]);
        const report = await pair.sync('remote');
        expectProblem(report, 'disk/a', 'local', 'permission-denied');
        expect(await pair.tree('local')).toMatchObject({ 'disk/a': 'old' });
        expect(await pair.tree('remote')).toMatchObject({ 'disk/a': 'new' });
      } finally {
        await run('umount', ['-l', disk]);
      }
    },
  );
});
