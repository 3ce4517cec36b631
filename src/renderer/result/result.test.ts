import { describe, expect, it } from 'vitest';
import { NO_OUTCOMES, type ItemOutcome, type OutcomeCounts, type RunSummary } from '../../shared/run/run.js';
import { resultRows } from './group.js';
import { headline } from './headline.js';
import { heightOfItem, reasonOf } from './ItemLine.js';

function summary(counts: Partial<OutcomeCounts>, rest: Partial<RunSummary> = {}): RunSummary {
  return {
    runId: '1',
    profileId: 'p',
    trigger: 'window',
    dryRun: false,
    startedMs: 0,
    finishedMs: 1,
    end: { kind: 'finished' },
    counts: { ...NO_OUTCOMES, ...counts },
    bytes: 0,
    unreached: { items: 0, bytes: 0 },
    ...rest,
  };
}

const problem = { kind: 'other', what: 'w', advice: 'a' } as const;

describe('the headline of a result', () => {
  it.each<[RunSummary, string]>([
    [summary({ done: 17, skipped: 1, failed: 1 }), '17 items synchronized, 1 skipped, 1 failed.'],
    [
      summary({ done: 1, conflicts: 2 }, { bytes: 3_200_000 }),
      '1 item synchronized (3.2 MB), 2 conflicts skipped.',
    ],
    [summary({ skipped: 2 }), 'Nothing synchronized, 2 skipped.'],
    [summary({}), 'There was nothing to do.'],
    [summary({ wouldDo: 17 }, { dryRun: true }), 'Dry run: would synchronize 17 items. Nothing was changed.'],
    [summary({ done: 2000 }, { end: { kind: 'stopped' } }), 'Stopped: 2,000 items synchronized.'],
    [
      summary(
        { done: 3, failed: 1 },
        { end: { kind: 'stopped' }, unreached: { items: 1_200, bytes: 3_200_000 } },
      ),
      'Stopped: 3 items synchronized, 1 failed, 1,200 items not reached (3.2 MB).',
    ],
    [
      summary({}, { end: { kind: 'broken-off', problem }, unreached: { items: 1, bytes: 0 } }),
      'Failed: nothing was changed, 1 item not reached.',
    ],
    [
      summary({ wouldDo: 1, skipped: 2, conflicts: 3 }, { dryRun: true }),
      'Dry run: would synchronize 1 item, skip 2, leave 3 conflicts unresolved. Nothing was changed.',
    ],
    [summary({}, { end: { kind: 'broken-off', problem } }), 'Failed: nothing was changed.'],
    [summary({ done: 3 }, { end: { kind: 'broken-off', problem } }), 'Failed: 3 items synchronized.'],
    [summary({ done: 3, skipped: 1 }, { undoes: '0' }), '3 items undone, 1 skipped.'],
    [summary({}, { undoes: '0' }), 'There was nothing to undo.'],
    [summary({}, { undoes: '0', end: { kind: 'broken-off', problem } }), 'Undo failed: nothing was changed.'],
    [summary({ done: 1 }, { restores: 'a.txt' }), '1 item restored.'],
  ])('%#', (run, expected) => {
    expect(headline(run)).toBe(expected);
  });
});

describe('the lines of a result', () => {
  const item = (path: string, rest: Partial<ItemOutcome>): ItemOutcome => ({
    path,
    action: { kind: 'copy', to: 'remote', replaces: false },
    outcome: { kind: 'done' },
    bytes: 0,
    ...rest,
  });
  const items = [
    item('done', {}),
    item('conflict', {
      action: { kind: 'conflict', conflict: 'first-meeting' },
      outcome: { kind: 'skipped', problem },
    }),
    item('failed', { outcome: { kind: 'failed', problem } }),
  ];

  it('begin with what failed and end with what was done', () => {
    const lines = resultRows(items, NO_OUTCOMES, new Set()).map((row) =>
      row.kind === 'item' ? row.item.path : row.group,
    );
    expect(lines).toEqual(['failed', 'failed', 'conflicts', 'conflict', 'done', 'done']);
  });

  it('say how many more there are than the report holds', () => {
    const rows = resultRows(items, { ...NO_OUTCOMES, done: 10_261, failed: 1 }, new Set());
    expect(rows.at(-1)).toEqual({ kind: 'more', group: 'done', count: 10_260 });
    expect(rows.filter((row) => row.kind === 'group').map(({ count }) => count)).toEqual([1, 1, 10_261]);
  });

  it('leave out the items of a closed part', () => {
    expect(resultRows(items, NO_OUTCOMES, new Set(['done'] as const))).toHaveLength(5);
  });
});

describe('the reason of an item', () => {
  const failed: ItemOutcome = {
    path: 'a',
    action: { kind: 'copy', to: 'remote', replaces: false },
    outcome: { kind: 'failed', problem },
    bytes: 0,
  };

  it('stands in its line, which is higher for it', () => {
    expect(reasonOf(failed)).toBe(problem);
    expect(heightOfItem(failed)).toBeGreaterThan(heightOfItem({ ...failed, outcome: { kind: 'done' } }));
  });

  it('is left out where the same one stopped the whole run and stands above', () => {
    expect(reasonOf(failed, { ...problem })).toBeUndefined();
    expect(reasonOf(failed, { ...problem, what: 'something else' })).toBe(problem);
  });
});
