import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import { nameOf } from '../../../src/shared/entry/path.js';
import { isTemporaryName } from '../../../src/main/sync/base/own-names.js';
import {
  editsArbitrary,
  policyArbitrary,
  traitsArbitrary,
  World,
  type Edit,
} from '../support/oracle/history.js';
import { dying, killableTargets } from '../support/kill.js';
import { describePlan } from '../support/pair.js';

const RUNS = Number(process.env['EVENKEEL_HISTORIES'] ?? 600);

// The same histories each time, so that a change is judged by what it changes; `EVENKEEL_SEED` chooses others.
fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261122) });

/** Names that are always files, and names that are always folders: one in the place of the other is a conflict without any kill. */
const file = fc.constantFrom('a', 'b', 'd/a', 'd/b', 'd/e/a', 'd/e/c', 'f/a');
const folder = fc.constantFrom('d', 'd/e', 'f', 'g', 'g/e');
const content = fc.constantFrom('1', '22', '333', 'xx', 'yyy', '');
const anew = fc.boolean();

/** Whatever people do on one side alone. */
function editsOn(one: Side): fc.Arbitrary<readonly Edit[]> {
  const side = fc.constant(one);
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('write'), side, path: file, content }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('folder'), side, path: folder }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete'), side, path: fc.oneof(file, folder) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('move'), side, path: file, to: file, anew }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('move'), side, path: folder, to: folder, anew }) },
  );
  return fc.array(edit, { maxLength: 7 });
}

/** What a process does until it dies, at which of its steps. */
interface Life {
  readonly edits: readonly Edit[];
  readonly does: 'run' | 'undo';
  readonly step: number;
}

function livesOn(side: Side): fc.Arbitrary<readonly Life[]> {
  const does = fc.constantFrom('run' as const, 'run' as const, 'undo' as const);
  return fc.array(fc.record({ edits: editsOn(side), does, step: fc.nat(40) }), {
    minLength: 1,
    maxLength: 4,
  });
}

/** The side that is edited, what is done to it at first, and the processes that die after that. */
const livesArbitrary = fc
  .constantFrom<Side>('local', 'remote')
  .chain((side) => fc.tuple(fc.constant(side), editsOn(side), livesOn(side)));

/** A tree as its user sees it: without what a killed run has left, which the next one removes. */
function withoutLeftovers(tree: Record<string, string | null>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !isTemporaryName(nameOf(path))));
}

// Thousands of runs: slow machines get the time that they need.
describe('S5: runs that are killed, with edits in between', { timeout: 120_000 + RUNS * 100 }, () => {
  it('make no conflict where one side alone is edited, and end as that side is', async () => {
    await fc.assert(
      fc.asyncProperty(livesArbitrary, traitsArbitrary, async ([side, first, lives], traits) => {
        const world = new World(traits);
        world.apply(first);
        const { runId } = await world.sync();
        // The process that a kill ends is this one: its lock is as fresh as can be.
        world.breakLock = true;
        for (const { edits, does, step } of lives) {
          world.apply(edits);
          const death = dying(step);
          const gaps = { local: false, remote: !traits.keepsByName };
          const targets = killableTargets(world.targets, death, gaps);
          const state = death.state(world.state);
          const life =
            does === 'undo'
              ? world.undo(runId, { targets, state })
              : world.run(await world.compare(), false, targets, state);
          await Promise.race([life, death.died]);
        }
        const wanted = withoutLeftovers(world.trees[side]);
        const { counts } = await world.sync();
        expect(counts).toMatchObject({ skipped: 0, failed: 0, conflicts: 0 });
        expect(world.trees).toEqual({ local: wanted, remote: wanted });
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });

  it('S4: are back where they were when an undo that was killed is asked for again, under any policy', async () => {
    const historyOfRuns = fc.array(
      fc.tuple(editsArbitrary, policyArbitrary, fc.constantFrom('local', 'remote', undefined)),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(historyOfRuns, traitsArbitrary, fc.nat(60), async (history, traits, step) => {
        const world = new World(traits);
        let before = world.trees;
        let planned: Record<string, string> = {};
        let runId = '';
        for (const [edits, policy, winner] of history) {
          world.apply(edits);
          world.policy = policy;
          before = world.trees;
          planned = describePlan(await world.compare());
          ({ runId } = await world.sync(winner));
        }

        await undoAndDie(world, runId, step);
        const { counts } = await world.undo(runId);
        expect(counts.failed).toBe(0);
        for (const one of ['local', 'remote'] as const) {
          expect(withoutLeftovers(world.trees[one])).toEqual(before[one]);
        }
        expect(changesOf(describePlan(await world.compare()))).toEqual(changesOf(planned));
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});

/** Takes a run back, and dies at that step. */
async function undoAndDie(world: World, runId: string, step: number): Promise<void> {
  world.breakLock = true;
  const death = dying(step);
  const targets = killableTargets(world.targets, death);
  await Promise.race([world.undo(runId, { targets, state: death.state(world.state) }), death.died]);
}

/** A plan without what is merely forgotten, which changes nothing. */
function changesOf(plan: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(plan).filter(([, action]) => action !== 'forget'));
}
