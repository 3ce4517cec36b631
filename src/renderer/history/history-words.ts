import type { PastRun } from '../../shared/history.js';
import type { RunId, RunSummary } from '../../shared/run.js';
import { formatCount, formatItems } from '../format/size.js';

export type HistoryTone = 'good' | 'mixed' | 'bad' | 'busy';

/** How a run looks in the list. */
export interface HistoryLine {
  readonly tone: HistoryTone;
  readonly words: string;
}

/** What a run came to, in a few words; `underWay` is the run that goes on at this moment, if any. */
export function lineOf({ runId, summary }: PastRun, underWay: RunId | undefined): HistoryLine {
  if (summary === undefined) {
    return runId === underWay
      ? { tone: 'busy', words: 'Under way' }
      : { tone: 'bad', words: 'Cut off in the middle' };
  }
  const { counts, end } = summary;
  const account = accountOf(summary);
  if (end.kind === 'broken-off') {
    const words = counts.done + problemsIn(summary) === 0 ? 'Could not run' : `Broken off: ${account}`;
    return { tone: 'bad', words };
  }
  if (end.kind === 'stopped') return { tone: 'mixed', words: `Stopped: ${account}` };
  if (counts.failed > 0) return { tone: 'bad', words: account };
  return { tone: counts.skipped + counts.conflicts > 0 ? 'mixed' : 'good', words: account };
}

function accountOf({ counts, unreached, undoes, end }: RunSummary): string {
  const done = `${formatItems(counts.done)}${undoes === undefined ? '' : ' put back'}`;
  const rest = [
    counts.failed > 0 ? `${formatCount(counts.failed)} failed` : '',
    counts.skipped > 0 ? `${formatCount(counts.skipped)} skipped` : '',
    counts.conflicts > 0 ? formatItems(counts.conflicts, 'conflict') : '',
    unreached.items > 0 ? `${formatCount(unreached.items)} not reached` : '',
  ].filter((part) => part !== '');
  if (counts.done === 0) {
    if (rest.length > 0) return rest.join(', ');
    return end.kind === 'finished' ? 'nothing to do' : 'nothing done';
  }
  return [done, ...rest].join(', ');
}

/** When the run was taken back, in milliseconds since 1970 in UTC, as far as these runs tell; `undefined` where it was not. */
export function takenBackMs(runId: RunId, runs: readonly PastRun[]): number | undefined {
  return runs.find(({ summary }) => summary?.undoes === runId && summary.counts.done > 0)?.startedMs;
}

/** How many of its items did not come to a good end. */
export function problemsIn({ counts }: RunSummary): number {
  return counts.failed + counts.skipped + counts.conflicts;
}
