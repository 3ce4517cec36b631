import fc from 'fast-check';
import { mkdtemp, readdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/shared/profile/profile-options.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { keepOnly } from '../../../src/main/sync/plan/selection.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/main/sync/base/policy.js';
import type { RunnablePlan } from '../../../src/main/sync/plan/runnable-plan.js';
import type { PlanHead } from '../../../src/main/sync/saved-plan/format.js';
import { planFrom, readPlan } from '../../../src/main/sync/saved-plan/read.js';
import { bindingFor, refusalOfPlan, runOfPlan } from '../../../src/main/sync/saved-plan/refusal.js';
import { linesOf, savePlan } from '../../../src/main/sync/saved-plan/write.js';
import type { Target } from '../../../src/main/targets/target.js';
import { historyArbitrary, traitsArbitrary, World } from '../support/oracle/history.js';
import { describePlan, Pair } from '../support/pair.js';
import { DELETION_LIMIT } from '../../../src/shared/problem.js';

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

/** A plan as JSON has it: a member that is `undefined` is none. */
function plain({ mode, items, totals, recovered, voided, leftovers, movedFolders }: RunnablePlan): unknown {
  return JSON.parse(
    JSON.stringify({ mode, items: [...items], totals, recovered, voided, leftovers, movedFolders }),
  );
}

let base: string;
let file: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-saved-plan-'));
  file = join(base, 'site.plan');
});
afterEach(() => rm(base, { recursive: true, force: true }));

describe('a plan that is saved', () => {
  const modes = fc.constantFrom('two-way', 'upload', 'download');

  it('reads back as the very same plan, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, traitsArbitrary, modes, async (history, traits, mode) => {
        const policy: Policy = { ...DEFAULT_POLICY, mode, deleteExtra: mode !== 'two-way' };
        const world = new World(traits, policy);
        for (const edits of history) {
          world.apply(edits);
          const plan = await world.compare();
          if (history.length % 2 === 0) plan.settle(null, mode === 'download' ? 'remote' : 'local');
          const head = { ...HEAD, policy };
          const read = await planFrom(each(linesOf(head, plan)));
          expect(plain(read)).toEqual(plain(plan));
          expect(read.head).toEqual({ ...head, comparedMs: plan.comparedMs });
          await world.run(plan);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('may forget what was never in sync and has gone from both sides', async () => {
    const world = new World();
    world.apply([
      { kind: 'write', side: 'local', path: 'b', content: '1' },
      { kind: 'write', side: 'remote', path: 'b', content: '22' },
    ]);
    await world.run(await world.compare());
    world.apply([
      { kind: 'delete', side: 'local', path: 'b' },
      { kind: 'delete', side: 'remote', path: 'b' },
    ]);
    const plan = await world.compare();
    expect(describePlan(plan)).toEqual({ b: 'forget' });
    const read = await planFrom(each(linesOf(HEAD, plan)));
    expect(read.items.get('b')?.action).toEqual({ kind: 'forget' });
  });

  it('does the same when it runs', async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, traitsArbitrary, async (history, traits) => {
        const direct = new World(traits);
        const viaFile = new World(traits);
        for (const edits of history) {
          for (const world of [direct, viaFile]) world.apply(edits);
          await direct.run(await direct.compare());
          await viaFile.run(await planFrom(each(linesOf(HEAD, await viaFile.compare()))));
          expect(viaFile.folders.local.tree).toEqual(direct.folders.local.tree);
          expect(viaFile.folders.remote.tree).toEqual(direct.folders.remote.tree);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is refused when a line of it is missing or came twice, wherever', async () => {
    const world = new World();
    world.apply([
      { kind: 'write', side: 'local', path: 'a', content: '1' },
      { kind: 'write', side: 'remote', path: 'd/a', content: '22' },
    ]);
    const lines = [...linesOf(HEAD, await world.compare())];
    expect(lines).toHaveLength(5);
    for (const at of lines.keys()) {
      await expect(planFrom(each(lines.toSpliced(at, 1)))).rejects.toThrow();
      await expect(planFrom(each(lines.toSpliced(at, 0, lines[at] ?? '')))).rejects.toThrow();
    }
  });

  it('is a file that appears whole and takes the place of an older one', async () => {
    await writeFile(file, 'old');
    const pair = await Pair.create({ 'a ü.txt': '1', 'd/b': '2' });
    const plan = await pair.compare();
    const profile = {
      name: 'Site',
      localFolder: '/site',
      remoteFolder: 'ftp://host/site',
      userName: 'anna',
      mode: 'two-way',
      deleteExtra: false,
      options: DEFAULT_OPTIONS,
    } as const;
    await savePlan(file, { ...HEAD, profile }, plan, NEVER);
    expect(await readdir(base)).toEqual(['site.plan']);
    const read = await readPlan(file, NEVER);
    expect(read.head.profile).toEqual(profile);
    expect(plain(read)).toEqual(plain(plan));
    await pair.remove();
  });

  it('leaves nothing behind where it cannot be saved, and says so', async () => {
    const pair = await Pair.create({ a: '1' });
    const plan = await pair.compare();
    const saving = savePlan(join(base, 'no', 'such.plan'), HEAD, plan, NEVER);
    await expect(saving).rejects.toThrow('The plan could not be saved as “such.plan” (ENOENT).');
    await expect(savePlan(file, HEAD, plan, AbortSignal.abort())).rejects.toThrow('It was stopped.');
    expect(await readdir(base)).toEqual([]);
    await pair.remove();
  });
});

/** Some servers rename files but no folders. */
function withoutFolderMoves(target: Target): Target {
  const move: Target['move'] = async (from, to, signal) => {
    if ((await target.stat(from, signal))?.kind === 'folder') {
      throw new ProblemError({ kind: 'permission-denied', what: 'No.', advice: 'Never.' });
    }
    await target.move(from, to, signal);
  };
  return new Proxy(target, {
    get(of, key): unknown {
      const value: unknown = key === 'move' ? move : Reflect.get(of, key);
      return typeof value === 'function'
        ? (...args: readonly unknown[]): unknown => Reflect.apply(value, of, args) as unknown
        : value;
    },
  });
}

describe('a saved plan that is run later', () => {
  let pair: Pair;
  afterEach(() => pair.remove());

  const save = async (policy = pair.policy): Promise<void> => {
    const binding = await bindingFor(pair.state, 'local|remote', policy);
    await savePlan(file, { ...HEAD, ...binding }, await pair.compare(), NEVER);
  };
  const refusal = async (name = 'local|remote'): Promise<string | undefined> => {
    const { head } = await readPlan(file, NEVER);
    const earlier = await runOfPlan(head, pair.state);
    return refusalOfPlan(head, await bindingFor(pair.state, name, pair.policy), earlier)?.what;
  };

  it('is refused when it is run once more, and told what came of it', async () => {
    pair = await Pair.inSync({ a: 'old a' });
    await pair.put('local', { a: 'new a', b: 'b' });
    await save();
    await pair.run(await readPlan(file, NEVER));
    expect(await refusal()).toMatch(/^This plan was already run \(.+\): 2 items synced\.$/);
    await pair.put('local', { c: 'c' });
    await pair.sync();
    expect(await refusal()).toMatch(/already run/);
  });

  it('S2: an item changed since the plan was saved is skipped and reported', async () => {
    pair = await Pair.inSync({ a: 'old a', b: 'old b', c: 'old c' });
    await pair.put('local', { a: 'new a', b: 'new b' });
    await pair.delete('local', 'c');
    await save();
    await pair.put('local', { a: 'newer a' });
    await pair.put('remote', { c: 'edited meanwhile' });
    expect(await refusal()).toBeUndefined();
    const report = await pair.run(await readPlan(file, NEVER));
    const outcomes = report.items.map(({ path, outcome }) => [
      path,
      outcome.kind,
      'problem' in outcome ? outcome.problem.kind : '',
    ]);
    expect(outcomes.sort()).toEqual([
      ['a', 'skipped', 'changed-meanwhile'],
      ['b', 'done', ''],
      ['c', 'skipped', 'changed-meanwhile'],
    ]);
    expect(await pair.tree('remote')).toEqual({ a: 'old a', b: 'new b', c: 'edited meanwhile' });
  });

  it('keeps the choices that were made before', async () => {
    pair = await Pair.create({ a: 'mine', b: 'mine!' }, { a: 'theirs', b: 'theirs!' });
    const binding = await bindingFor(pair.state, 'local|remote', pair.policy);
    const plan = await pair.compare();
    plan.settle(['a'], 'local');
    await savePlan(file, { ...HEAD, ...binding }, plan, NEVER);
    const report = await pair.run(await readPlan(file, NEVER));
    expect(report.counts).toMatchObject({ done: 1, conflicts: 1 });
    expect(await pair.tree('remote')).toEqual({ a: 'mine', b: 'theirs!' });
  });

  it.each([true, false])('moves a folder, on a side that renames folders: %s', async (renames) => {
    pair = await Pair.inSync({ 'old/a': 'first', 'old/deep/b': 'second', stays: 'x' });
    await rename(join(pair.root('local'), 'old'), join(pair.root('local'), 'new'));
    await save();
    if (!renames) pair.wrap = withoutFolderMoves;
    const report = await pair.run(await readPlan(file, NEVER));
    expect(report.counts).toMatchObject({ failed: 0, skipped: 0 });
    expect(report.bytes).toBe(0);
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('copies links and deletes them, where the profile says so', async () => {
    pair = await Pair.inSync({ kept: 'x' });
    pair.policy = { ...pair.policy, links: 'copy' };
    await symlink('kept', join(pair.root('local'), 'link'));
    await save();
    expect((await pair.run(await readPlan(file, NEVER))).counts).toMatchObject({ done: 1, failed: 0 });
    expect(await readlink(join(pair.root('remote'), 'link'))).toBe('kept');
    await rm(join(pair.root('local'), 'link'));
    await save();
    expect((await pair.run(await readPlan(file, NEVER))).counts).toMatchObject({ done: 1, failed: 0 });
    expect(await pair.tree('remote')).toEqual({ kept: 'x' });
  });

  it('is refused for another pair of folders', async () => {
    pair = await Pair.create({ a: '1' });
    await save();
    expect(await refusal('local|elsewhere')).toContain('made for “/site” and “ftp://host/site”');
  });

  it('is refused once its folders have been synchronized, by itself as well', async () => {
    pair = await Pair.create({ a: '1' });
    await save();
    expect(await refusal()).toBeUndefined();
    await pair.run(await readPlan(file, NEVER));
    expect(await refusal()).toContain('already run');
  });

  it('is not refused after a run that the deletion limit stopped', async () => {
    const tree = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, `${n}`]));
    pair = await Pair.inSync(tree);
    await pair.delete('local', ...Object.keys(tree).slice(0, 20));
    await save();
    const stopped = await pair.run(await readPlan(file, NEVER), { exceedDeletionLimit: false });
    expect(stopped.end).toMatchObject({ kind: 'broken-off', problem: { kind: DELETION_LIMIT } });
    expect(await refusal()).toBeUndefined();
    expect((await pair.run(await readPlan(file, NEVER))).counts.done).toBe(20);
  });

  it('is not refused because it was saved when the deletion limit was called the brakes', async () => {
    pair = await Pair.create({ a: '1' });
    await save();
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"version":3', '"version":2').replace('"deletionLimit"', '"brakes"'));
    expect(await refusal()).toBeUndefined();
  });

  it('is refused under other options', async () => {
    pair = await Pair.create({ a: '1' });
    await save();
    pair.policy = { ...pair.policy, filters: { ...pair.policy.filters, size: { most: 10 } } };
    expect(await refusal()).toContain('settings have changed since');
  });
});

describe('a part of a plan that is run by itself', () => {
  it('takes along the folders that it needs, and leaves those in which something stays', async () => {
    const pair = await Pair.inSync({ 'old/x': '1', 'old/y': '2', 'm/from': 'moved' });
    await pair.delete('local', 'old');
    await pair.put('local', { 'new/deep/a': 'a', 'new/b': 'b' });
    const plan = await pair.compare();
    keepOnly(plan, ({ path }) => ['new/deep/a', 'old', 'old/x'].includes(path));
    expect(describePlan(plan)).toEqual({
      new: 'create folder on remote',
      'new/deep': 'create folder on remote',
      'new/deep/a': 'copy to remote',
      'new/b': 'leave: skipped',
      old: 'leave: content-stays',
      'old/x': 'delete on remote',
      'old/y': 'leave: skipped',
    });
    expect((await pair.run(plan)).counts).toMatchObject({ done: 4, skipped: 3, failed: 0 });
    expect(await pair.tree('remote')).toMatchObject({ 'new/deep/a': 'a', 'old/y': '2' });
    await pair.remove();
  });
});
