import { describe, expect, it } from 'vitest';
import { NO_OUTCOMES, type OutcomeCounts, type RunEnd, type RunSummary } from './run.js';
import { runTone } from './run-tone.js';
import { longWords, shortWords } from './run-messages.js';

function summary(
  counts: Partial<OutcomeCounts>,
  end: RunEnd = { kind: 'finished' },
  unreached = 0,
  why: Pick<RunSummary, 'undoes' | 'restores' | 'differing'> = {},
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
    [summary({}), 'Already in sync', 'good'],
    [summary({}, { kind: 'finished' }, 0, { differing: 1 }), 'Nothing to do; 1 item still differs', 'good'],
    [summary({}, { kind: 'finished' }, 0, { differing: 3 }), 'Nothing to do; 3 items still differ', 'good'],
    [summary({ done: 1 }), '1 item synchronized', 'good'],
    [summary({ done: 12, conflicts: 2 }), '12 items synchronized, 2 conflicts left', 'mixed'],
    [
      summary({ conflicts: 1, skipped: 3, failed: 1 }),
      'Nothing synchronized, 1 conflict left, 3 skipped, 1 failed',
      'bad',
    ],
    [summary({ done: 5 }, { kind: 'stopped' }), 'Stopped after 5 items', 'mixed'],
    [summary({}, { kind: 'stopped' }, 6), 'Stopped before anything was done, 6 not reached', 'mixed'],
    [
      summary({ done: 5, failed: 1 }, { kind: 'stopped' }, 4),
      'Stopped after 5 items, 1 failed, 4 not reached',
      'bad',
    ],
    [summary({}, CUT, 6), 'Couldn’t run', 'bad'],
    [summary({ failed: 1 }, CUT, 5), 'Failed after 0 items, 1 failed, 5 not reached', 'bad'],
    [summary({ done: 5 }, CUT), 'Failed after 5 items', 'bad'],
    [summary({ done: 2, skipped: 1 }, ENDED, 0, { undoes: '0' }), '2 items undone, 1 skipped', 'mixed'],
    [summary({ skipped: 1 }, ENDED, 0, { undoes: '0' }), 'Nothing undone, 1 skipped', 'mixed'],
    [summary({}, ENDED, 0, { undoes: '0' }), 'There was nothing to undo', 'good'],
    [summary({}, CUT, 0, { undoes: '0' }), 'Couldn’t undo the run', 'bad'],
    [summary({ done: 1 }, ENDED, 0, { restores: 'a' }), '1 item restored', 'good'],
  ])('say how it ended: case %#', (run, words, tone) => {
    expect(shortWords(run)).toBe(words);
    expect(runTone(run)).toBe(tone);
  });

  it('say in a notification why it was broken off', () => {
    expect(longWords(summary({ done: 5 }, CUT))).toBe(
      'Failed after 5 items. The connection to the server was lost.',
    );
  });
});
