import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FILTERS } from '../../src/main/sync/filters/filters.js';
import { DEFAULT_POLICY, type Policy } from '../../src/main/sync/policy.js';
import type { Side } from '../../src/shared/entry.js';
import { World } from './history.js';
import { expected, type Case, type Held } from './oracle.js';

const PATHS = ['a', 'b', 'left.out', 'd/x', 'd/y', 'd/left.out'] as const;
const RUNS = Number(process.env['EVENKEEL_HISTORIES'] ?? 2000);

fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261123) });

const policyArbitrary: fc.Arbitrary<Policy> = fc
  .record({
    mode: fc.constantFrom('two-way' as const, 'upload' as const, 'download' as const),
    deleteExtra: fc.boolean(),
    deleteUnmatched: fc.boolean(),
    force: fc.boolean(),
    resolve: fc.constantFrom('ask', 'skip', 'local', 'remote', 'older', 'newer'),
    firstSync: fc.constantFrom('ask' as const, 'newer' as const, 'local' as const, 'remote' as const),
  })
  .map((chosen) => ({
    ...DEFAULT_POLICY,
    ...chosen,
    filters: { ...DEFAULT_FILTERS, excludeNames: ['left.out'] },
  }));

/** What a user does to one file on one side before the run that is judged. */
const stepArbitrary = fc.record({
  side: fc.constantFrom<Side>('local', 'remote'),
  path: fc.constantFrom(...PATHS),
  what: fc.constantFrom('write' as const, 'write' as const, 'delete' as const, 'delete-folder' as const),
});

const storyArbitrary = fc.record({
  /** Whether the folders have met, and what they held then. */
  met: fc.boolean(),
  before: fc.uniqueArray(fc.constantFrom(...PATHS)),
  steps: fc.array(stepArbitrary, { maxLength: 9 }),
  policy: policyArbitrary,
});

type Content = Map<string, NonNullable<Held>>;

describe('the engine and a naive telling of its rules', { timeout: 120_000 + RUNS * 100 }, () => {
  it('come to the same trees, whatever happened and whatever the policy', async () => {
    await fc.assert(
      fc.asyncProperty(storyArbitrary, async ({ met, before, steps, policy }) => {
        const world = new World();
        const sides: Record<Side, Content> = { local: new Map(), remote: new Map() };
        let order = 0;
        const write = (side: Side, path: string): void => {
          order += 1;
          const content = 'x'.repeat(order);
          world.apply([{ kind: 'write', side, path, content }]);
          sides[side].set(path, { content, order });
        };
        const drop = (side: Side, path: string): void => {
          world.apply([{ kind: 'delete', side, path }]);
          for (const each of [...sides[side].keys()]) {
            if (each === path || each.startsWith(`${path}/`)) sides[side].delete(each);
          }
        };

        for (const path of before) write('local', path);
        if (met) {
          await world.sync();
          sides.remote = new Map(sides.local);
        }
        const base: Content = new Map(met ? sides.local : []);
        for (const { side, path, what } of steps) {
          if (what === 'write') write(side, path);
          else drop(side, what === 'delete' ? path : 'd');
        }
        // A folder meets for the first time by itself.
        const folderMet = [...base.keys()].some((path) => path.startsWith('d/'));
        const hasMet = (path: string): boolean => met && (folderMet || !path.startsWith('d/'));
        const gone = (side: Side): boolean =>
          [...base.keys()].some((path) => path.startsWith('d/')) &&
          world.folders[side].tree['d'] === undefined;
        const folderGone = { local: gone('local'), remote: gone('remote') };

        world.policy = policy;
        await world.sync();
        for (const path of PATHS) {
          const given: Case = {
            base: hasMet(path) ? base.get(path) : 'never',
            local: sides.local.get(path),
            remote: sides.remote.get(path),
            folderGone: path.startsWith('d/') ? folderGone : { local: false, remote: false },
            filtered: path.endsWith('left.out'),
          };
          const found = { local: world.folders.local.tree[path], remote: world.folders.remote.tree[path] };
          expect({ path, given, ...found }).toEqual({ path, given, ...expected(given, policy) });
        }
      }),
      { numRuns: RUNS },
    );
  });
});
