import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import type { PlanHead } from '../../../src/main/sync/saved-plan/format.js';
import { readPlan } from '../../../src/main/sync/saved-plan/read.js';
import { splitLines } from '../../../src/main/sync/saved-plan/split-lines.js';

const NEVER = new AbortController().signal;

const HEAD: PlanHead = {
  pair: 'local|remote',
  memory: '0123abcd',
  revision: 3,
  policy: DEFAULT_POLICY,
  savedMs: 1,
  places: { local: '/site', remote: 'ftp://host/site' },
};

async function* each(lines: Iterable<string>): AsyncGenerator<string> {
  await Promise.resolve();
  yield* lines;
}

let base: string;
let file: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-saved-plan-'));
  file = join(base, 'site.plan');
});
afterEach(() => rm(base, { recursive: true, force: true }));

describe('a file that is no plan', () => {
  const head = JSON.stringify({ format: 'evenkeel-plan', version: 1, ...HEAD });
  const upload = JSON.stringify({
    format: 'evenkeel-plan',
    version: 1,
    ...HEAD,
    policy: { ...DEFAULT_POLICY, mode: 'upload' },
  });
  const entry = { kind: 'file', size: 1 };
  const item = (path: string, action: unknown, more: object = {}): string =>
    JSON.stringify({
      item: {
        path,
        action,
        local: { class: 'new', entry },
        remote: { class: 'missing' },
        ...more,
      },
    });
  const copy = { kind: 'copy', to: 'remote', replaces: false };
  const move = { kind: 'move', on: 'remote', from: 'b' };
  const end = (lines: number): string => JSON.stringify({ end: { lines } });
  const leftover = (path: string): string => JSON.stringify({ leftover: { side: 'remote', path } });
  const record = { kind: 'folder' };
  const inSync = { baseline: { kind: 'file', sides: { local: entry, remote: entry } } };
  const deleted = { ...inSync, local: { class: 'deleted' }, remote: { class: 'unmodified', entry } };
  const unmodified = {
    ...inSync,
    local: { class: 'unmodified', entry },
    remote: { class: 'unmodified', entry },
  };
  const larger = { kind: 'file', size: 2 };

  it('is the right form, to begin with', async () => {
    const lines = [head, leftover('d/.evenkeel-0123abcd-x1.part'), item('a', copy), end(2)];
    await writeFile(file, lines.join('\n'));
    expect([...(await readPlan(file, NEVER)).items.keys()]).toEqual(['a']);
  });

  it.each([
    [1, 'ftp://host'],
    [2, 'ftp://host/'],
  ])('of version %i has an address that goes on meaning what it meant: %s', async (version, meant) => {
    const profile = {
      name: 'Site',
      localFolder: '/site',
      remoteFolder: 'ftp://host/',
      userName: '',
      mode: 'two-way',
      deleteExtra: false,
    };
    const places = { local: '/site', remote: 'ftp://host/' };
    const older = JSON.stringify({ format: 'evenkeel-plan', version, ...HEAD, places, profile });
    await writeFile(file, [older, item('a', copy), end(1)].join('\n'));
    const plan = await readPlan(file, NEVER);
    expect(plan.head.places.remote).toBe(meant);
    expect(plan.head.profile?.remoteFolder).toBe(meant);
  });

  it.each([
    ['empty', [], 'is empty'],
    ['something else', ['hello'], 'is not a plan saved by Evenkeel'],
    ['other JSON', ['{"version":1}'], 'is not a plan saved by Evenkeel'],
    ['of a later version', ['{"format":"evenkeel-plan","version":4}'], 'was saved by a newer version'],
    ['without its head', ['{"format":"evenkeel-plan","version":1}'], 'is damaged in line 1'],
    ['cut short', [head, item('a', copy)], 'was cut short'],
    ['miscounted', [head, item('a', copy), end(2)], 'is damaged in line 3'],
    ['one with a path that leads out', [head, item('../a', copy), end(1)], 'is damaged in line 2'],
    ['one with an absolute path', [head, item('/etc/passwd', copy), end(1)], 'is damaged in line 2'],
    ['one with a control character', [head, item('a\nb', copy), end(1)], 'is damaged in line 2'],
    ['one about the lock', [head, item('.evenkeel-lock.json', copy), end(1)], 'is damaged in line 2'],
    ['one about versions', [head, item('.evenkeel-versions/x', copy), end(1)], 'is damaged in line 2'],
    ['one with an item twice', [head, item('a', copy), item('a', copy), end(2)], 'is damaged in line 3'],
    ['one with an unknown action', [head, item('a', { kind: 'burn' }), end(1)], 'is damaged in line 2'],
    [
      'one that copies a folder as if it were a file',
      [head, item('a', copy, { local: { class: 'new', entry: { kind: 'folder' } } }), end(1)],
      'is damaged in line 2',
    ],
    [
      'one that deletes what is not there',
      [head, item('a', { kind: 'delete', on: 'local' }, { local: { class: 'deleted' } }), end(1)],
      'is damaged in line 2',
    ],
    [
      'one that changes a side which its mode leaves alone',
      [upload, item('a', { ...copy, to: 'local' }), end(1)],
      'is damaged in line 2',
    ],
    [
      'one that deletes what nobody has deleted',
      [head, item('a', { kind: 'delete', on: 'remote' }, unmodified), end(1)],
      'was changed: no comparison would produce it',
    ],
    [
      'one that copies what is the same',
      [head, item('a', { ...copy, replaces: true }, unmodified), end(1)],
      'is damaged in line 2',
    ],
    [
      'one that calls equal what differs',
      [
        head,
        item(
          'a',
          { kind: 'equal' },
          { ...inSync, local: { class: 'modified', entry: larger }, remote: { class: 'unmodified', entry } },
        ),
        end(1),
      ],
      'is damaged in line 2',
    ],
    [
      'one that calls unmodified what has another size',
      [
        head,
        item(
          'a',
          { kind: 'delete', on: 'remote' },
          { ...deleted, remote: { class: 'unmodified', entry: larger } },
        ),
        end(1),
      ],
      'is damaged in line 2',
    ],
    [
      'one that moves another file',
      [
        head,
        item('a', move, { local: { class: 'new', entry: larger } }),
        item('b', { kind: 'moved', on: 'remote', to: 'a' }, deleted),
        end(2),
      ],
      'moves files that it does not list',
    ],
    [
      'one that records what was never seen',
      [
        head,
        JSON.stringify({
          recovered: { path: 'b', record: { kind: 'file', sides: { local: larger, remote: entry } } },
        }),
        item('b', { kind: 'delete', on: 'remote' }, deleted),
        end(2),
      ],
      'was changed: no comparison would produce it',
    ],
    ['one with half a move', [head, item('a', move), end(1)], 'moves files that it does not list'],
    [
      'one that moves what it deletes',
      [head, item('a', move), item('b', { kind: 'delete', on: 'remote' }, deleted), end(2)],
      'moves files that it does not list',
    ],
    ['one that removes any file', [head, leftover('d/precious.txt'), end(1)], 'is damaged in line 2'],
    ['one that removes another’s', [head, leftover('.evenkeel-ffffffff-1.part'), end(1)], 'in line 2'],
    ['one that removes outside', [head, leftover('../.evenkeel-0123abcd-1.part'), end(1)], 'in line 2'],
    [
      'one that moves with a folder that stays',
      [
        head,
        item('d/a', { ...move, along: 'd' }),
        item('b', { kind: 'moved', on: 'remote', to: 'd/a', along: 'd' }),
        end(2),
      ],
      'moves files that it does not list',
    ],
    [
      'one that remembers a move to the outside',
      [head, JSON.stringify({ movedFolder: { from: 'a', to: '../b' } }), end(1)],
      'is damaged in line 2',
    ],
    [
      'one that records outside',
      [head, JSON.stringify({ recovered: { path: '../x', record } }), end(1)],
      'is damaged in line 2',
    ],
    ['one with a line without end', [head, `{"item":"${'x'.repeat(4_000_000)}`], 'is not a plan'],
  ])('is %s, and changes nothing', async (_name, lines, words) => {
    await writeFile(file, lines.join('\n'));
    const problem = await readPlan(file, NEVER).catch((error: unknown) => error);
    if (!(problem instanceof ProblemError)) throw problem;
    expect(problem.problem.what).toContain(`“site.plan” `);
    expect(problem.problem.what).toContain(words);
  });

  it('or is not there', async () => {
    await expect(readPlan(file, NEVER)).rejects.toThrow('There is no plan “site.plan”.');
    await expect(readPlan(base, NEVER)).rejects.toThrow('could not be read');
  });

  it('comes in lines, however it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string()), async (chunks) => {
        const expected = chunks.join('').split('\n');
        if (expected.at(-1) === '') expected.pop();
        const lines: string[] = [];
        for await (const line of splitLines(each(chunks), 1000)) lines.push(line);
        expect(lines).toEqual(expected);
      }),
    );
  });
});
