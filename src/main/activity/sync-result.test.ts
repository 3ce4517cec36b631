import { describe, expect, it } from 'vitest';
import { EMPTY_TOTALS, type PlanTotals } from '../../shared/plan/plan.js';
import type { Problem, ProblemKind } from '../../shared/problem.js';
import { NO_OUTCOMES, type RunEnd } from '../../shared/run/run.js';
import { sumOfResults, type PairResult } from './sync-result.js';

const problem = (kind: ProblemKind): Problem => ({ kind, what: 'It did not work.', advice: 'Try again.' });
const ran = (name: string, done: number, end: RunEnd = { kind: 'finished' }): PairResult => ({
  name,
  result: {
    kind: 'ran',
    report: {
      runId: name,
      profileId: name,
      trigger: 'tray',
      dryRun: false,
      startedMs: 0,
      finishedMs: 1,
      end,
      counts: { ...NO_OUTCOMES, done },
      bytes: 0,
      unreached: { items: 0, bytes: 0 },
      items: [],
    },
  },
});
const notRun = (name: string): PairResult => ({
  name,
  result: { kind: 'not-run', problem: problem('folder-missing') },
});
const UPLOAD: PlanTotals = {
  ...EMPTY_TOTALS,
  copy: { local: { items: 0, bytes: 0 }, remote: { items: 1, bytes: 3 } },
};
const shown = (name: string): PairResult => ({ name, result: { kind: 'shown', totals: UPLOAD } });

describe('what came of several pairs', () => {
  it('is that of the one where there is only one', () => {
    const one = notRun('site');
    expect(sumOfResults([one])).toBe(one.result);
    expect(sumOfResults([])).toBeUndefined();
  });

  it('is a run where all ran', () => {
    expect(sumOfResults([ran('site', 1), ran('conf', 2)])).toMatchObject({
      kind: 'ran',
      report: { end: { kind: 'finished' }, counts: { done: 3 } },
    });
  });

  it.each([
    ['could not be compared', notRun('conf')],
    ['broke off', ran('conf', 0, { kind: 'broken-off', problem: problem('folder-missing') })],
  ])('is a run that broke off, by the name of the pair, where one ran and one %s', (_what, other) => {
    expect(sumOfResults([ran('site', 1), other])).toMatchObject({
      kind: 'ran',
      report: {
        end: { kind: 'broken-off', problem: { kind: 'folder-missing', what: '“conf”: It did not work.' } },
        counts: { done: 1 },
      },
    });
  });

  it('is no run, by the name of the pair, where none ran', () => {
    expect(sumOfResults([notRun('site'), shown('conf')])).toMatchObject({
      kind: 'not-run',
      problem: { what: '“site”: It did not work.' },
    });
  });

  it('waits to be looked at where plans do', () => {
    expect(sumOfResults([shown('site'), shown('conf')])).toMatchObject({
      kind: 'shown',
      totals: { copy: { remote: { items: 2 } } },
    });
    expect(sumOfResults([ran('site', 1), shown('conf')])?.kind).toBe('shown');
  });
});
