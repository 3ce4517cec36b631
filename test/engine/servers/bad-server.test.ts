import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { noise } from '../../targets/contract/support/tools.js';
import { scriptedSide } from '../../targets/support/scripted.js';
import { Pair, type Tree } from '../support/pair.js';
import { servedBy } from '../support/served.js';
import { expectProblem, problemWith } from '../support/reported.js';

// All is as it is but for how long a server is waited for.
vi.mock('../../../src/main/targets/ftp/protocol/settings.js', async (original) => ({
  ...(await original<object>()),
  CONNECT_MS: 3000,
  SIGN_IN_MS: 3000,
  INACTIVITY_MS: 600,
  LAST_WORD_MS: 300,
}));

const missing = await whyUnavailable('pure-ftpd');

const FILES: Tree = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`file-${n}`, `content ${n}`]));

let pair: Pair;
afterEach(() => pair.remove());

describe('a server that hangs up after every file', () => {
  it.each(['local', 'remote'] as const)('gets or gives all of them in one run, from %s', async (from) => {
    const served = await scriptedSide({ hangsUpAfter: ['STOR', 'RETR', 'MLSD'] });
    pair = await Pair.create(from === 'local' ? FILES : {}, from === 'remote' ? FILES : {}, served);
    const report = await pair.sync();
    expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 12, failed: 0 } });
    expect(await pair.tree('local')).toEqual(FILES);
    expect(await pair.tree('remote')).toEqual(FILES);
    expect(await pair.planned()).toEqual({});
  });
});

describe('a server that falls silent in the middle of a file', () => {
  it('S3: keeps the old one, says so, and gets the new one when it is back', async () => {
    const served = await scriptedSide();
    pair = await Pair.inSync({ big: 'old', other: 'x' }, served);
    const big = noise(2_000_000).toString('latin1');
    await pair.put('remote', { big });
    served.server.change({ stallsAfter: 300_000 });
    const report = await pair.sync();
    const problem =
      problemWith(report, 'big') ?? (report.end.kind === 'broken-off' ? report.end.problem : undefined);
    expect(problem?.kind).toMatch(/timed-out|connection-lost/);
    expect(await pair.tree('local')).toEqual({ big: 'old', other: 'x' });
    served.server.change({});
    expect((await pair.sync()).counts).toMatchObject({ done: 1, failed: 0 });
    expect(await pair.tree('local')).toEqual({ big, other: 'x' });
  });
});

describe('a server that is full', () => {
  it.each(['452 Insufficient storage space.', '552 Exceeded storage allocation.'])(
    'ends the run, and everything that was whole stays: %s',
    async (reply) => {
      const served = await scriptedSide();
      pair = await Pair.inSync({ a: 'old' }, served);
      await pair.put('local', { a: 'x'.repeat(200_000) });
      served.server.change({ full: { bytes: 100_000, reply } });
      const report = await pair.sync();
      expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: 'no-space', side: 'remote' } });
      expect(await pair.tree('remote')).toEqual({ a: 'old' });
      served.server.change({});
      expect((await pair.sync()).end).toEqual({ kind: 'finished' });
      expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    },
  );

  it.skipIf(missing !== undefined).each(['pure-ftpd', 'proftpd'] as const)(
    `by the quota of %s ends the run as well${missing === undefined ? '' : `: ${missing}`}`,
    async (name) => {
      const content = 'x'.repeat(1000);
      pair = await Pair.create({ a: content }, {}, await servedBy(name, { quotaMegabytes: 1 }));
      // One file is too much by itself: what a session of proftpd has received, the others learn only when it has ended.
      expect((await pair.sync()).counts).toMatchObject({ done: 1 });
      await pair.put('local', { b: 'x'.repeat(1_400_000) });
      const report = await pair.sync();
      expect(report.end).toMatchObject({
        kind: 'broken-off',
        problem: {
          kind: 'no-space',
          side: 'remote',
          what: expect.stringContaining('disk is full') as string,
        },
      });
      const arrived = Object.entries(await pair.tree('remote')).filter(([name]) => name !== '.ftpquota');
      expect(arrived).toEqual([['a', content]]);
    },
  );
});

describe('a server that answers with garbage', () => {
  it('S8: leaves the folder alone that it lists so, and what is in it is not deleted', async () => {
    const served = await scriptedSide();
    pair = await Pair.inSync({ 'good/a': '1', 'bad/b': '2' }, served);
    await pair.put('local', { 'good/c': '3', 'bad/d': '4' });
    const before = await pair.tree('local');
    served.server.change({
      instead: (verb, argument) =>
        verb === 'CWD' && argument.endsWith('/bad') ? { reply: '777 ~~~' } : undefined,
    });
    await pair.sync().catch((error: unknown) => {
      expect(error).toBeInstanceOf(ProblemError);
    });
    expect(await pair.tree('local')).toEqual(before);
    expect(await pair.tree('remote')).toMatchObject({ 'good/a': '1', 'bad/b': '2' });
    served.server.change({});
    expect((await pair.sync()).end).toEqual({ kind: 'finished' });
    expect(await pair.tree('remote')).toEqual(before);
  });
});

describe('a name for which the server’s encoding has no bytes', () => {
  it('is reported, and all others are copied', async () => {
    pair = await Pair.create(
      { 'Größe €': '1', '🙂': '2', '日本/inside': '3', plain: '4' },
      {},
      await scriptedSide({}, { line: { encoding: 'windows-1252' } }),
    );
    const report = await pair.sync();
    expect(report.end).toEqual({ kind: 'finished' });
    expectProblem(report, '🙂', 'remote', 'name-refused');
    expectProblem(report, '日本', 'remote', 'name-refused');
    expect(report.counts.done).toBe(2);
    expect((await readdir(pair.root('remote'))).sort()).toHaveLength(2);
    expect(Object.keys(await pair.tree('local'))).toHaveLength(5);
    expect((await pair.sync()).counts).toMatchObject({ done: 0 });
    expect(Object.keys(await pair.tree('local'))).toHaveLength(5);
  });
});
