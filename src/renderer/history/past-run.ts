import type { PastRun } from '../../shared/run/history.js';
import { runTone, type RunId, type RunTone } from '../../shared/run/run.js';

/** How a past run looks in a list: as it turned out, or that it goes on at this moment. */
export type HistoryTone = RunTone | 'busy';

/** How a past run looks in a list; `underWay` is the run that goes on at this moment, if any. */
export function toneOf({ runId, summary }: PastRun, underWay: RunId | undefined): HistoryTone {
  if (summary !== undefined) return runTone(summary);
  return runId === underWay ? 'busy' : 'bad';
}

/** When the run was undone, in milliseconds since 1970 in UTC, as far as these runs tell; `undefined` where it was not. */
export function undoneMs(runId: RunId, runs: readonly PastRun[]): number | undefined {
  return runs.find(({ summary }) => summary?.undoes === runId && summary.counts.done > 0)?.startedMs;
}
