import { describe, expect, it } from 'vitest';
import { FULL_PACE, NO_OUTCOMES, runTone, type OutcomeCounts, type RunEnd, type RunSummary } from './run.js';
import { runText } from './text.js';
import type { Activity } from './activity.js';
import { EMPTY_TOTALS } from '../plan/plan.js';

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
    [summary({ done: 1 }), '1 item synced', 'good'],
    [summary({ done: 12, conflicts: 2 }), '12 items synced, 2 conflicts left', 'mixed'],
    [
      summary({ conflicts: 1, skipped: 3, failed: 1 }),
      'Nothing synced, 1 conflict left, 3 skipped, 1 failed',
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
    expect(runText.short(run)).toBe(words);
    expect(runTone(run)).toBe(tone);
  });

  it('a notification says why a run failed', () => {
    expect(runText.sentences(summary({ done: 5 }, CUT))).toBe(
      'Failed after 5 items. The connection to the server was lost.',
    );
  });
});

const problem = { kind: 'other', what: 'w', advice: 'a' } as const;

function run(counts: Partial<OutcomeCounts>, rest: Partial<RunSummary> = {}): RunSummary {
  return { ...summary(counts), ...rest };
}

describe('the headline of a result', () => {
  it.each<[RunSummary, string]>([
    [run({ done: 17, skipped: 1, failed: 1 }), '17 items synced, 1 skipped, 1 failed.'],
    [run({ done: 1, conflicts: 2 }, { bytes: 3_200_000 }), '1 item synced (3.2 MB), 2 conflicts skipped.'],
    [run({ skipped: 2 }), 'Nothing synced, 2 skipped.'],
    [run({}), 'There was nothing to do.'],
    [run({ wouldDo: 17 }, { dryRun: true }), 'Dry run: would sync 17 items. Nothing was changed.'],
    [run({ done: 2000 }, { end: { kind: 'stopped' } }), 'Stopped: 2,000 items synced.'],
    [
      run(
        { done: 3, failed: 1 },
        { end: { kind: 'stopped' }, unreached: { items: 1_200, bytes: 3_200_000 } },
      ),
      'Stopped: 3 items synced, 1 failed, 1,200 items not reached (3.2 MB).',
    ],
    [
      run({}, { end: { kind: 'broken-off', problem }, unreached: { items: 1, bytes: 0 } }),
      'Failed: nothing was changed, 1 item not reached.',
    ],
    [
      run({ wouldDo: 1, skipped: 2, conflicts: 3 }, { dryRun: true }),
      'Dry run: would sync 1 item, skip 2, leave 3 conflicts unresolved. Nothing was changed.',
    ],
    [run({}, { end: { kind: 'broken-off', problem } }), 'Failed: nothing was changed.'],
    [run({ done: 3 }, { end: { kind: 'broken-off', problem } }), 'Failed: 3 items synced.'],
    [run({ done: 3, skipped: 1 }, { undoes: '0' }), '3 items undone, 1 skipped.'],
    [run({}, { undoes: '0' }), 'There was nothing to undo.'],
    [run({}, { undoes: '0', end: { kind: 'broken-off', problem } }), 'Undo failed: nothing was changed.'],
    [run({ done: 1 }, { restores: 'a.txt' }), '1 item restored.'],
  ])('%#', (given, expected) => {
    expect(runText.headline(given)).toBe(expected);
  });
});

const RUNNING: Extract<Activity, { kind: 'running' }> = {
  kind: 'running',
  runId: 'r',
  dryRun: false,
  progress: { itemsDone: 0, itemsTotal: 1, bytesDone: 0, bytesTotal: 0 },
  pace: FULL_PACE,
  totals: EMPTY_TOTALS,
};

it.each<[Activity | undefined, string | undefined]>([
  [undefined, undefined],
  [{ kind: 'idle' }, undefined],
  [{ kind: 'comparing', progress: { folders: 0, items: 0 }, totals: EMPTY_TOTALS }, 'Comparing…'],
  [RUNNING, 'Syncing…'],
  [{ ...RUNNING, dryRun: true }, 'Dry run…'],
  [{ ...RUNNING, undoes: 'q' }, 'Undoing…'],
  [{ ...RUNNING, pace: { ...FULL_PACE, paused: true } }, 'Paused'],
])('what is under way is said in the list of profiles: case %#', (activity, words) => {
  expect(runText.busy(activity)).toBe(words);
});
