import { assertNever } from '../assert-never.js';
import { formatItems } from '../format/size.js';
import type { PlanTotals } from '../plan/plan.js';
import { DONE_WORDS, taskOf, type RunSummary, type RunTask } from './run.js';

/** How a run ended, in a few words, for lists and menus. */
export function shortWords(run: RunSummary): string {
  switch (run.end.kind) {
    case 'finished':
      return finishedWords(run);
    case 'stopped':
      return [stoppedWords(run.counts.done), ...restOf(run)].join(', ');
    case 'broken-off':
      return run.counts.done + run.counts.failed === 0
        ? couldNot(run)
        : [`Failed after ${items(run.counts.done)}`, ...restOf(run)].join(', ');
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
  if (task === 'synchronize')
    return run.differing === undefined
      ? 'Already in sync'
      : `Nothing to do; ${formatItems(run.differing)} still ${run.differing === 1 ? 'differs' : 'differ'}`;
  return task === 'redo' ? 'There was nothing to redo' : 'There was nothing to undo';
}

/** What a plan that waits to be looked at would do, in a sentence. */
export function planWords(totals: PlanTotals): string {
  const { items: conflicts } = totals.conflict;
  const parts = [
    counted(totals.copy.remote.items + totals.createFolder.remote.items, 'upload'),
    counted(totals.copy.local.items + totals.createFolder.local.items, 'download'),
    counted(totals.move.local.items + totals.move.remote.items, 'move'),
    counted(totals.delete.local.items + totals.delete.remote.items, 'deletion'),
    counted(conflicts, 'conflict'),
  ].filter((part) => part !== '');
  if (parts.length > 0) return `Review the plan first: ${parts.join(', ')}.`;
  return totals.leave.items === totals.filtered.items
    ? 'Everything is in sync.'
    : `Nothing to do; ${formatItems(totals.leave.items - totals.filtered.items)} skipped.`;
}

function counted(count: number, one: string): string {
  return count === 0 ? '' : formatItems(count, one);
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
  synchronize: 'Couldn’t run',
  'take-back': 'Couldn’t undo the run',
  redo: 'Couldn’t redo the run',
  'put-back': 'Couldn’t restore the file',
};

/** What is waited for is said rather than that it could not be. */
function couldNot(run: RunSummary): string {
  const asked = run.end.kind === 'broken-off' && run.end.problem.kind === 'brakes';
  return asked ? 'Stopped by the deletion limit' : COULD_NOT[taskOf(run)];
}
