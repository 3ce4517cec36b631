import { assertNever } from '../../shared/assert-never.js';
import { DONE_WORDS, taskOf, type RunSummary, type RunTask } from '../../shared/run/run.js';

/** How a run ended, in a few words, for lists and menus. */
export function shortWords(run: RunSummary): string {
  switch (run.end.kind) {
    case 'finished':
      return finishedWords(run);
    case 'stopped':
      return [stoppedWords(run.counts.done), ...restOf(run)].join(', ');
    case 'broken-off':
      return run.counts.done + run.counts.failed === 0
        ? COULD_NOT[taskOf(run)]
        : [`Broken off after ${items(run.counts.done)}`, ...restOf(run)].join(', ');
    default:
      return assertNever(run.end);
  }
}

/** How a run ended, in whole sentences, for notifications. */
export function longWords(run: RunSummary): string {
  return run.end.kind === 'broken-off'
    ? `${shortWords(run)}. ${run.end.problem.what}`
    : `${shortWords(run)}.`;
}

function finishedWords(run: RunSummary): string {
  const { counts } = run;
  const task = taskOf(run);
  const rest = restOf(run);
  if (counts.done > 0) return [`${items(counts.done)} ${DONE_WORDS[task]}`, ...rest].join(', ');
  if (rest.length > 0) return [`Nothing ${DONE_WORDS[task]}`, ...rest].join(', ');
  return task === 'synchronize' ? 'Everything was even' : 'There was nothing to take back';
}

/** What did not come to a good end, or to any. */
function restOf({ counts, unreached }: RunSummary): readonly string[] {
  return [
    counts.conflicts === 0
      ? ''
      : `${counts.conflicts} ${counts.conflicts === 1 ? 'conflict' : 'conflicts'} left`,
    counts.skipped === 0 ? '' : `${counts.skipped} skipped`,
    counts.failed === 0 ? '' : `${counts.failed} failed`,
    unreached.items === 0 ? '' : `${unreached.items} not reached`,
  ].filter((part) => part !== '');
}

function stoppedWords(done: number): string {
  return done === 0 ? 'Stopped before anything was done' : `Stopped after ${items(done)}`;
}

function items(count: number): string {
  return count === 1 ? '1 item' : `${count} items`;
}

const COULD_NOT: Readonly<Record<RunTask, string>> = {
  synchronize: 'Could not run',
  'take-back': 'Could not take the run back',
  'put-back': 'Could not put the file back',
};
