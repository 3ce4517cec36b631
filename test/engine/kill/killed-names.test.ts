import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemPath, Side } from '../../../src/shared/entry/entry.js';
import { spellingKey } from '../../../src/shared/entry/names.js';
import { ancestorsOf } from '../../../src/shared/entry/path.js';
import { traitsArbitrary, World, type Edit } from '../support/oracle/history.js';
import { dying, killableTargets } from '../support/kill.js';

const RUNS = Number(process.env['EVENKEEL_HISTORIES'] ?? 300);

// The same histories each time, so that a change is judged by what it changes; `EVENKEEL_SEED` chooses others.
fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261122) });

/** The same few names in several spellings. */
const file = fc.constantFrom('A.TXT', 'a.txt', 'A.txt', 'B', 'b', 'D/A.TXT', 'D/a.txt', 'D/Ee/C', 'F/\u00c4');
const folder = fc.constantFrom('D', 'D/Ee', 'F', 'G');
const content = fc.constantFrom('1', '22', '333', 'xx', 'yyy');
const anew = fc.boolean();

function editsOn(one: Side): fc.Arbitrary<readonly Edit[]> {
  const side = fc.constant(one);
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('write'), side, path: file, content }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('folder'), side, path: folder }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete'), side, path: fc.oneof(file, folder) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('move'), side, path: file, to: file, anew }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('move'), side, path: folder, to: folder, anew }) },
  );
  return fc.array(edit, { maxLength: 6 });
}

const livesArbitrary = fc
  .constantFrom<Side>('local', 'remote')
  .chain((side) =>
    fc.tuple(
      fc.constant(side),
      editsOn('local'),
      fc.array(fc.record({ edits: editsOn(side), step: fc.nat(60) }), { minLength: 1, maxLength: 4 }),
    ),
  );

const STYLES = {
  small: (path: ItemPath) => path.toLowerCase(),
  capital: (path: ItemPath) => path.toUpperCase(),
  apart: (path: ItemPath) => path.normalize('NFD').toLowerCase(),
};

/** Makes those edits that leave no two names which differ in spelling only: that is a conflict without any kill. */
function apply(world: World, edits: readonly Edit[]): void {
  for (const edit of edits) {
    const spelled = inItsSpelling(world, edit);
    const { nodes } = world.folders[edit.side];
    const made = spelled.kind === 'move' ? spelled.to : spelled.path;
    const leaves = spelled.kind === 'move' ? spelled.path : undefined;
    const isFree = [made, ...ancestorsOf(made)].every((path) =>
      [...nodes.keys()].every(
        (each) => each === path || each === leaves || spellingKey(each) !== spellingKey(path),
      ),
    );
    if (spelled.kind === 'delete' || isFree) world.apply([spelled]);
  }
}

/** On the side with a style of its own, its users see and type names as it spells them. */
function inItsSpelling({ spells }: World, edit: Edit): Edit {
  if (edit.side === 'local' || spells === undefined) return edit;
  const path = spells(edit.path);
  return edit.kind === 'move' ? { ...edit, path, to: spells(edit.to) } : { ...edit, path };
}

/** A tree under names that say nothing of their spelling, without what is Evenkeel's own. */
function keyed(tree: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(tree)
      .map(([path, held]) => [spellingKey(path), held] as const)
      .filter(([path]) => !path.includes('.evenkeel-')),
  );
}

describe('S9: names that the remote side spells in its own way', { timeout: 120_000 + RUNS * 100 }, () => {
  it.each(Object.keys(STYLES) as (keyof typeof STYLES)[])(
    'are never taken for renamed, whatever is killed in between: %s letters',
    async (style) => {
      await fc.assert(
        fc.asyncProperty(livesArbitrary, traitsArbitrary, async ([side, first, lives], traits) => {
          const world = new World(traits);
          world.spells = STYLES[style];
          apply(world, first);
          await world.sync();
          world.breakLock = true;
          for (const { edits, step } of lives) {
            apply(world, edits);
            const death = dying(step);
            const gaps = { local: false, remote: !traits.keepsByName };
            const targets = killableTargets(world.targets, death, gaps);
            const life = world.run(await world.compare(), false, targets, death.state(world.state));
            await Promise.race([life, death.died]);
          }
          const before = world.trees.local;
          const wanted = keyed(world.trees[side]);
          // What is not known for a rename is deleted first, and takes its place in the run after that.
          const { counts } = await world.sync();
          expect(counts).toMatchObject({ failed: 0, conflicts: 0 });
          if (counts.skipped > 0)
            expect((await world.sync()).counts).toMatchObject({ skipped: 0, failed: 0, conflicts: 0 });
          const { local, remote } = world.trees;
          expect([keyed(local), keyed(remote)]).toEqual([wanted, wanted]);
          // The names here are as their users have written them.
          if (side === 'local') expect(Object.keys(local)).toEqual(Object.keys(before));
          expect((await world.sync()).counts).toMatchObject({ done: 0 });
        }),
        { numRuns: Math.ceil(RUNS / 3) },
      );
    },
  );
});
