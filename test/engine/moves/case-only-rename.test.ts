import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { otherSide, type Side } from '../../../src/shared/entry/entry.js';
import type { Target } from '../../../src/main/targets/target.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { folding } from '../support/sides/folding-side.js';
import { Pair, type Tree } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const BEFORE: Tree = { 'd/readme.md': 'some content', 'd/x': '1' };
const AFTER: Tree = { d: null, 'd/README.md': 'some content', 'd/x': '1' };

/** A file that was spelled anew on side `made`, where the sides `folds` cannot tell the two spellings apart. */
async function caseOnlyRenamed(made: Side, folds: readonly Side[], knows: boolean): Promise<void> {
  pair = await Pair.inSync(BEFORE);
  pair.wrap = (target, side) => (folds.includes(side) ? folding(target, knows) : target);
  await rename(join(pair.root(made), 'd/readme.md'), join(pair.root(made), 'd/README.md'));
}

async function expectEven(): Promise<void> {
  for (const side of ['local', 'remote'] as const) expect(await pair.tree(side), side).toEqual(AFTER);
  expect(await pair.planned()).toEqual({});
}

describe('a file that was spelled anew', () => {
  for (const made of ['local', 'remote'] as const) {
    const other = otherSide(made);
    it.each([
      ['neither side', [], true],
      [`the ${made} side`, [made], true],
      [`the ${other} side`, [other], true],
      ['both sides', ['local', 'remote'], true],
      [`the ${other} side, which does not say so,`, [other], false],
      ['both sides, which do not say so,', ['local', 'remote'], false],
    ] as const)(
      `on the ${made} side is moved on the other one, where %s takes both for one name`,
      async (_which, folds, knows) => {
        await caseOnlyRenamed(made, folds, knows);
        expect(await pair.planned()).toEqual({
          'd/readme.md': 'moved to d/README.md',
          'd/README.md': `move on ${other} from d/readme.md`,
        });
        const report = await pair.sync();
        expect(report).toMatchObject({ bytes: 0, counts: { done: 1, skipped: 0, failed: 0, conflicts: 0 } });
        await expectEven();
      },
    );
  }

  it.each(['local', 'remote'] as const)(
    'as the profile prefers the spelling of the %s side, is moved on the other, which takes both for one name',
    async (side) => {
      const spellings = { local: 'README.md', remote: 'readme.md' } as const;
      const there = otherSide(side);
      pair = await Pair.inSync({ [spellings[side]]: 'some content' });
      // As if it had always been spelled so, and this were their initial sync.
      await rename(join(pair.root(there), spellings[side]), join(pair.root(there), spellings[there]));
      for (const { path } of await pair.state.childrenOf('')) await pair.state.forget(path);
      pair.policy = { ...pair.policy, caseRule: side };
      pair.wrap = (target, which) => (which === there ? folding(target) : target);
      expect((await pair.sync()).counts).toMatchObject({ done: 1, skipped: 0, conflicts: 0 });
      for (const each of ['local', 'remote'] as const)
        expect(await pair.tree(each)).toEqual({ [spellings[side]]: 'some content' });
      expect(await pair.planned()).toEqual({});
    },
  );

  it.each([true, false])(
    'S4: is spelled as before by an undo, and anew by undoing that, folding: %s',
    async (folds) => {
      await caseOnlyRenamed('local', folds ? ['remote'] : [], false);
      const first = await pair.sync();
      const undone = await pair.undo(first.runId);
      expect(undone.counts).toMatchObject({ done: 1, skipped: 0, failed: 0 });
      expect(await pair.tree('remote')).toEqual({ d: null, ...BEFORE });
      expect((await pair.undo(undone.runId)).counts).toMatchObject({ done: 1, skipped: 0, failed: 0 });
      await expectEven();
    },
  );

  it('S1: is spelled as before by an undo that is only tried, which then leaves it as it is', async () => {
    await caseOnlyRenamed('local', ['remote'], false);
    const { runId } = await pair.sync();
    expect((await pair.undo(runId, { dryRun: true })).counts).toMatchObject({ wouldDo: 1, skipped: 0 });
    await expectEven();
  });

  it('S2: is left where something of the new spelling came meanwhile, and where the old one came back', async () => {
    for (const [side, path] of [
      ['remote', 'd/README.md'],
      ['local', 'd/readme.md'],
    ] as const) {
      await caseOnlyRenamed('local', [], false);
      const plan = await pair.compare();
      await pair.put(side, { [path]: 'somebody’s' });
      expect((await pair.run(plan)).counts).toMatchObject({ done: 0, skipped: 1 });
      expect(await pair.tree('remote')).toMatchObject({ 'd/readme.md': 'some content' });
      if (side === 'remote') await pair.remove();
    }
  });

  it('S3: has its old name again where the new one is refused', async () => {
    await caseOnlyRenamed('local', ['remote'], true);
    const plan = await pair.compare();
    pair.wrap = (target, side) => (side === 'local' ? target : refusing(folding(target), 'd/README.md'));
    expect((await pair.run(plan)).counts).toMatchObject({ done: 0, failed: 1 });
    expect(await pair.tree('remote')).toEqual({ d: null, ...BEFORE });
  });

  it.each([1, 2, 3])('S5: ends in sync where the run was killed at its move number %i', async (fatal) => {
    await caseOnlyRenamed('local', ['remote'], true);
    const plan = await pair.compare();
    let moves = 0;
    pair.wrap = (target, side) => {
      if (side === 'local') return target;
      const folds = folding(target);
      return new Proxy(folds, {
        get: (of, key): unknown => {
          const value: unknown = Reflect.get(of, key);
          if ((key !== 'move' && key !== 'stat') || typeof value !== 'function') return value;
          return async (...args: readonly unknown[]): Promise<unknown> => {
            if (key === 'move' && ++moves >= fatal) return new Promise(() => undefined);
            // Killed just after the second move, before anything more was asked.
            if (key === 'stat' && moves >= 2) return new Promise(() => undefined);
            return (await Reflect.apply(value, of, args)) as unknown;
          };
        },
      });
    };
    // It never ends.
    void pair.run(plan);
    await expect.poll(() => moves).toBe(Math.min(fatal, 2));
    await new Promise((resolve) => setTimeout(resolve, 50));
    pair.wrap = (target, side) => (side === 'remote' ? folding(target) : target);
    pair.breakLock = true;
    const report = await pair.sync();
    expect(report.counts).toMatchObject({ skipped: 0, failed: 0, conflicts: 0 });
    await expectEven();
  });
});

/** A target that moves nothing to one of its names. */
function refusing(target: Target, name: string): Target {
  const move = target.move.bind(target);
  return new Proxy(target, {
    get: (of, key): unknown => {
      if (key !== 'move') return Reflect.get(of, key) as unknown;
      return (from: string, to: string, signal: AbortSignal) =>
        to === name
          ? Promise.reject(
              new ProblemError({ kind: 'permission-denied', what: 'No.', advice: 'Ask.', path: to }),
            )
          : move(from, to, signal);
    },
  });
}
