import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/entry/entry.js';
import type { PlanItem, Settlement } from '../../shared/plan/plan.js';
import { DEFAULT_POLICY } from '../sync/base/policy.js';
import { Plan } from '../sync/plan/plan.js';
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

describe('the choices made in a plan', () => {
  it('hold in the next plan for as long as both files are what they were', () => {
    const choices = choicesIn([
      conflict('same', file(1), 'local'),
      conflict('edited', file(2), 'local'),
      conflict('touched', file(3, 5), 'remote'),
      conflict('gone', file(4), 'skip'),
      conflict('open', file(5)),
    ]);
    const now = [conflict('same', file(1)), conflict('edited', file(20)), conflict('touched', file(3, 6))];
    const holding = choicesThatHold(choices, new Map(now.map((item) => [item.path, item])));
    expect(holding).toEqual(new Map([['local', ['same']]]));
  });

  it('outlive a plan that is made anew, and not one that was carried out', () => {
    const choices = new PlanChoices();
    const first = planOf(conflict('a', file(1)), conflict('b', file(2)));
    choices.settle(first, ['a'], 'remote', 'item');
    choices.keep(first);
    const second = planOf(conflict('a', file(1)), conflict('b', file(2)));
    expect(choices.begin(second).map(({ path }) => path)).toEqual(['a']);
    expect(settledIn(second)).toEqual({ a: 'remote', b: undefined });
    choices.forget();
    const third = planOf(conflict('a', file(1)));
    expect(choices.begin(third)).toEqual([]);
  });

  it('are undone step by step, each step as a whole', () => {
    const choices = new PlanChoices();
    const plan = planOf(conflict('a', file(1)), conflict('b', file(2)), conflict('c', file(3)));
    choices.settle(plan, ['a'], 'local', 'item');
    choices.settle(plan, ['a'], 'skip', 'item');
    choices.settle(plan, null, 'remote', 'item');
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
});
