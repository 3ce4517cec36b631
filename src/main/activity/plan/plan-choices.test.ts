import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/entry/entry.js';
import type { PlanItem, Settlement, SimpleSettlement } from '../../../shared/plan/plan.js';
import { DEFAULT_POLICY } from '../../sync/base/policy.js';
import { Plan } from '../../sync/plan/plan.js';
import { choicesIn, choicesThatHold, PlanChoices } from './plan-choices.js';

const file = (size: number, ms = 1): Entry => ({ kind: 'file', size, modified: { ms, precisionMs: 1 } });

function conflict(path: string, local: Entry, settled?: Settlement): PlanItem {
  return {
    path,
    local: { class: 'modified', entry: local },
    remote: { class: 'modified', entry: file(7) },
    action: { kind: 'conflict', conflict: 'edited-on-both-sides' },
    conflict: 'edited-on-both-sides',
    settled,
  };
}

function planOf(...items: readonly PlanItem[]): Plan {
  const plan = new Plan(DEFAULT_POLICY, { rows: [], voided: new Set(), movedFolders: [] });
  plan.add(items.map((item) => ({ item, above: { kind: 'plain' } })));
  plan.complete();
  return plan;
}

const settledIn = (plan: Plan): Record<string, Settlement | undefined> =>
  Object.fromEntries([...plan.items].map(([path, { settled }]) => [path, settled]));

function choose(
  choices: PlanChoices,
  plan: Plan,
  paths: readonly string[] | null,
  settlement: SimpleSettlement,
): void {
  choices.settle(plan, [{ paths, settlement, reach: 'item' }]);
}

describe('the choices made in a plan', () => {
  it('hold in the next plan for as long as both files are what they were', () => {
    const settled = [
      conflict('same', file(1), 'local'),
      conflict('edited', file(2), 'local'),
      conflict('touched', file(3, 5), 'remote'),
      conflict('gone', file(4), 'skip'),
      conflict('open', file(5)),
    ];
    const choices = choicesIn(settled, () => undefined);
    const now = [conflict('same', file(1)), conflict('edited', file(20)), conflict('touched', file(3, 6))];
    const holding = choicesThatHold(choices, new Map(now.map((item) => [item.path, item])));
    expect(holding).toEqual(new Map([['same', { settlement: 'local' }]]));
  });

  it('outlive a plan that is made anew, and not one that was carried out', () => {
    const choices = new PlanChoices();
    const first = planOf(conflict('a', file(1)), conflict('b', file(2)));
    choose(choices, first, ['a'], 'remote');
    choices.keep(first);
    const second = planOf(conflict('a', file(1)), conflict('b', file(2)));
    expect(choices.begin(second).map(({ path }) => path)).toEqual(['a']);
    expect(settledIn(second)).toEqual({ a: 'remote', b: undefined });
    choices.forget();
    const third = planOf(conflict('a', file(1)));
    expect(choices.begin(third)).toEqual([]);
  });

  it('hold what two versions were merged to, and undo brings an earlier text back', () => {
    const [first, second] = [Uint8Array.of(1), Uint8Array.of(1, 2)];
    const choices = new PlanChoices();
    const plan = planOf(conflict('a', file(1)));
    choices.settleMerge(plan, 'a', first);
    choices.settleMerge(plan, 'a', second);
    expect(plan.items.get('a')?.action).toEqual({ kind: 'merge', size: 2 });
    choose(choices, plan, ['a'], 'local');
    expect(plan.mergedContent('a')).toBeUndefined();
    choices.undo(plan);
    expect(plan.mergedContent('a')).toBe(second);
    choices.undo(plan);
    expect(plan.mergedContent('a')).toBe(first);
    choices.keep(plan);
    const next = planOf(conflict('a', file(1)));
    choices.begin(next);
    expect(next.items.get('a')).toMatchObject({ settled: 'merge', action: { kind: 'merge', size: 1 } });
    expect(next.mergedContent('a')).toBe(first);
    const edited = planOf(conflict('a', file(9)));
    choices.keep(next);
    expect(choices.begin(edited)).toEqual([]);
  });

  it('are set aside for what a run of some items skips, and hold again after it', () => {
    const items = (): Plan =>
      planOf(conflict('a', file(1)), conflict('b', file(2)), conflict('c', file(3)), conflict('d', file(4)));
    for (const finished of [true, false]) {
      const choices = new PlanChoices();
      const plan = items();
      choose(choices, plan, ['a', 'b'], 'remote');
      choose(choices, plan, ['d'], 'skip');
      choices.narrow(plan, new Set(['a']));
      // About c nobody has decided anything: it stays as it is by itself.
      expect(settledIn(plan)).toEqual({ a: 'remote', b: 'skip', c: undefined, d: 'skip' });
      if (finished) choices.ran();
      else choices.keep(plan);
      const next = items();
      choices.begin(next);
      const a = finished ? undefined : 'remote';
      expect(settledIn(next)).toEqual({ a, b: 'remote', c: undefined, d: 'skip' });
    }
  });

  it('come back where such a run is called off', () => {
    const choices = new PlanChoices();
    const plan = planOf(conflict('a', file(1)), conflict('b', file(2)));
    choose(choices, plan, ['b'], 'remote');
    choices.narrow(plan, new Set(['a']));
    choices.undo(plan);
    expect(settledIn(plan)).toEqual({ a: undefined, b: 'remote' });
  });

  it('are undone step by step, each step as a whole', () => {
    const choices = new PlanChoices();
    const plan = planOf(conflict('a', file(1)), conflict('b', file(2)), conflict('c', file(3)));
    choose(choices, plan, ['a'], 'local');
    choose(choices, plan, ['a'], 'skip');
    choose(choices, plan, null, 'remote');
    expect(settledIn(plan)).toEqual({ a: 'skip', b: 'remote', c: 'remote' });
    expect(choices.steps).toBe(3);
    choices.undo(plan);
    expect(settledIn(plan)).toEqual({ a: 'skip', b: undefined, c: undefined });
    choices.undo(plan);
    expect(settledIn(plan)).toEqual({ a: 'local', b: undefined, c: undefined });
    choices.undo(plan);
    expect(settledIn(plan)).toEqual({ a: undefined, b: undefined, c: undefined });
    expect(choices.steps).toBe(0);
    expect(choices.undo(plan)).toEqual([]);
  });

  it('are undone together where they were made together', () => {
    const choices = new PlanChoices();
    const plan = planOf(conflict('a', file(1)), conflict('b', file(2)));
    choices.settle(plan, [
      { paths: ['a'], settlement: 'local', reach: 'item' },
      { paths: ['b'], settlement: 'remote', reach: 'item' },
    ]);
    expect(settledIn(plan)).toEqual({ a: 'local', b: 'remote' });
    choices.undo(plan);
    expect(settledIn(plan)).toEqual({ a: undefined, b: undefined });
  });
});
