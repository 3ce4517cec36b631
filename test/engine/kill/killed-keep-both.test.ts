import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../src/shared/entry/path.js';
import { isTemporaryName } from '../../../src/main/sync/base/own-names.js';
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

describe('keeping both versions, killed at any step', { timeout: 120_000 + RUNS * 400 }, () => {
  it('S5: loses no version, makes no conflict of its own, and ends with both on both sides', async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, traitsArbitrary, fc.nat(70), async (history, traits, step) => {
        const world = new World(traits);
        await edited(history, world);
        const plan = await world.compare();
        plan.settle(null, 'keep-both');
        const kept = [...plan.items.values()].filter(({ action }) => action.kind === 'keep-both');
        const versions = kept.flatMap(({ path }) => [
          world.trees.local[path] ?? '',
          world.trees.remote[path] ?? '',
        ]);

        world.breakLock = true;
        const death = dying(step);
        const gaps = { local: false, remote: !traits.keepsByName };
        const targets = killableTargets(world.targets, death, gaps);
        await Promise.race([world.run(plan, false, targets, death.state(world.state)), death.died]);

        await world.sync('keep-both');
        await world.sync('local');
        const { local, remote } = world.trees;
        expect(local).toEqual(remote);
        for (const version of versions) expect(Object.values(local)).toContain(version);
        // Each version is there under its own name or the other one, and not twice over.
        const copies = Object.keys(local).filter((path) => /^both( \(remote, .*)?$/.test(path));
        expect(copies).toHaveLength(2);
        expect(changes(describePlan(await world.compare()))).toEqual({});
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
        const planned = describePlan(await world.compare());
        const { runId } = await world.sync('keep-both');

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
