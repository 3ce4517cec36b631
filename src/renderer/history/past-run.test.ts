import { describe, expect, it } from 'vitest';
import type { PastRun } from '../../shared/run/history.js';
import { NO_OUTCOMES, type RunSummary } from '../../shared/run/run.js';
import { runText } from '../../shared/run/text.js';
import { toneOf, undoneMs } from './past-run.js';

function past(runId: string, counts: Partial<RunSummary['counts']>, rest: Partial<RunSummary> = {}): PastRun {
  const summary: RunSummary = {
    runId,
    profileId: 'p',
    trigger: 'window',
    dryRun: false,
    startedMs: 5,
    finishedMs: 6,
    end: { kind: 'finished' },
    counts: { ...NO_OUTCOMES, ...counts },
    bytes: 0,
    unreached: { items: 0, bytes: 0 },
    ...rest,
  };
  return { seq: 1, runId, startedMs: summary.startedMs, summary, undoable: true };
}

const problem = { kind: 'other', what: 'w', advice: 'a' } as const;
const CUT_OFF: PastRun = { seq: 1, runId: 'x', startedMs: 5, undoable: true };

describe('a line of the history', () => {
  it.each<[string, PastRun, string, string]>([
    ['success', past('1', { done: 3 }), 'good', '3 items'],
    ['there was nothing to do', past('1', {}), 'good', 'nothing to do'],
    ['some were skipped', past('1', { done: 1, skipped: 2 }), 'mixed', '1 item, 2 skipped'],
    ['one failed', past('1', { done: 1200, failed: 1 }), 'bad', '1,200 items, 1 failed'],
    ['conflicts were left', past('1', { conflicts: 1 }), 'mixed', '1 conflict'],
    ['it was stopped', past('1', { done: 1 }, { end: { kind: 'stopped' } }), 'mixed', 'Stopped: 1 item'],
    [
      'it was stopped before it had done anything',
      past('1', {}, { end: { kind: 'stopped' }, unreached: { items: 3, bytes: 0 } }),
      'mixed',
      'Stopped: 3 not reached',
    ],
    [
      'it was stopped at once, by an earlier version',
      past('1', {}, { end: { kind: 'stopped' } }),
      'mixed',
      'Stopped: nothing done',
    ],
    [
      'it did not come to everything',
      past(
        '1',
        { done: 2, failed: 1 },
        { end: { kind: 'broken-off', problem }, unreached: { items: 1_200, bytes: 9 } },
      ),
      'bad',
      'Failed: 2 items, 1 failed, 1,200 not reached',
    ],
    [
      'it was broken off',
      past('1', { done: 1 }, { end: { kind: 'broken-off', problem } }),
      'bad',
      'Failed: 1 item',
    ],
    [
      'it could not even begin',
      past('1', {}, { end: { kind: 'broken-off', problem } }),
      'bad',
      'Couldn’t run',
    ],
    ['it took another back', past('1', { done: 2 }, { undoes: '0' }), 'good', '2 items undone'],
    [
      'it undid none of another',
      past('1', { skipped: 2 }, { undoes: '0' }),
      'mixed',
      'nothing undone, 2 skipped',
    ],
    [
      'it could not begin to undo another',
      past('1', {}, { undoes: '0', end: { kind: 'broken-off', problem } }),
      'bad',
      'Couldn’t undo',
    ],
    ['it restored a kept version', past('1', { done: 1 }, { restores: 'a' }), 'good', '1 item restored'],
    ['it was cut off', CUT_OFF, 'bad', 'Interrupted'],
    [
      'it was cut off, and how far it had come',
      {
        ...CUT_OFF,
        unended: {
          state: 'cut',
          counts: { ...NO_OUTCOMES, done: 12, failed: 1 },
          bytes: 3_000_000,
          planned: { items: 1_040, bytes: 9_000_000 },
        },
      },
      'bad',
      'Interrupted after 12 of 1,040 items (3.0 MB), 1 failed',
    ],
    [
      'an undo was cut off',
      { ...CUT_OFF, unended: { state: 'cut', undoes: '1', counts: { ...NO_OUTCOMES, done: 1 }, bytes: 0 } },
      'bad',
      'Undo interrupted after 1 item',
    ],
  ])('says that %s', (_what, run, tone, words) => {
    expect(runText.line(run, undefined)).toBe(words);
    expect(toneOf(run, undefined)).toBe(tone);
  });

  it('tells a run that goes on from one that was cut off', () => {
    expect(runText.line(CUT_OFF, 'x')).toBe('Running');
    expect(toneOf(CUT_OFF, 'x')).toBe('busy');
  });

  it('knows which run was undone, and not by an undo that did nothing', () => {
    const runs = [past('2', { done: 1 }, { undoes: '1', startedMs: 9 }), past('1', { done: 1 })];
    expect(undoneMs('1', runs)).toBe(9);
    expect(undoneMs('2', runs)).toBeUndefined();
    expect(undoneMs('1', [past('2', { skipped: 1 }, { undoes: '1' })])).toBeUndefined();
  });
});
