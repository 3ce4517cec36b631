import { expect, it } from 'vitest';
import type { Activity } from '../../shared/run/activity.js';
import { EMPTY_TOTALS } from '../../shared/plan/plan.js';
import { FULL_PACE } from '../../shared/run/run.js';
import { busyWords } from './running-labels.js';

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
  [RUNNING, 'Synchronizing…'],
  [{ ...RUNNING, dryRun: true }, 'Dry run…'],
  [{ ...RUNNING, undoes: 'q' }, 'Undoing…'],
  [{ ...RUNNING, pace: { ...FULL_PACE, paused: true } }, 'Paused'],
])('what is under way is said in the list of profiles: case %#', (activity, words) => {
  expect(busyWords(activity)).toBe(words);
});
