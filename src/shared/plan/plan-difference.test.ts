import { describe, expect, it } from 'vitest';
import { comparePlans, type PlanItems } from './plan-difference.js';
import { filterPlan } from './plan-filter.js';
import type { Action, PlanItem } from './plan.js';

function item(path: string, action: Action, size = 1, ms = 5): PlanItem {
  const entry = { kind: 'file', size, modified: { ms, precisionMs: 1 } } as const;
  return { path, local: { class: 'new', entry }, remote: { class: 'missing' }, action };
}

const planOf = (...items: readonly PlanItem[]): PlanItems => ({
  items: new Map(items.map((each) => [each.path, each])),
});

const UP: Action = { kind: 'copy', to: 'remote', replaces: false };
const EQUAL: Action = { kind: 'equal' };

describe('a plan held against an earlier one', () => {
  it('differs in nothing from itself', () => {
    const plan = planOf(item('a', UP), item('b', EQUAL));
    expect([...comparePlans(plan, plan)]).toEqual([]);
  });

  it('tells what came, what went, what is to be done otherwise, and what is another file now', () => {
    const before = planOf(item('gone', UP), item('same', UP), item('settled', UP), item('edited', UP));
    const after = planOf(
      item('same', { replaces: false, to: 'remote', kind: 'copy' }),
      item('settled', EQUAL),
      item('edited', UP, 2),
      item('new', UP),
    );
    const told = [...comparePlans(before, after)].map((each) => [
      each.kind,
      'item' in each ? each.item.path : each.after.path,
    ]);
    expect(told).toEqual([
      ['went', 'gone'],
      ['action-changed', 'settled'],
      ['content-changed', 'edited'],
      ['came', 'new'],
    ]);
  });

  it.each<readonly [Action, Action]>([
    [UP, { kind: 'copy', to: 'local', replaces: false }],
    [UP, { kind: 'copy', to: 'remote', replaces: true }],
    [
      { kind: 'move', on: 'remote', from: 'a' },
      { kind: 'move', on: 'remote', from: 'b' },
    ],
    [
      { kind: 'leave', reason: 'mode' },
      { kind: 'leave', reason: 'skipped' },
    ],
    [
      { kind: 'conflict', conflict: 'first-meeting' },
      { kind: 'conflict', conflict: 'names-clash' },
    ],
  ])('takes %j and %j for different', (one, other) => {
    const differences = [...comparePlans(planOf(item('a', one)), planOf(item('a', other)))];
    expect(differences.map(({ kind }) => kind)).toEqual(['action-changed']);
  });
});

describe('a part of a plan', () => {
  const items = [
    item('d', { kind: 'create-folder', on: 'local' }),
    item('d/a', { kind: 'copy', to: 'local', replaces: true }),
    item('d2/a', UP),
    item('x', { kind: 'delete', on: 'local' }),
    item('y', EQUAL),
  ];
  it.each([
    [{}, ['d', 'd/a', 'd2/a', 'x', 'y']],
    [{ kinds: ['copy', 'equal'] }, ['d/a', 'd2/a', 'y']],
    [{ on: 'local' }, ['d', 'd/a', 'x']],
    [{ below: 'd' }, ['d', 'd/a']],
    [{ below: '', kinds: ['delete'], on: 'local' }, ['x']],
  ] as const)('%j', (filter, paths) => {
    expect([...filterPlan(items, filter)].map(({ path }) => path)).toEqual(paths);
  });
});
