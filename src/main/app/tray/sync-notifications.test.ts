import { describe, expect, it } from 'vitest';
import { EMPTY_TOTALS, type PlanTotals } from '../../../shared/plan/plan.js';
import { DELETION_LIMIT, type Problem, type ProblemKind } from '../../../shared/problem.js';
import { NO_OUTCOMES, type RunReport } from '../../../shared/run/run.js';
import type { SyncResult } from '../../activity/sync-result.js';
import { isNotified, isToBeSeen, syncWords } from './sync-notifications.js';

const problem = (kind: ProblemKind): Problem => ({ kind, what: 'It did not work.', advice: 'Try again.' });
const ran = (rest: Partial<RunReport>): SyncResult => ({
  kind: 'ran',
  report: {
    runId: 'r',
    profileId: 'p',
    trigger: 'tray',
    dryRun: false,
    startedMs: 0,
    finishedMs: 1,
    end: { kind: 'finished' },
    counts: { ...NO_OUTCOMES, done: 2 },
    bytes: 0,
    unreached: { items: 0, bytes: 0 },
    items: [],
    ...rest,
  },
});
const GOOD = ran({});
const FAILED = ran({ counts: { ...NO_OUTCOMES, failed: 1 } });
const ASKS = ran({ end: { kind: 'broken-off', problem: problem(DELETION_LIMIT) } });
const shown = (totals: PlanTotals): SyncResult => ({ kind: 'shown', totals });
const WORK = shown({ ...EMPTY_TOTALS, conflict: { items: 1, bytes: 0 } });
const notRun = (kind: ProblemKind): SyncResult => ({ kind: 'not-run', problem: problem(kind) });

describe('the end of a sync that was started outside the window', () => {
  it.each<[string, SyncResult, readonly boolean[]]>([
    ['that went well', GOOD, [true, false, false]],
    ['that failed', FAILED, [true, true, false]],
    ['that waits for somebody', WORK, [true, true, false]],
    ['that could not begin', notRun('busy'), [true, true, false]],
  ])('%s is told of with all notifications, those of problems, and none', (_what, result, told) => {
    expect((['all', 'problems', 'none'] as const).map((wanted) => isNotified(result, wanted))).toEqual(told);
  });

  it.each<[string, SyncResult, boolean]>([
    ['a plan with something in it', WORK, true],
    ['a plan with nothing in it', shown(EMPTY_TOTALS), false],
    ['a run that asks', ASKS, true],
    ['a run that failed', FAILED, false],
    ['a password that is missing', notRun('password-needed'), true],
    ['a profile that is busy', notRun('busy'), false],
  ])('brings the window to the front only for what waits for somebody: %s', (_what, result, seen) => {
    expect(isToBeSeen(result)).toBe(seen);
  });

  it('is said in whole sentences', () => {
    expect(syncWords(GOOD)).toBe('2 items synced.');
    expect(syncWords(WORK)).toBe('Review the plan first: 1 conflict.');
    expect(syncWords(notRun('busy'))).toBe('It did not work. Try again.');
  });
});
