import { describe, expect, it } from 'vitest';
import type { Activity } from '../../shared/run/activity.js';
import { EMPTY_TOTALS, NOTHING, type PlanTotals } from '../../shared/plan/plan.js';
import {
  FULL_PACE,
  NO_OUTCOMES,
  type EngineEvent,
  type RunEnd,
  type RunReport,
} from '../../shared/run/run.js';
import { refusalOf, type Wish } from './refusal.js';
import { afterEvent, afterRun, beginningRun } from './transition.js';

const TOTALS: PlanTotals = {
  ...EMPTY_TOTALS,
  copy: { local: { items: 1, bytes: 10 }, remote: { items: 2, bytes: 20 } },
};
const PROBLEM = { kind: 'timed-out', what: 'It took too long.', advice: 'Try again.' } as const;
const PROGRESS = { itemsDone: 1, itemsTotal: 3, bytesDone: 10, bytesTotal: 30 };

function report(end: RunEnd, dryRun = false): RunReport {
  return {
    runId: 'r',
    profileId: 'p',
    trigger: 'window',
    dryRun,
    startedMs: 0,
    finishedMs: 1,
    end,
    counts: NO_OUTCOMES,
    bytes: 0,
    unreached: NOTHING,
    items: [],
  };
}

const FINISHED = report({ kind: 'finished' });
const BRAKED = report({ kind: 'broken-off', problem: { ...PROBLEM, kind: 'brakes' } });

const IDLE: Activity = { kind: 'idle' };
const COMPARING: Activity = { kind: 'comparing', progress: { folders: 0, items: 0 }, totals: EMPTY_TOTALS };
const FAILED: Activity = { kind: 'compare-failed', problem: PROBLEM };
const COMPARED: Activity = { kind: 'compared', totals: TOTALS };
const RUNNING = beginningRun({ runId: 'r', dryRun: false }, TOTALS, FULL_PACE);
const RAN: Activity = { kind: 'ran', report: FINISHED, totals: TOTALS };

const FOUND: EngineEvent = { kind: 'plan-items', items: [], totals: TOTALS };
const ITEM: EngineEvent = {
  kind: 'item-finished',
  item: { path: 'a', action: { kind: 'equal' }, outcome: { kind: 'done' }, bytes: 0 },
  progress: PROGRESS,
};

describe('an activity', () => {
  it.each([IDLE, FAILED, COMPARED, RAN])(
    'of the kind $kind begins a comparison with nothing found',
    (before) => {
      expect(afterEvent(before, { kind: 'compare-started' }, undefined)).toEqual(COMPARING);
    },
  );

  it('shows what the comparison has found so far', () => {
    const found = afterEvent(COMPARING, FOUND, undefined);
    expect(found).toEqual({ ...COMPARING, totals: TOTALS });
    const progress = { folders: 3, items: 9 };
    expect(afterEvent(found, { kind: 'scan-progress', progress }, undefined)).toEqual({
      kind: 'comparing',
      progress,
      totals: TOTALS,
    });
  });

  it('is compared when the comparison has finished', () => {
    expect(afterEvent(COMPARING, { kind: 'compare-finished', totals: TOTALS }, undefined)).toEqual(COMPARED);
  });

  it('keeps the filters that wait to be accepted until the next comparison, whatever is chosen or tried meanwhile', () => {
    const effect = { items: 1, paths: ['a'] };
    const waitingFilters = { text: 'a\n', excludes: effect, includes: { items: 0, paths: [] } };
    const clockChanges = [{ side: 'remote', shiftMs: 3_600_000 }] as const;
    const end = { kind: 'compare-finished', totals: TOTALS, waitingFilters, clockChanges } as const;
    const compared = { ...COMPARED, waitingFilters, clockChanges };
    expect(afterEvent(COMPARING, end, undefined)).toEqual(compared);
    expect(afterEvent(compared, FOUND, undefined)).toEqual(compared);
    for (const ended of [BRAKED, report({ kind: 'finished' }, true)])
      expect(afterRun(ended, { totals: TOTALS, waitingFilters })).toMatchObject({ waitingFilters });
    expect(afterEvent(compared, { kind: 'compare-started' }, undefined)).toEqual(COMPARING);
  });

  it('remembers the last run where the comparison failed', () => {
    expect(afterEvent(COMPARING, { kind: 'compare-failed', problem: PROBLEM }, FINISHED)).toEqual({
      kind: 'compare-failed',
      problem: PROBLEM,
      last: FINISHED,
    });
  });

  it('forgets a dry run when a conflict is settled after it', () => {
    const tried = afterRun(report({ kind: 'finished' }, true), { totals: EMPTY_TOTALS });
    expect(tried).toMatchObject({ kind: 'compared', dryRun: { dryRun: true } });
    expect(afterEvent(tried, FOUND, undefined)).toEqual(COMPARED);
  });

  it('counts what a run has ahead of it before the run says so', () => {
    expect(RUNNING).toMatchObject({
      kind: 'running',
      progress: { itemsDone: 0, itemsTotal: 3, bytesDone: 0, bytesTotal: 30 },
    });
    expect(afterEvent(RUNNING, ITEM, undefined)).toMatchObject({ kind: 'running', progress: PROGRESS });
  });

  it('keeps the plan, and asks, where a run stopped before it did anything', () => {
    expect(afterRun(BRAKED, { totals: TOTALS })).toMatchObject({
      kind: 'compared',
      totals: TOTALS,
      asks: { kind: 'brakes' },
    });
  });

  it('has used its plan up after a run, but not after a dry one', () => {
    expect(afterRun(FINISHED, { totals: TOTALS })).toEqual(RAN);
    expect(afterRun(report({ kind: 'finished' }, true), { totals: TOTALS }).kind).toBe('compared');
  });

  it.each([
    [IDLE, FOUND],
    [IDLE, ITEM],
    [COMPARED, ITEM],
    [RAN, FOUND],
    [RUNNING, { kind: 'compare-finished', totals: EMPTY_TOTALS }],
  ] as const)('is not moved by an event that does not fit', (before, event) => {
    expect(afterEvent(before, event, undefined)).toEqual(before);
  });
});

describe('a wish', () => {
  const compare: Wish = { kind: 'compare' };
  const settle: Wish = { kind: 'settle' };
  const change: Wish = { kind: 'change' };
  const run: Wish = { kind: 'run', wish: 'run' };
  const dryRun: Wish = { kind: 'run', wish: 'dry-run' };
  const passBrakes: Wish = { kind: 'run', wish: 'pass-brakes' };
  const asked = afterRun(BRAKED, { totals: TOTALS });

  it.each([
    [compare, IDLE],
    [compare, FAILED],
    [compare, COMPARED],
    [compare, RAN],
    [change, IDLE],
    [change, RAN],
    [settle, COMPARED],
    [run, COMPARED],
    [dryRun, COMPARED],
    [passBrakes, COMPARED],
    [run, asked],
    [passBrakes, asked],
  ])('%j is granted when $kind', (wish, activity) => {
    expect(refusalOf(wish, activity, false)).toBeUndefined();
  });

  it.each([
    [settle, IDLE],
    [settle, RAN],
    [run, IDLE],
    [run, FAILED],
    [run, RAN],
    [passBrakes, RAN],
  ])('%j is refused without a plan that can still be carried out', (wish, activity) => {
    expect(refusalOf(wish, activity, false)).toMatchObject({ kind: 'invalid', advice: 'Compare first.' });
  });

  it.each([compare, settle, run, dryRun, passBrakes, change])('%j has to wait while work goes on', (wish) => {
    for (const activity of [COMPARING, RUNNING]) {
      expect(refusalOf(wish, activity, false)?.kind).toBe('busy');
    }
    // Between the comparison and the run of Sync now.
    expect(refusalOf(wish, COMPARED, true)?.kind).toBe('busy');
  });
});
