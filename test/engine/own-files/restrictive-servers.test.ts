import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunReport } from '../../../src/shared/run/run.js';
import { DEFAULT_OWN_FILES, DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { LOCK_FILE } from '../../../src/main/sync/lock/lock-file.js';
import type { Script, ScriptedFtp } from '../../servers/scripted/scripted-ftp.js';
import type { Pair } from '../support/pair.js';
import { scriptedPair } from '../support/scripted-pair.js';

let pair: Pair;
let server: ScriptedFtp;
afterEach(() => pair.remove());

async function serve(script: Script): Promise<void> {
  const { created, server: scripted } = await scriptedPair({ 'a.html': 'a', 'd/b.html': 'b' }, script);
  [pair, server] = [created, scripted];
}

function problemOf({ end }: RunReport): string {
  return end.kind === 'broken-off' ? `${end.problem.what} ${end.problem.advice}` : end.kind;
}

const NO_DOTS: Script = {
  instead: (_verb, argument) =>
    /(^|\/)\.[^/]*$/.test(argument) ? { reply: '553 Prohibited file name' } : undefined,
};
const NO_RENAME: Script = {
  instead: (verb) => (verb === 'RNFR' || verb === 'RNTO' ? { reply: '550 Permission denied.' } : undefined),
};
const ONLY_SOME_ENDINGS: Script = {
  instead: (verb, argument) =>
    ['STOR', 'RNTO'].includes(verb) && !/\.(html|txt)$/.test(argument)
      ? { reply: '553 File type not allowed.' }
      : undefined,
};

describe('a server that takes no names with a dot', () => {
  it('is told of as a folder in which nothing can be created, with what can be done', async () => {
    await serve(NO_DOTS);
    const words = problemOf(await pair.sync());
    expect(words).toContain('may not create files in the folder on the remote side');
    expect(words).toContain('--own-names');
  });

  it('is synchronized with other names, which are never content, and leaves nothing behind', async () => {
    await serve(NO_DOTS);
    pair.policy = { ...DEFAULT_POLICY, own: { ...DEFAULT_OWN_FILES, names: 'ek_*' } };
    expect((await pair.sync()).end).toEqual({ kind: 'finished' });
    await pair.put('local', { 'a.html': 'newer' });
    const report = await pair.sync();
    expect(report.counts).toMatchObject({ failed: 0, done: 1 });
    expect((await readdir(pair.root('remote'))).sort()).toEqual(['a.html', 'd', 'ek_versions']);
    expect(await pair.planned()).toEqual({});
    expect((await pair.undo(report.runId)).counts).toMatchObject({ failed: 0, skipped: 0 });
    expect((await pair.tree('remote'))['a.html']).toBe('a');
  });
});

describe('a server that allows some endings only', () => {
  it('is synchronized with names that end so, kept versions too', async () => {
    await serve(ONLY_SOME_ENDINGS);
    pair.policy = { ...DEFAULT_POLICY, own: { ...DEFAULT_OWN_FILES, names: '.ek-*.txt' } };
    expect((await pair.sync()).counts).toMatchObject({ failed: 0 });
    await pair.put('local', { 'a.html': 'newer' });
    const report = await pair.sync();
    expect(report.counts).toMatchObject({ failed: 0, done: 1 });
    expect(await pair.planned()).toEqual({});
    await pair.undo(report.runId);
    expect((await pair.tree('remote'))['a.html']).toBe('a');
  });
});

describe('a server that forbids renaming', () => {
  it('is told of as that, with what can be done', async () => {
    await serve(NO_RENAME);
    const words = problemOf(await pair.sync());
    expect(words).toContain('may create files in the folder on the remote side, but not rename them');
    expect(words).toContain('--in-place');
    expect(await readdir(pair.root('remote'))).toEqual([]);
  });

  it('is written to in place by choice: files, edits, moves and deletions, and nothing is left behind', async () => {
    await serve(NO_RENAME);
    pair.policy = { ...DEFAULT_POLICY, own: { ...DEFAULT_OWN_FILES, writing: 'in-place' } };
    expect((await pair.sync()).counts).toMatchObject({ failed: 0, skipped: 0 });
    await pair.put('local', { 'a.html': 'newer', 'c.html': 'c' });
    await pair.delete('local', 'd/b.html');
    await pair.put('local', { 'e.html': 'b' });
    expect((await pair.sync()).counts).toMatchObject({ failed: 0, skipped: 0 });
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect((await readdir(pair.root('remote'))).sort()).toEqual(['a.html', 'c.html', 'd', 'e.html']);
    expect(await pair.planned()).toEqual({});
  });

  it.each([1, 8])(
    'is not written to in place while another computer does that, with %i connections to look at its lock',
    async (connections) => {
      const { created, server: scripted } = await scriptedPair({ 'a.html': 'a' }, NO_RENAME, { connections });
      [pair, server] = [created, scripted];
      pair.policy = { ...DEFAULT_POLICY, own: { ...DEFAULT_OWN_FILES, writing: 'in-place' } };
      const theirs = JSON.stringify({ version: 1, id: 'x', host: 'h', user: 'u', pid: 1, startedMs: 0 });
      await pair.put('remote', { [LOCK_FILE]: theirs });
      const report = await pair.sync();
      expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: 'locked' } });
      expect(await readFile(join(pair.root('remote'), LOCK_FILE), 'utf8')).toBe(theirs);
      expect(await pair.tree('remote')).toEqual({});
    },
  );

  it('S5: has half a file written again by the next run, and never brings it back', async () => {
    let cut = true;
    await serve({
      instead: (verb, argument) => {
        if (verb.startsWith('RN')) return { reply: '550 Permission denied.' };
        return cut && verb === 'STOR' && argument.endsWith('a.html') ? 'hang up' : undefined;
      },
    });
    pair.policy = { ...DEFAULT_POLICY, own: { ...DEFAULT_OWN_FILES, writing: 'in-place' } };
    await pair.sync();
    await pair.put('remote', { 'a.html': '' });
    cut = false;
    expect(await pair.planned()).toEqual({ 'a.html': 'copy to remote' });
    await pair.sync();
    expect(await pair.tree('local')).toMatchObject({ 'a.html': 'a' });
    expect(await pair.tree('remote')).toMatchObject({ 'a.html': 'a' });
    expect(server.commands.length).toBeGreaterThan(0);
  });
});

describe('a server on which only a folder below the root can be changed', () => {
  const READ_ONLY_TOP: Script = {
    instead: (verb, argument) =>
      ['STOR', 'MKD', 'DELE', 'RNTO'].includes(verb) && !argument.includes('/d/')
        ? { reply: '550 Permission denied.' }
        : undefined,
  };

  it('is told of as that', async () => {
    await serve(READ_ONLY_TOP);
    expect(problemOf(await pair.sync())).toContain('If only a folder in it can be changed, sync that one');
  });

  it('is synchronized without a lock where somebody says so', async () => {
    await serve(READ_ONLY_TOP);
    await pair.put('remote', { d: null });
    pair.policy = {
      ...DEFAULT_POLICY,
      versions: { kind: 'off' },
      own: { ...DEFAULT_OWN_FILES, lock: 'off' },
    };
    const report = await pair.sync();
    expect(report.end).toEqual({ kind: 'finished' });
    expect(await pair.tree('remote')).toEqual({ d: null, 'd/b.html': 'b' });
  });
});

it('a lock that cannot be removed is told of, and what was done counts', async () => {
  await serve({
    instead: (verb, argument) =>
      verb === 'DELE' && argument.endsWith('lock.json') ? { reply: '550 Permission denied.' } : undefined,
  });
  const report = await pair.sync();
  expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 3, failed: 1 } });
  const left = report.items.find(({ outcome }) => outcome.kind === 'failed');
  expect(left).toMatchObject({ path: '.evenkeel-lock.json' });
  expect((await pair.sync()).end).toEqual({ kind: 'finished' });
});

it('S8: a server that lists no names with a dot has lost nothing of them', async () => {
  await serve({ hidesDots: true });
  await pair.put('local', { '.htaccess': 'deny', '.d/x': 'x' });
  expect((await pair.sync()).counts).toMatchObject({ failed: 0 });
  expect(await pair.planned()).toEqual({});
  await pair.delete('remote', '.htaccess');
  expect(await pair.planned()).toEqual({ '.htaccess': 'delete on local' });
});
