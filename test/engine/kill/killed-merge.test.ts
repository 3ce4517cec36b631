import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../src/shared/entry/path.js';
import { isTemporaryName } from '../../../src/main/sync/base/own-names.js';
import type { Plan } from '../../../src/main/sync/plan/plan.js';
import { historyArbitrary, traitsArbitrary, World, type Edit } from '../support/oracle/history.js';
import { dying, killableTargets } from '../support/kill.js';
import { describePlan } from '../support/pair.js';

const RUNS = Math.ceil(Number(process.env['EVENKEEL_HISTORIES'] ?? 600) / 4);

fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261130) });

type Tree = Readonly<Record<string, string | null>>;

/** A tree as its user sees it. */
function seen(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !isTemporaryName(nameOf(path))));
}

/** A world in which both sides have been edited, in conflict with one another more often than not. */
async function edited(history: readonly (readonly Edit[])[], world: World): Promise<void> {
  for (const [index, edits] of history.entries()) {
    world.apply(edits);
    if (index < history.length - 1) await world.sync('local');
  }
  world.apply([
    { kind: 'write', side: 'local', path: 'both', content: 'mine' },
    { kind: 'write', side: 'remote', path: 'both', content: 'theirs!' },
  ]);
}

/** Merges all that can be merged; what cannot is left. Returns what was merged to what. */
function mergeAll(plan: Plan, world: World): ReadonlyMap<string, string> {
  const merged = new Map<string, string>();
  for (const { path } of [...plan.items.values()]) {
    const text = `${world.trees.local[path] ?? ''}+${world.trees.remote[path] ?? ''}`;
    if (plan.settleMerge(path, new TextEncoder().encode(text)).length > 0) merged.set(path, text);
  }
  return merged;
}

describe('merging both versions of a file, killed at any step', { timeout: 120_000 + RUNS * 400 }, () => {
  it('S5: ends with the merged file on both sides, or asks about the same conflict again', async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, traitsArbitrary, fc.nat(70), async (history, traits, step) => {
        const world = new World(traits);
        await edited(history, world);
        const plan = await world.compare();
        const before = world.trees;
        const merged = mergeAll(plan, world);

        world.breakLock = true;
        const death = dying(step);
        const gaps = { local: false, remote: !traits.keepsByName };
        const targets = killableTargets(world.targets, death, gaps);
        await Promise.race([world.run(plan, false, targets, death.state(world.state)), death.died]);

        // What nobody has changed since is finished without a question, and never the other way round.
        const next = await world.compare();
        for (const [path, text] of merged) {
          const action = next.items.get(path)?.action;
          const [local, remote] = [world.trees.local[path], world.trees.remote[path]];
          if (action?.kind === 'conflict') expect([before.local[path], text]).toContain(local);
          else {
            expect(local).toBe(text);
            expect(action).toMatchObject(
              remote === text ? { kind: 'equal' } : { kind: 'copy', to: 'remote' },
            );
          }
          expect([before.remote[path], text, undefined]).toContain(remote);
        }
        mergeAll(next, world);
        await world.run(next);
        const { local, remote } = world.trees;
        for (const path of merged.keys()) {
          expect(local[path]).toBe(remote[path]);
          for (const side of ['local', 'remote'] as const) expect(local[path]).toContain(before[side][path]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('S4: is back where it was when an undo that was killed is asked for again', async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, traitsArbitrary, fc.nat(70), async (history, traits, step) => {
        const world = new World(traits);
        await edited(history, world);
        const before = world.trees;
        const plan = await world.compare();
        const planned = describePlan(plan);
        mergeAll(plan, world);
        const { runId } = await world.run(plan);

        world.breakLock = true;
        const death = dying(step);
        const targets = killableTargets(world.targets, death);
        await Promise.race([world.undo(runId, { targets, state: death.state(world.state) }), death.died]);
        const { counts } = await world.undo(runId);
        expect(counts.failed).toBe(0);
        for (const side of ['local', 'remote'] as const)
          expect(seen(world.trees[side])).toEqual(before[side]);
        expect(changes(describePlan(await world.compare()))).toEqual(changes(planned));
      }),
      { numRuns: RUNS },
    );
  });
});

/** A plan without what is merely forgotten, which changes nothing. */
function changes(plan: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(plan).filter(([, action]) => action !== 'forget'));
}
