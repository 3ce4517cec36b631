import { expect, it } from 'vitest';
import { EMPTY_TOTALS } from '../../../shared/plan/plan.js';
import type { Activity } from '../../../shared/run/activity.js';
import { undoButton } from './undo-button.js';

const undo = (items: number, redo = false): Activity => ({
  kind: 'undo-ready',
  undoes: 'r',
  redo,
  totals: { ...EMPTY_TOTALS, delete: { ...EMPTY_TOTALS.delete, remote: { items, bytes: 0 } } },
});

it.each<[string, readonly (Activity | undefined)[], boolean, string, boolean]>([
  ['one pair', [undo(2)], false, 'Undo 2 items', true],
  ['nothing left', [undo(0)], false, 'Undo: nothing to do', false],
  ['a redo', [undo(1, true)], false, 'Redo 1 item', true],
  ['all pairs', [undo(2), undo(1)], true, 'Undo 3 items in 2 pairs', true],
  ['some pairs', [undo(2), { kind: 'idle' }, undo(0), undefined], true, 'Undo 2 items in 1 pair', true],
  ['a redo in all pairs', [undo(2, true), undo(1, true)], true, 'Redo 3 items in 2 pairs', true],
  ['nothing left in any', [undo(0), undo(0)], true, 'Undo: nothing to do', false],
])('of %s, the button says what it will do', (_what, activities, several, name, enabled) => {
  expect(undoButton(activities, several)).toEqual({ name, enabled, redo: name.startsWith('Redo') });
});

it('is none where no undo is shown', () => {
  expect(undoButton([{ kind: 'idle' }, undefined], true)).toBeUndefined();
});
