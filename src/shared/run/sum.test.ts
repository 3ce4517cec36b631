import { describe, expect, it } from 'vitest';
import { EMPTY_TOTALS } from '../plan/plan.js';
import { NO_OUTCOMES, type RunEnd, type RunReport } from './run.js';
import { ofOneRun, sumOfRuns, sumOfTotals, worstTone } from './sum.js';

const MINUTE = 60_000;
const ran = (
  runId: string,
  startedMs: number,
  finishedMs: number,
  rest: Partial<RunReport> = {},
): RunReport => ({
  runId,
  profileId: runId,
  trigger: 'window',
  dryRun: false,
  startedMs,
  finishedMs,
  end: { kind: 'finished' },
  counts: NO_OUTCOMES,
  bytes: 0,
  unreached: { items: 0, bytes: 0 },
  items: [],
  ...rest,
});
const BROKEN: RunEnd = { kind: 'broken-off', problem: { kind: 'other', what: 'Gone.', advice: '' } };

describe('the runs of the pairs of a profile', () => {
  it('are one where they are on record as such, however long it took', () => {
    const [old, one, two] = [
      ran('old', 0, 1, { joint: 'i' }),
      ran('one', 2, 3, { joint: 'j' }),
      ran('two', 60 * MINUTE, 61 * MINUTE, { joint: 'j' }),
    ];
    expect(ofOneRun([old, two, one])).toEqual([two, one]);
    expect(ofOneRun([])).toEqual([]);
  });

  it('are not one where the newest ran by itself, however soon after the others', () => {
    const [together, alone] = [ran('together', 0, 1, { joint: 'j' }), ran('alone', 2, 3)];
    expect(ofOneRun([together, alone])).toEqual([alone]);
    expect(ofOneRun([ran('before', 0, 1), alone])).toEqual([alone]);
  });

  it('add up, and end as the worst of them', () => {
    const done = { ...NO_OUTCOMES, done: 2 };
    const sum = sumOfRuns([
      ran('one', 10, 20, { counts: done, bytes: 5, differing: 1 }),
      ran('two', 30, 40, { counts: { ...done, failed: 1 }, bytes: 7, end: BROKEN }),
      ran('three', 50, 60, { end: { kind: 'stopped' } }),
    ]);
    expect(sum).toMatchObject({
      runId: 'one',
      startedMs: 10,
      finishedMs: 60,
      end: BROKEN,
      counts: { done: 4, failed: 1 },
      bytes: 12,
      differing: 1,
    });
    expect(sumOfRuns([])).toBeUndefined();
  });

  it('leave a single one as it is', () => {
    const one = ran('one', 1, 2);
    expect(sumOfRuns([one])).toBe(one);
  });
});

it('plans add up, each kind by itself', () => {
  const uploads = (items: number) => ({
    ...EMPTY_TOTALS,
    copy: { local: { items: 0, bytes: 0 }, remote: { items, bytes: 10 * items } },
    conflict: { items: 1, bytes: 0 },
  });
  expect(sumOfTotals(uploads(2), uploads(3))).toMatchObject({
    copy: { remote: { items: 5, bytes: 50 }, local: { items: 0 } },
    conflict: { items: 2 },
  });
});

it('the worst tone counts', () => {
  expect(worstTone(['good', 'bad', 'mixed'])).toBe('bad');
  expect(worstTone(['good', 'mixed'])).toBe('mixed');
  expect(worstTone([])).toBe('good');
});
