import { describe, expect, it } from 'vitest';
import type { Entry, Side } from '../../shared/entry/entry.js';
import type { Action, EntryClass, Observation } from '../../shared/plan/plan.js';
import { decide, settle } from './decide/decide.js';
import { DEFAULT_POLICY } from './base/policy.js';
import { PRESETS, presetOf, type PresetName } from '../../shared/profile/presets.js';

const CLASSES: readonly EntryClass[] = ['missing', 'new', 'unmodified', 'modified', 'deleted', 'existing'];

function observation(entryClass: EntryClass, size: number): Observation {
  const entry: Entry = { kind: 'file', size };
  return {
    class: entryClass,
    entry: entryClass === 'missing' || entryClass === 'deleted' ? undefined : entry,
  };
}

/** Everything that the rules decide under a preset, for files that differ, by themselves. */
function actionsUnder(name: PresetName): readonly Action[] {
  const preset = PRESETS.find((one) => one.name === name);
  return CLASSES.flatMap((local) =>
    CLASSES.map((remote) => {
      const pair = { local: observation(local, 1), remote: observation(remote, 2) };
      return decide(pair, { ...DEFAULT_POLICY, ...preset?.policy }, undefined);
    }),
  );
}

function changedSides(actions: readonly Action[]): ReadonlySet<Side> {
  const sides = new Set<Side>();
  for (const action of actions) {
    if (action.kind === 'copy') sides.add(action.to);
    if (action.kind === 'delete' || action.kind === 'create-folder') sides.add(action.on);
  }
  return sides;
}

describe('every preset', () => {
  it.each(PRESETS)('$title is recognised from its policy', ({ name, policy }) => {
    expect(presetOf({ ...DEFAULT_POLICY, ...policy })).toBe(name);
  });

  it('has its own name, title and explanation in one sentence', () => {
    for (const key of ['name', 'title', 'explanation'] as const) {
      expect(new Set(PRESETS.map((preset) => preset[key])).size).toBe(PRESETS.length);
    }
    for (const { explanation } of PRESETS) expect(explanation).toMatch(/^[A-Z][^.]*\.$/);
  });
});

describe('a policy', () => {
  it('that downloads without deleting is custom', () => {
    expect(presetOf({ mode: 'download', deleteExtra: false, force: false })).toBe('custom');
  });

  it('that deletes on the server but never overwrites there is custom', () => {
    expect(presetOf({ mode: 'upload', deleteExtra: true, force: false })).toBe('custom');
  });

  it('for both ways is Two-way, whatever is said of extra files and of force', () => {
    expect(presetOf({ mode: 'two-way', deleteExtra: true, force: true })).toBe('two-way');
  });
});

describe('by the rules alone', () => {
  it.each<[PresetName, sides: readonly Side[], deletes: boolean]>([
    ['two-way', ['local', 'remote'], true],
    ['mirror-to-server', ['remote'], true],
    ['mirror-from-server', ['local'], true],
    ['update', ['remote'], false],
  ])('%s changes %j; deletes: %s', (name, sides, deletes) => {
    const actions = actionsUnder(name);
    expect([...changedSides(actions)].sort()).toEqual(sides);
    expect(actions.some(({ kind }) => kind === 'delete')).toBe(deletes);
  });

  it.each<[PresetName, Side]>([
    ['mirror-to-server', 'remote'],
    ['mirror-from-server', 'local'],
  ])(
    '%s makes a copy of the %s side: whatever differs is overwritten, restored or deleted',
    (name, target) => {
      for (const { kind } of actionsUnder(name))
        expect(['copy', 'delete', 'equal', 'forget']).toContain(kind);
      expect([...changedSides(actionsUnder(name))]).toEqual([target]);
    },
  );

  it('Update never comes upon a conflict that could be settled by deleting', () => {
    const policy = { ...DEFAULT_POLICY, ...PRESETS.find(({ name }) => name === 'update')?.policy };
    for (const local of CLASSES) {
      for (const remote of CLASSES) {
        const pair = { local: observation(local, 1), remote: observation(remote, 2) };
        if (decide(pair, policy, undefined).kind !== 'conflict') continue;
        expect(settle(pair, 'local').kind, `${local}, ${remote}`).toBe('copy');
      }
    }
  });
});
