import { describe, expect, it } from 'vitest';
import { EMPTY_TOTALS, type PlanTotals } from '../../../shared/plan/plan.js';
import type { Activity } from '../../../shared/run/activity.js';
import { FULL_PACE, NO_OUTCOMES, type RunReport } from '../../../shared/run/run.js';
import { synchronizeAllButton } from '../toolbar/synchronize-button.js';
import { pairState, sumOf, sumText } from './pair-state.js';
import { DELETION_LIMIT } from '../../../shared/problem.js';

const uploads = (items: number, conflicts = 0): PlanTotals => ({
  ...EMPTY_TOTALS,
  copy: { local: { items: 0, bytes: 0 }, remote: { items, bytes: items * 1_000_000 } },
  conflict: { items: conflicts, bytes: 0 },
});
const compared = (items: number, conflicts = 0): Activity => ({
  kind: 'compared',
  totals: uploads(items, conflicts),
});
const problem = { kind: 'folder-missing', what: 'The folder is gone.', advice: '' } as const;
const LIMIT: Activity = { kind: 'compared', totals: uploads(2), limit: { ...problem, kind: DELETION_LIMIT } };
const FAILED: Activity = { kind: 'compare-failed', problem };
const COMPARING: Activity = { kind: 'comparing', progress: { folders: 0, items: 0 }, totals: EMPTY_TOTALS };
const RUNNING: Activity = {
  kind: 'running',
  runId: 'r',
  dryRun: false,
  progress: { itemsDone: 0, itemsTotal: 1, bytesDone: 0, bytesTotal: 0 },
  pace: FULL_PACE,
  totals: EMPTY_TOTALS,
};

const report = (done: number, part: Partial<RunReport> = {}): RunReport => ({
  runId: 'r',
  profileId: 'p',
  trigger: 'window',
  dryRun: false,
  startedMs: 1_000,
  finishedMs: 2_000,
  end: { kind: 'finished' },
  counts: { ...NO_OUTCOMES, done },
  bytes: 0,
  unreached: { items: 0, bytes: 0 },
  items: [],
  ...part,
});

describe('how a pair stands', () => {
  it.each<[Activity | undefined, boolean, string, string]>([
    [undefined, false, 'Not compared yet', 'plain'],
    [{ kind: 'idle' }, false, 'Not compared yet', 'plain'],
    [{ kind: 'idle' }, true, 'Waiting', 'plain'],
    [COMPARING, false, 'Comparing…', 'busy'],
    [RUNNING, false, 'Syncing…', 'busy'],
    [FAILED, false, 'Couldn’t compare', 'bad'],
    [{ kind: 'compare-failed', problem: { ...problem, kind: 'stopped' } }, false, 'Stopped', 'mixed'],
    [compared(0), false, 'Nothing to do', 'good'],
    [compared(3), false, '3 changes', 'plain'],
    [compared(3, 1), false, '3 changes, 1 conflict', 'mixed'],
    [compared(0, 2), false, '2 conflicts', 'mixed'],
    [LIMIT, false, 'Asks first: 2 uploads', 'bad'],
  ])('%#: is said in a few words', (activity, waiting, words, tone) => {
    expect(pairState(activity, waiting)).toEqual({ words, tone });
  });
});

describe('the pairs after a comparison that failed', () => {
  const ofRun: Activity = { kind: 'idle', last: report(4) };

  it('are spoken of as to that comparison, not as to what ran before', () => {
    expect(sumText([FAILED, ofRun])).toBe('2 folder pairs: couldn’t compare 1 pair');
    expect(sumText([FAILED, FAILED, ofRun])).toBe('3 folder pairs: couldn’t compare 2 pairs');
    expect(sumText([{ kind: 'compare-failed', problem: { ...problem, kind: 'stopped' } }, ofRun])).toBe(
      '2 folder pairs: comparison stopped',
    );
    expect(
      sumText([{ kind: 'compare-failed', problem: { ...problem, kind: 'password-needed' } }, ofRun]),
    ).toBe('2 folder pairs: password needed');
    expect(sumText([ofRun, { kind: 'idle' }])).toBe('2 folder pairs: 4 items synced.');
    expect(sumText([FAILED, COMPARING])).toBe('2 folder pairs');
  });

  it('do not show the end of an earlier run where their turn did not come', () => {
    expect(pairState(ofRun, false, true).words).toBe('Not compared yet');
    expect(pairState(ofRun, false).words).toBe('4 items synced');
  });
});

describe('what all pairs did together', () => {
  const ran = (done: number, joint: string | undefined, part: Partial<RunReport> = {}): Activity => ({
    kind: 'ran',
    totals: EMPTY_TOTALS,
    report: report(done, { joint, ...part }),
  });

  it.each<[string, readonly (Activity | undefined)[], number | undefined, string | undefined]>([
    ['two that ran together can be undone together', [ran(1, 'j'), ran(2, 'j')], 3, 'j'],
    ['one that ran alone cannot', [ran(1, undefined), { kind: 'idle' }], 1, undefined],
    ['nor two that ran one by one', [ran(1, 'j'), ran(2, undefined, { startedMs: 1_500 })], 2, undefined],
    ['nor where only one did something', [ran(1, 'j'), ran(0, 'j')], 1, undefined],
    ['nor after a dry run', [ran(1, 'j', { dryRun: true }), ran(1, 'j', { dryRun: true })], 2, undefined],
    ['nothing is said while one is at work', [ran(1, 'j'), RUNNING], undefined, undefined],
    ['nor after a comparison that failed', [ran(1, 'j'), FAILED], undefined, undefined],
    ['nor before anything has run', [{ kind: 'idle' }, undefined], undefined, undefined],
  ])('%s', (_what, activities, done, undoable) => {
    const sum = sumOf(activities);
    expect(sum?.report.counts.done).toBe(done);
    expect(sum?.undoable).toBe(undoable);
  });
});

describe('the button that synchronizes all pairs', () => {
  it.each<[string, readonly (Activity | undefined)[], string, boolean]>([
    ['nothing is compared', [undefined, FAILED], 'Synchronize: compare first', false],
    ['one is compared just now', [compared(1), COMPARING], 'Synchronize: still comparing', false],
    ['one runs', [compared(1), RUNNING], 'Synchronize: running', false],
    ['both change', [compared(1), compared(2)], 'Synchronize 3 items in 2 pairs, 3.0 MB', true],
    ['only one does', [compared(0), compared(2)], 'Synchronize 2 items in 1 pair, 2.0 MB', true],
    ['one has failed', [FAILED, compared(2)], 'Synchronize 2 items in 1 pair, 2.0 MB', true],
    ['none does', [compared(0), compared(0)], 'Synchronize: nothing to do', false],
  ])('where %s', (_what, activities, name, enabled) => {
    expect(synchronizeAllButton(activities, undefined)).toMatchObject({ name, enabled });
  });

  it('S7: looks like danger where one of them would stop to ask', () => {
    expect(synchronizeAllButton([compared(1), LIMIT], undefined)).toEqual({
      name: 'Synchronize 3 items in 2 pairs: 3 uploads',
      enabled: true,
      danger: true,
    });
  });

  it('waits until all pairs have had their turn', () => {
    const round = { doing: 'compare', waiting: ['b'] } as const;
    expect(synchronizeAllButton([compared(1), undefined], round).enabled).toBe(false);
    expect(synchronizeAllButton([compared(1), compared(1)], { doing: 'run', waiting: [] }).enabled).toBe(
      false,
    );
  });
});
