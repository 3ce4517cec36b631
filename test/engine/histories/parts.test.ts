import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemPath } from '../../../src/shared/entry/entry.js';
import type { PlanItem } from '../../../src/shared/plan/plan.js';
import { Scope } from '../../../src/main/sync/base/scope.js';
import { ScopeError } from '../../../src/main/sync/scan/scope-error.js';
import type { Plan } from '../../../src/main/sync/plan/plan.js';
import { editsArbitrary, policyArbitrary, traitsArbitrary, World } from '../support/oracle/history.js';

const RUNS = Number(process.env['EVENKEEL_HISTORIES'] ?? 600);

fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261130) });

const somePaths = fc.uniqueArray(fc.constantFrom('a', 'b', 'd', 'd/a', 'd/e', 'd/e/a', 'f/a', 'g', 'a/a'), {
  minLength: 1,
  maxLength: 3,
});

const paths = fc.constantFrom('a', 'b', 'd/a', 'd/e/a', 'f/a', 'a/a', 'g');

/** Files that are copied keep their size, and often their time: what they are copies of may lie outside the part. */
const someCopies = fc.array(
  fc.record({
    side: fc.constantFrom('local' as const, 'remote' as const),
    path: paths,
    to: paths,
    anew: fc.boolean(),
  }),
  { maxLength: 3 },
);

/** The plan of a part; `undefined` where the part cannot be told by itself. */
async function planOf(world: World, paths: readonly ItemPath[]): Promise<Plan | undefined> {
  return world.compare(undefined, undefined, paths).catch((error: unknown) => {
    if (error instanceof ScopeError) return undefined;
    throw error;
  });
}

/** What was moved from or to elsewhere is copied or deleted by itself where only one end is looked at. */
function movesIn({ action }: PlanItem): boolean {
  return action.kind === 'move' || action.kind === 'moved';
}

describe('a part that is synced by itself', { timeout: 120_000 + RUNS * 100 }, () => {
  it('is decided as it is with all the rest, and nothing else is decided', async () => {
    let parts = 0;
    await fc.assert(
      fc.asyncProperty(
        editsArbitrary,
        editsArbitrary,
        traitsArbitrary,
        policyArbitrary,
        somePaths,
        async (first, edits, traits, policy, paths) => {
          const world = new World(traits, policy);
          world.apply(first);
          await world.sync('local');
          world.apply(edits);
          const part = await planOf(world, paths);
          if (part === undefined) return;
          parts += 1;
          const whole = await world.compare();
          const scope = new Scope(paths);
          if ([...whole.items.values()].some(movesIn)) return;
          for (const [path, item] of whole.items) {
            if (!scope.covers(path)) continue;
            expect([path, part.items.get(path)?.action]).toEqual([path, item.action]);
          }
          for (const [path, { action }] of part.items) {
            expect(whole.items.has(path)).toBe(true);
            if (!scope.covers(path)) expect(['equal', 'create-folder', 'leave']).toContain(action.kind);
          }
        },
      ),
      { numRuns: RUNS },
    );
    expect(parts).toBeGreaterThan(RUNS / 4);
  });

  it('touches nothing beside it, and leaves a rest that ends in sync', async () => {
    await fc.assert(
      fc.asyncProperty(
        editsArbitrary,
        fc.array(fc.tuple(someCopies, editsArbitrary, somePaths), { minLength: 1, maxLength: 3 }),
        traitsArbitrary,
        async (first, steps, traits) => {
          const world = new World(traits);
          world.apply(first);
          await world.sync('local');
          for (const [copies, edits, paths] of steps) {
            for (const { side, path, to, anew } of copies) world.copy(side, path, to, anew);
            world.apply(edits);
            const before = world.trees;
            const part = await planOf(world, paths);
            if (part === undefined) continue;
            const report = await world.run(part);
            expect(report.counts.failed).toBe(0);
            const scope = new Scope(paths);
            for (const side of ['local', 'remote'] as const) {
              const after = world.trees[side];
              for (const path of new Set([...Object.keys(before[side]), ...Object.keys(after)])) {
                // A folder on the way is made, or takes the name that it was given on the other side.
                const kind = part.items.get(path)?.action.kind;
                const made = kind === 'create-folder' || kind === 'move';
                if (!scope.covers(path) && !made)
                  expect([path, after[path]]).toEqual([path, before[side][path]]);
              }
            }
          }
          const report = await world.sync('remote');
          expect(report.counts).toMatchObject({ skipped: 0, failed: 0, conflicts: 0 });
          expect(world.folders.local.tree).toEqual(world.folders.remote.tree);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
