import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemPath, Side } from '../../../src/shared/entry/entry.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/main/sync/base/policy.js';
import { World } from '../support/oracle/history.js';
import { PLAIN, type MemoryTraits } from '../support/sides/memory-target.js';

const RUNS = Number(process.env['EVENKEEL_HISTORIES'] ?? 600);

fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261129) });

/** What npm gives to every file of a package. */
const NPM = Date.UTC(1985, 9, 26, 8, 15);
/** Some shots of a burst, as FAT tells their times; a build that writes many files at one instant; and one that has it to itself. */
const TIMES = [
  NPM,
  NPM,
  Date.UTC(2026, 6, 1),
  Date.UTC(2026, 6, 1) + 2000,
  1_780_000_000_123,
  1_790_000_000_456,
];
const CONTENTS = ['aa', 'ab', 'ba', 'bb', 'x', 'y', ''];
const PATHS = ['a', 'b', 'c', 'd/a', 'd/b', 'e/a', 'e/b', 'e/f/a'];
const FOLDERS = ['d', 'e', 'e/f', 'g'];

const side = fc.constantFrom<Side>('local', 'remote');
const path = fc.constantFrom(...PATHS);
const ms = fc.constantFrom(...TIMES);
const content = fc.constantFrom(...CONTENTS);

type Edit =
  | {
      readonly kind: 'write';
      readonly side: Side;
      readonly path: ItemPath;
      readonly content: string;
      readonly ms: number;
    }
  | { readonly kind: 'delete'; readonly side: Side; readonly path: ItemPath }
  | { readonly kind: 'move' | 'copy'; readonly side: Side; readonly path: ItemPath; readonly to: ItemPath };

const editArbitrary: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('write' as const), side, path, content, ms }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('delete' as const), side, path }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), side, path, to: path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('copy' as const), side, path, to: path }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      side,
      path: fc.constantFrom(...FOLDERS),
      to: fc.constantFrom(...FOLDERS),
    }),
  },
);

const ids = fc.constantFrom(undefined, 'lasting' as const, 'reused' as const);
const traitsArbitrary: fc.Arbitrary<MemoryTraits> = fc.record({
  setsTimes: fc.constant(true),
  listPrecisionMs: fc.constantFrom(1, 1000, 2000),
  skewMs: fc.constant(0),
  keepsByName: fc.boolean(),
  ids,
});

const policyArbitrary: fc.Arbitrary<Policy> = fc
  .record({
    mode: fc.constantFrom('two-way' as const, 'two-way' as const, 'upload' as const, 'download' as const),
    deleteExtra: fc.boolean(),
    force: fc.boolean(),
    resolve: fc.constantFrom('ask' as const, 'local' as const, 'remote' as const),
  })
  .map((chosen) => ({ ...DEFAULT_POLICY, ...chosen }));

/** Two sides whose files are alike in size and time, and what was under each name when both were last in sync. */
class AlikeWorld extends World {
  readonly #last: Record<Side, Map<ItemPath, { readonly content: string; readonly ms: number }>> = {
    local: new Map(),
    remote: new Map(),
  };

  constructor(local: MemoryTraits, remote: MemoryTraits, policy: Policy) {
    super(remote, policy);
    this.traits = { local, remote };
  }

  edit(edits: readonly Edit[]): void {
    for (const edit of edits) {
      const folder = this.folders[edit.side];
      switch (edit.kind) {
        case 'write':
          folder.edit(edit.path, edit.content, edit.ms);
          break;
        case 'delete':
          folder.remove(edit.path);
          break;
        case 'move':
          folder.move(edit.path, edit.to);
          break;
        case 'copy': {
          const node = folder.nodes.get(edit.path);
          if (node?.kind === 'file' && !folder.nodes.has(edit.to))
            folder.edit(edit.to, node.content, node.ms);
          break;
        }
      }
    }
    for (const on of ['local', 'remote'] as const) this.#makeVisible(on);
  }

  /** Size and time are all that a comparison sees of a file under one and the same name: another content has another time there. */
  #makeVisible(on: Side): void {
    for (const [at, node] of this.folders[on].nodes) {
      if (node.kind !== 'file' || at.startsWith('.evenkeel')) continue;
      let later = node.ms;
      const hides = (other: { content: string; ms: number } | undefined): boolean =>
        other !== undefined &&
        other.content !== node.content &&
        other.content.length === node.content.length &&
        Math.abs(other.ms - later) <= 4000;
      const others = ['local', 'remote'] as const;
      const isHidden = (): boolean =>
        others.some((each) => {
          const there = this.folders[each].nodes.get(at);
          return (
            hides(this.#last[each].get(at)) ||
            (each !== on && hides(there?.kind === 'file' ? there : undefined))
          );
        });
      while (isHidden()) later += 10_000;
      if (later !== node.ms) this.folders[on].touch(at, later);
    }
  }

  remember(): void {
    for (const on of ['local', 'remote'] as const) {
      this.#last[on].clear();
      for (const [at, node] of this.folders[on].nodes) if (node.kind === 'file') this.#last[on].set(at, node);
    }
  }
}

// Thousands of runs: slow machines get the time that they need.
describe('S11: where many files have one size and one time', { timeout: 120_000 + RUNS * 100 }, () => {
  it('no name is ever called in sync under which the sides hold different contents, whatever moved', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(editArbitrary, { maxLength: 6 }), { minLength: 2, maxLength: 4 }),
        fc.tuple(traitsArbitrary, traitsArbitrary),
        policyArbitrary,
        async (history, [local, remote], policy) => {
          const world = new AlikeWorld(local, remote, policy);
          for (const edits of history) {
            world.edit(edits);
            const report = await world.sync();
            expect(report.counts.failed).toBe(0);
            const problems = report.items.flatMap(({ outcome }) =>
              'problem' in outcome ? [outcome.problem.kind] : [],
            );
            expect(problems).not.toContain('changed-meanwhile');
            const plan = await world.compare();
            const { local: here, remote: there } = world.trees;
            for (const { path: at, action } of plan.items.values()) {
              if (action.kind === 'equal') expect([at, there[at]]).toEqual([at, here[at]]);
            }
            world.remember();
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['ids that last', 'lasting' as const],
    ['ids that are given again', 'reused' as const],
    ['no ids', undefined],
  ])('a file that is deleted is not another one that is new, on sides with %s', async (_which, has) => {
    const traits = { ...PLAIN, ids: has };
    const world = new AlikeWorld(traits, traits, DEFAULT_POLICY);
    world.edit([{ kind: 'write', side: 'local', path: 'a', content: 'aa', ms: NPM }]);
    await world.sync();
    world.edit([
      { kind: 'delete', side: 'local', path: 'a' },
      { kind: 'write', side: 'local', path: 'b', content: 'bb', ms: NPM },
    ]);
    await world.sync();
    expect(world.trees.remote).toEqual({ b: 'bb' });
  });

  it('a file that the target lost is copied again, and no place for another one that the source lost (mirror)', async () => {
    const mirror: Policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true, force: true };
    const world = new AlikeWorld({ ...PLAIN, ids: 'lasting' }, PLAIN, mirror);
    world.edit([
      { kind: 'write', side: 'local', path: 'a', content: 'aa', ms: NPM },
      { kind: 'write', side: 'local', path: 'b', content: 'bb', ms: NPM },
    ]);
    await world.sync();
    world.edit([
      { kind: 'delete', side: 'local', path: 'a' },
      { kind: 'delete', side: 'remote', path: 'b' },
    ]);
    await world.sync();
    expect(world.trees).toEqual({ local: { b: 'bb' }, remote: { b: 'bb' } });
  });
});
