import type { Activity } from '../../shared/run/activity.js';

type Running = Extract<Activity, { kind: 'running' }>;

/** What a run is doing at this moment, in a word or two. */
export function runningWords({ dryRun, pace, undoes }: Pick<Running, 'dryRun' | 'pace' | 'undoes'>): string {
  if (dryRun) return 'Dry run';
  if (pace.paused) return 'Paused';
  return undoes === undefined ? 'Synchronizing' : 'Undoing';
}

/** What is under way for a profile, for the list of profiles; `undefined` where nothing is. */
export function busyWords(activity: Activity | undefined): string | undefined {
  if (activity?.kind === 'comparing') return 'Comparing…';
  if (activity?.kind !== 'running') return undefined;
  return activity.pace.paused ? 'Paused' : `${runningWords(activity)}…`;
}
