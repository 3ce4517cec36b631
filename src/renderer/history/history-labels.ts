import type { PastRun, UnendedRun } from '../../shared/run/history.js';
import { DONE_WORDS, taskOf, type RunId, type RunSummary, type RunTask } from '../../shared/run/run.js';
import { runTone, type RunTone } from '../../shared/run/run-tone.js';
import { formatCount, formatItems, formatSize } from '../format/size.js';

export type HistoryTone = RunTone | 'busy';

/** How a run looks in the list. */
export interface HistoryLine {
  readonly tone: HistoryTone;
  readonly words: string;
}

/** What a run came to, in a few words; `underWay` is the run that goes on at this moment, if any. */
export function lineOf({ runId, summary, unended }: PastRun, underWay: RunId | undefined): HistoryLine {
  if (summary === undefined) {
    return runId === underWay
      ? { tone: 'busy', words: 'Running' }
      : { tone: 'bad', words: cutWords(unended) };
  }
  const { counts, end } = summary;
  const account = accountOf(summary);
  const tone = runTone(summary);
  if (end.kind === 'broken-off') {
    const words = counts.done + problemsIn(summary) === 0 ? couldNot(summary) : `Failed: ${account}`;
    return { tone, words };
  }
  return { tone, words: end.kind === 'stopped' ? `Stopped: ${account}` : account };
}

/** How far a run had come that was cut off, in a few words. */
export function cutWords(unended: UnendedRun | undefined): string {
  if (unended === undefined) return 'Interrupted';
  const { counts, bytes, planned } = unended;
  const of = planned === undefined ? '' : ` of ${formatCount(planned.items)}`;
  const items = `${formatCount(counts.done)}${of} ${(planned?.items ?? counts.done) === 1 ? 'item' : 'items'}`;
  const failed = counts.failed === 0 ? '' : `, ${formatCount(counts.failed)} failed`;
  return `${CUT_OFF[taskOf(unended)]} after ${items}${bytes === 0 ? '' : ` (${formatSize(bytes)})`}${failed}`;
}

const CUT_OFF: Readonly<Record<RunTask, string>> = {
  synchronize: 'Interrupted',
  'take-back': 'Undo interrupted',
  redo: 'Redo interrupted',
  'put-back': 'Restore interrupted',
};

const COULD_NOT: Readonly<Record<RunTask, string>> = {
  synchronize: 'Couldn’t run',
  'take-back': 'Couldn’t undo',
  redo: 'Couldn’t redo',
  'put-back': 'Couldn’t restore',
};

function couldNot(summary: RunSummary): string {
  const asked = summary.end.kind === 'broken-off' && summary.end.problem.kind === 'brakes';
  return asked ? 'Stopped by the deletion limit' : COULD_NOT[taskOf(summary)];
}

function accountOf(run: RunSummary): string {
  const { counts, unreached, end } = run;
  const task = taskOf(run);
  const done = `${formatItems(counts.done)}${task === 'synchronize' ? '' : ` ${DONE_WORDS[task]}`}`;
  const rest = [
    counts.failed > 0 ? `${formatCount(counts.failed)} failed` : '',
    counts.skipped > 0 ? `${formatCount(counts.skipped)} skipped` : '',
    counts.conflicts > 0 ? formatItems(counts.conflicts, 'conflict') : '',
    unreached.items > 0 ? `${formatCount(unreached.items)} not reached` : '',
  ].filter((part) => part !== '');
  if (counts.done === 0) {
    const nothingElse = end.kind === 'finished' ? 'nothing to do' : 'nothing done';
    const nothing = task === 'synchronize' ? nothingElse : `nothing ${DONE_WORDS[task]}`;
    return rest.length === 0 || task !== 'synchronize' ? [nothing, ...rest].join(', ') : rest.join(', ');
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
