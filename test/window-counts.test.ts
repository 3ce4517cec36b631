import fc from 'fast-check';
import { expect, it } from 'vitest';
import { schedule } from '../src/main/sync/plan/execution-order.js';
import { Tallies } from '../src/main/sync/plan/totals.js';
import { PlanTree } from '../src/renderer/preview/tree/tree.js';
import type { Side } from '../src/shared/entry/entry.js';
import { changesIn, type Action, type PlanItem } from '../src/shared/plan/plan.js';

const side = fc.constantFrom<Side>('local', 'remote');
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom<Action>(
    { kind: 'equal' },
    { kind: 'forget' },
    { kind: 'conflict', conflict: 'edited-on-both-sides' },
    { kind: 'leave', reason: 'mode' },
    { kind: 'leave', reason: 'filtered' },
  ),
  side.chain((on) =>
    fc.constantFrom<Action>(
      { kind: 'copy', to: on, replaces: true },
      { kind: 'create-folder', on },
      { kind: 'delete', on },
      { kind: 'move', on, from: 'x' },
      { kind: 'move', on, from: 'x', along: 'y' },
      { kind: 'moved', on, to: 'x' },
    ),
  ),
);

function itemOf(path: string, what: Action, settled: boolean): PlanItem {
  const there = { class: 'modified', entry: { kind: 'file', size: 1 } } as const;
  const conflict = settled || what.kind === 'conflict' ? ({ conflict: 'edited-on-both-sides' } as const) : {};
  return { path, local: there, remote: there, action: what, ...conflict };
}

it('the numbers of the chips, the button, and the run are one number', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(action, fc.boolean()), { maxLength: 30 }), (choices) => {
      const tree = new PlanTree();
      const tallies = new Tallies();
      const items = choices.map(([what, settled], index) => itemOf(`a/${index}`, what, settled));
      for (const item of items) {
        tree.put(item);
        tallies.add(item);
      }
      const { totals } = tallies;
      const count = (...kinds: readonly Parameters<typeof tree.root.countBelow>[0][]): number =>
        kinds.reduce((sum, kind) => sum + tree.root.countBelow(kind), 0);
      expect(count('upload', 'download', 'move', 'delete')).toBe(changesIn(totals));
      expect(count('conflict')).toBe(totals.conflict.items);
      expect(count('equal')).toBe(totals.equal.items);
      expect(count('leave', 'filtered')).toBe(totals.leave.items);
      expect(schedule(items).steps.flat()).toHaveLength(changesIn(totals));
    }),
  );
});
