import { describe, expect, it } from 'vitest';
import { NO_OUTCOMES, type OutcomeCounts, type RunEnd, type RunSummary } from '../../shared/run/run.js';
import { isGood, longWords, shortWords } from './run-messages.js';

function summary(
  counts: Partial<OutcomeCounts>,
  end: RunEnd = { kind: 'finished' },
  unreached = 0,
  why: Pick<RunSummary, 'undoes' | 'restores'> = {},
): RunSummary {
  return {
    runId: 'r',
    profileId: 'p',
    trigger: 'tray',
    dryRun: false,
    startedMs: 0,
    finishedMs: 1,
    end,
    counts: { ...NO_OUTCOMES, ...counts },
    bytes: 0,
    unreached: { items: unreached, bytes: 0 },
    ...why,
  };
}

const ENDED: RunEnd = { kind: 'finished' };
const CUT: RunEnd = {
  kind: 'broken-off',
  problem: { kind: 'connection-lost', what: 'The connection to the server was lost.', advice: 'Try again.' },
};

describe('the words for a run', () => {
  it.each([
    [summary({}), 'Everything was even', true],
    [summary({ done: 1 }), '1 item synchronized', true],
    [summary({ done: 12, conflicts: 2 }), '12 items synchronized, 2 conflicts left', false],
    [
      summary({ conflicts: 1, skipped: 3, failed: 1 }),
      'Nothing synchronized, 1 conflict left, 3 skipped, 1 failed',
      false,
    ],
    [summary({ done: 5 }, { kind: 'stopped' }), 'Stopped after 5 items', false],
    [summary({}, { kind: 'stopped' }, 6), 'Stopped before anything was done, 6 not reached', false],
    [
      summary({ done: 5, failed: 1 }, { kind: 'stopped' }, 4),
      'Stopped after 5 items, 1 failed, 4 not reached',
      false,
    ],
    [summary({}, CUT, 6), 'Could not run', false],
    [summary({ failed: 1 }, CUT, 5), 'Broken off after 0 items, 1 failed, 5 not reached', false],
    [summary({ done: 5 }, CUT), 'Broken off after 5 items', false],
    [summary({ done: 2, skipped: 1 }, ENDED, 0, { undoes: '0' }), '2 items taken back, 1 skipped', false],
    [summary({ skipped: 1 }, ENDED, 0, { undoes: '0' }), 'Nothing taken back, 1 skipped', false],
    [summary({}, ENDED, 0, { undoes: '0' }), 'There was nothing to take back', true],
    [summary({}, CUT, 0, { undoes: '0' }), 'Could not take the run back', false],
    [summary({ done: 1 }, ENDED, 0, { restores: 'a' }), '1 item put back', true],
  ])('say how it ended: case %#', (run, words, good) => {
    expect(shortWords(run)).toBe(words);
    expect(isGood(run)).toBe(good);
  });

  it('say in a notification why it was broken off', () => {
    expect(longWords(summary({ done: 5 }, CUT))).toBe(
      'Broken off after 5 items. The connection to the server was lost.',
    );
  });
});
