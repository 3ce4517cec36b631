import { formatItems } from '../../../shared/format/plural.js';

/** The text of the runs that wait. */
export const waitingRunsText = {
  title: 'Waiting runs',
  button: (runs: number) => `${formatItems(runs, 'run')} waiting`,
  list: 'Runs in the order in which they begin',
  hint: 'At most two profiles run by themselves at once. If you remove a run, the profile runs again at its next scheduled time.',
  none: 'No runs are waiting.',
  why: (waitsFor: string, cause: string) => `${waitsFor} · ${cause}`,
  first: (name: string) => `Run “${name}” first`,
  remove: (name: string) => `Remove “${name}”`,
  close: 'Close',
} as const;
