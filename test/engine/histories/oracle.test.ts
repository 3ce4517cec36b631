import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FILTERS } from '../../../src/main/sync/filters/filters.js';
import type { Pattern } from '../../../src/main/sync/filters/pattern.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/main/sync/base/policy.js';
import type { Side } from '../../../src/shared/entry/entry.js';
import { changesIn } from '../../../src/shared/plan/plan.js';
import { World, type Edit } from '../support/oracle/history.js';
import { outcomeOf, type Files, type Held } from '../support/oracle/oracle.js';

/** Names that differ in case only, and folders whose files have names of their own, so that none moves as a whole. */
const PATHS = ['a', 'A', 'b', 'left.out', 'd/x', 'd/X', 'd/y', 'd/left.out', 'd/e/z', 'd/e/Z'] as const;
const FOLDERS = ['d', 'd/e'] as const;
const RUNS = Number(process.env['EVENKEEL_HISTORIES'] ?? 2500);

fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261123) });

/** Lines that agree with each other and lines that do not. */
const LINES = [
  '*.out',
  '!left.out',
  '!d/left.out',
  '/d/*.out',
  'd/**',
  '!d/x',
  '**/e/',
  'd/e/*',
  '!**/z',
  '/a',
  'x',
  'd/**/z',
  'e',
] as const;

const policyArbitrary: fc.Arbitrary<Policy> = fc
  .record({
    mode: fc.constantFrom('two-way' as const, 'upload' as const, 'download' as const),
    deleteExtra: fc.boolean(),
    deleteUnmatched: fc.boolean(),
    force: fc.boolean(),
    resolve: fc.constantFrom('ask', 'skip', 'local', 'remote', 'older', 'newer'),
    firstSync: fc.constantFrom('ask' as const, 'newer' as const, 'local' as const, 'remote' as const),
    caseRule: fc.constantFrom('strict', 'strict', 'stop', 'local', 'remote'),
    comparison: fc.constantFrom('time' as const, 'time' as const, 'size' as const, 'content' as const),
    excludeNames: fc.constantFrom([], ['left.out']),
    lines: fc.oneof(fc.constant<string[]>([]), fc.shuffledSubarray<string>([...LINES], { maxLength: 4 })),
  })
  .map(({ excludeNames, lines, ...chosen }) => ({
    ...DEFAULT_POLICY,
    ...chosen,
    filters: {
      ...DEFAULT_FILTERS,
      excludeNames,
      patterns: lines.map((text): Pattern => ({ text, source: { kind: 'profile' } })),
    },
  }));

const side = fc.constantFrom<Side>('local', 'remote');
const path = fc.constantFrom(...PATHS);

type Step =
  | Extract<Edit, { readonly kind: 'move' }>
  | Pick<Extract<Edit, { readonly kind: 'write' }>, 'kind' | 'side' | 'path'>
  | Extract<Edit, { readonly kind: 'delete' }>
  | (Omit<Extract<Edit, { readonly kind: 'move' }>, 'kind'> & { readonly kind: 'copy' });

/** What a user does on one side before the run that is judged; `anew` gives a file the time at which it is done. */
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), side, path }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete'), side, path }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('delete'), side, path: fc.constantFrom(...FOLDERS) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('move'), side, path, to: path, anew: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('copy'), side, path, to: path, anew: fc.boolean() }),
  },
);

const storyArbitrary = fc.record({
  /** Whether the folders were synced before, and what they held then. */
  synced: fc.boolean(),
  before: fc.uniqueArray(path),
  steps: fc.array(stepArbitrary, { maxLength: 9 }),
  policy: policyArbitrary,
});

/** A world, and what its user knows of it. */
class Teller {
  readonly world = new World(undefined, { ...DEFAULT_POLICY, caseRule: 'strict' });
  readonly files: Record<Side, Map<string, Held>> = { local: new Map(), remote: new Map() };
  #order = 0;

  /** Every writing is of a length of its own, so that what has the same length is the same. */
  write(on: Side, at: string): void {
    const order = ++this.#order;
    const content = 'x'.repeat(order);
    this.world.apply([{ kind: 'write', side: on, path: at, content }]);
    this.files[on].set(at, { content, order });
  }

  do(step: Step): void {
    const files = this.files[step.side];
    switch (step.kind) {
      case 'write':
        this.write(step.side, step.path);
        break;
      case 'delete':
        this.world.apply([step]);
        for (const each of [...files.keys()]) {
          if (each === step.path || each.startsWith(`${step.path}/`)) files.delete(each);
        }
        break;
      case 'move':
      case 'copy': {
        const held = files.get(step.path);
        if (held === undefined || files.has(step.to)) break;
        if (step.kind === 'move') {
          this.world.apply([step]);
          files.delete(step.path);
        } else {
          this.world.copy(step.side, step.path, step.to, step.anew);
        }
        files.set(step.to, step.anew ? { ...held, order: ++this.#order } : held);
        break;
      }
    }
  }

  folders(on: Side): ReadonlySet<string> {
    const tree = Object.entries(this.world.folders[on].tree);
    return new Set(tree.filter(([, content]) => content === null).map(([each]) => each));
  }
}

function contents(files: Files): Record<string, string> {
  return Object.fromEntries(
    [...files]
      .map(([at, { content }]): [string, string] => [at, content])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function filesOf(tree: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

describe('the engine and a naive telling of its rules', { timeout: 120_000 + RUNS * 100 }, () => {
  it('come to the same trees with the same transfers, whatever happened and whatever the policy', async () => {
    await fc.assert(
      fc.asyncProperty(storyArbitrary, async ({ synced, before, steps, policy }) => {
        const teller = new Teller();
        const { world, files } = teller;
        for (const each of before) teller.write('local', each);
        if (synced) {
          await world.sync();
          files.remote = new Map(files.local);
        }
        const base = synced ? new Map(files.local) : 'never';
        for (const step of steps) teller.do(step);
        const folders = { local: teller.folders('local'), remote: teller.folders('remote') };

        world.policy = policy;
        const report = await world.sync();
        const told = outcomeOf({ base, ...files, folders }, policy);
        expect({
          local: filesOf(world.folders.local.tree),
          remote: filesOf(world.folders.remote.tree),
          bytes: report.bytes,
        }).toEqual({ local: contents(told.local), remote: contents(told.remote), bytes: told.bytes });
        expect(report.counts).toMatchObject({ failed: 0 });
        expect(changesIn((await world.compare()).totals)).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });
});
