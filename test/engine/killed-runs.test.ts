import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../src/shared/entry.js';
import { nameOf } from '../../src/shared/path.js';
import { isTemporaryName } from '../../src/main/sync/temporary-names.js';
import { traitsArbitrary, World, type Edit } from './history.js';
import { dying, killableTargets } from './kill.js';

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
      { numRuns: RUNS },
    );
  });
});
