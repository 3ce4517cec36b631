import { expect, it } from 'vitest';
import type { Activity } from '../../../shared/run/activity.js';
import { EMPTY_TOTALS, type PlanTotals } from '../../../shared/plan/plan.js';
import { shellText } from '../text.js';
import { synchronizeButton } from './synchronize-button.js';
import { DELETION_LIMIT } from '../../../shared/problem.js';

const NOTHING = { items: 0, bytes: 0 };
const totals: PlanTotals = {
  ...EMPTY_TOTALS,
  copy: { local: { items: 2, bytes: 200_000 }, remote: { items: 10, bytes: 3_000_000 } },
  delete: { local: NOTHING, remote: { items: 5, bytes: 0 } },
};
const deletions: PlanTotals = { ...EMPTY_TOTALS, delete: totals.delete };

it.each<[Activity | undefined, string, boolean]>([
  [undefined, 'Synchronize: compare first', false],
  [{ kind: 'idle' }, 'Synchronize: compare first', false],
  [{ kind: 'comparing', progress: { folders: 0, items: 0 }, totals }, 'Synchronize: still comparing', false],
  [{ kind: 'compared', totals }, 'Synchronize 17 items, 3.2 MB', true],
  [{ kind: 'compared', totals: deletions }, 'Synchronize 5 items', true],
  [
    { kind: 'compared', totals: { ...EMPTY_TOTALS, remember: { items: 4, bytes: 0 } } },
    'Synchronize: record 4 matching items',
    true,
  ],
  [{ kind: 'compared', totals: EMPTY_TOTALS }, 'Synchronize: nothing to do', false],
])('%#: the button says what it will do', (activity, name, enabled) => {
  expect(synchronizeButton(activity)).toEqual({ name, enabled });
});

it('says one kind after the other where a run would delete so much that it asks first', () => {
  const gone: PlanTotals = {
    ...EMPTY_TOTALS,
    copy: { local: NOTHING, remote: { items: 2, bytes: 9 } },
    delete: { local: { items: 20_249, bytes: 0 }, remote: NOTHING },
  };
  const limit = { kind: DELETION_LIMIT, what: 'Much would go.', advice: 'Look.' } as const;
  expect(synchronizeButton({ kind: 'compared', totals: gone, limit })).toEqual({
    name: 'Synchronize 20,251 items: 2 uploads, 20,249 deletions',
    enabled: true,
    danger: true,
  });
  expect(shellText.deletion.items(20_249, 0)).toBe('20,249 items on the local side');
});
