import { describe, expect, it } from 'vitest';
import { EMPTY_TOTALS } from '../../../shared/plan/plan.js';
import { DELETION_LIMIT, type Problem, type ProblemKind } from '../../../shared/problem.js';
import { NO_OUTCOMES, type RunReport } from '../../../shared/run/run.js';
import type { SyncResult } from '../../activity/sync-result.js';
import type { Attempt } from '../../schedule/upcoming.js';
import { attemptOf, hasChanged, needsSomebody } from './attempt-of.js';

const problem = (kind: ProblemKind): Problem => ({ kind, what: 'It did not work.', advice: 'Try again.' });
const notRun = (kind: ProblemKind): SyncResult => ({ kind: 'not-run', problem: problem(kind) });
const ran = (rest: Partial<RunReport>): SyncResult => ({
  kind: 'ran',
  report: {
    runId: 'r',
    profileId: 'p',
    trigger: 'schedule',
    dryRun: false,
    startedMs: 0,
    finishedMs: 1,
    end: { kind: 'finished' },
    counts: NO_OUTCOMES,
    bytes: 0,
    unreached: { items: 0, bytes: 0 },
    items: [],
    ...rest,
  },
});
const brokenOff = (kind: ProblemKind): SyncResult =>
  ran({ end: { kind: 'broken-off', problem: problem(kind) }, counts: { ...NO_OUTCOMES, done: 1 } });
const STOPPED = ran({ end: { kind: 'stopped' }, counts: { ...NO_OUTCOMES, done: 1 } });

describe('a run that nobody asked for', () => {
  it.each<[string, SyncResult, Attempt]>([
    ['finished', ran({}), 'done'],
    ['left conflicts', ran({ counts: { ...NO_OUTCOMES, conflicts: 1 } }), 'done'],
    ['failed with some files', ran({ counts: { ...NO_OUTCOMES, done: 1, failed: 1 } }), 'partly'],
    ['skipped something', ran({ counts: { ...NO_OUTCOMES, skipped: 1 } }), 'done'],
    ['was only shown', { kind: 'shown', totals: EMPTY_TOTALS }, 'partly'],
    ['met the deletion limit', brokenOff(DELETION_LIMIT), 'partly'],
    ['was stopped', STOPPED, 'partly'],
    ['was stopped before it began', notRun('stopped'), 'partly'],
    ['lost its connection', brokenOff('connection-lost'), 'failed'],
    ['could not connect', notRun('server-unreachable'), 'failed'],
    ['has a wrong password', notRun('sign-in-refused'), 'refused'],
  ])('that %s', (_what, result, attempt) => {
    expect(attemptOf(result)).toBe(attempt);
  });

  it.each<[string, SyncResult, boolean, boolean]>([
    ['changed nothing', ran({}), false, false],
    ['changed something', ran({ counts: { ...NO_OUTCOMES, done: 1 } }), false, true],
    ['left conflicts', ran({ counts: { ...NO_OUTCOMES, conflicts: 1 } }), true, false],
    ['was stopped', STOPPED, false, false],
    ['lost its connection', brokenOff('connection-lost'), true, false],
  ])('that %s needs somebody: %s', (_what, result, somebody, changed) => {
    expect(needsSomebody(result)).toBe(somebody);
    expect(hasChanged(result)).toBe(changed);
  });
});
