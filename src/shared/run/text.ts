import { assertNever } from '../assert-never.js';
import { formatCount, formatItems, plural } from '../format/plural.js';
import { formatSize } from '../format/size.js';
import type { PlanTotals } from '../plan/plan.js';
import { isPaused, type Activity } from './activity.js';
import type { PastRun, UnendedRun } from './history.js';
import {
  problemsIn,
  taskOf,
  type ClockChange,
  type RunId,
  type RunPace,
  type RunSummary,
  type RunTask,
  type RunTrigger,
} from './run.js';
import { DELETION_LIMIT } from '../problem.js';

/** What is said of runs, in the window, the tray, notifications and on the command line. */
export const runText = {
  /** How a run ended, in a few words, for lists of profiles and menus. */
  short: (run: RunSummary): string => {
    switch (run.end.kind) {
      case 'finished':
        return finished(run);
      case 'stopped':
        return [stopped(run.counts.done), ...leftovers(run)].join(', ');
      case 'broken-off':
        return run.counts.done + run.counts.failed === 0
          ? couldNot(run, COULD_NOT)
          : [`Failed after ${formatItems(run.counts.done)}`, ...leftovers(run)].join(', ');
      default:
        return assertNever(run.end);
    }
  },

  /** How a run ended, in whole sentences, for notifications. */
  sentences: (run: RunSummary): string =>
    run.end.kind === 'broken-off'
      ? `${runText.short(run)}. ${run.end.problem.what}`
      : `${runText.short(run)}.`,

  /** What a run came to, in one sentence, over its report. */
  headline: (run: RunSummary): string => {
    const summary = summaryOf(run);
    switch (run.end.kind) {
      case 'finished':
        return run.dryRun ? `Dry run: ${summary}. Nothing was changed.` : `${capital(summary)}.`;
      case 'stopped':
        return run.dryRun ? 'The dry run was stopped. Nothing was changed.' : `Stopped: ${summary}.`;
      case 'broken-off':
        return run.dryRun
          ? 'The dry run failed. Nothing was changed.'
          : `${FAILED[taskOf(run)]}: ${summary}.`;
      default:
        return assertNever(run.end);
    }
  },

  /** What a run on record came to, for a list of runs; `underWay` is the run that goes on at this moment, if any. */
  line: ({ runId, summary, unended }: PastRun, underWay: RunId | undefined): string => {
    if (summary === undefined) return runId === underWay ? 'Running' : runText.interrupted(unended);
    const line = lineOf(summary);
    switch (summary.end.kind) {
      case 'finished':
        return line;
      case 'stopped':
        return `Stopped: ${line}`;
      case 'broken-off':
        return summary.counts.done + problemsIn(summary) === 0
          ? couldNot(summary, COULD_NOT_LINE)
          : `Failed: ${line}`;
      default:
        return assertNever(summary.end);
    }
  },

  /** How far a run had come that was interrupted. */
  interrupted: (run: UnendedRun | undefined): string => {
    if (run === undefined) return 'Interrupted';
    const { counts, bytes, planned } = run;
    const total = planned === undefined ? '' : ` of ${formatCount(planned.items)}`;
    const items = `${formatCount(counts.done)}${total} ${plural(planned?.items ?? counts.done, 'item', 'items')}`;
    const failed = counts.failed === 0 ? '' : `, ${formatCount(counts.failed)} failed`;
    return `${INTERRUPTED[taskOf(run)]} after ${items}${inParentheses(bytes)}${failed}`;
  },

  /** What a run is doing at this moment. */
  current: ({
    dryRun,
    pace,
    undoes,
  }: {
    readonly dryRun: boolean;
    readonly pace: RunPace;
    readonly undoes?: RunId | undefined;
  }): string => {
    if (dryRun) return 'Dry run';
    if (pace.paused) return 'Paused';
    return undoes === undefined ? 'Syncing' : 'Undoing';
  },

  /** What is under way for a profile, for the list of profiles; `undefined` where nothing is. */
  busy: (activity: Activity | undefined): string | undefined => {
    if (activity?.kind === 'comparing') return 'Comparing…';
    if (activity?.kind !== 'running') return undefined;
    return isPaused(activity) ? 'Paused' : `${runText.current(activity)}…`;
  },

  /** The title of the window while something runs; `name` is that of the profile where it is one. */
  windowTitle: (percent: number, runs: number, name: string | undefined): string =>
    `${formatCount(percent)}% – ${name ?? formatItems(runs, 'sync')} – Evenkeel`,

  /** What a plan that waits for review would do. */
  waitingPlan: (totals: PlanTotals): string => {
    const kinds = runText.kinds(totals, totals.conflict.items);
    if (kinds !== '') return `Review the plan first: ${kinds}.`;
    const skipped = totals.leave.items - totals.filtered.items;
    return skipped === 0 ? 'Everything is in sync.' : `Nothing to do; ${formatItems(skipped)} skipped.`;
  },

  /** What a plan does, kind by kind: `2 uploads, 20,249 deletions`. */
  kinds: (totals: PlanTotals, conflicts = 0): string =>
    [
      counted(totals.copy.remote.items + totals.createFolder.remote.items, 'upload'),
      counted(totals.copy.local.items + totals.createFolder.local.items, 'download'),
      counted(totals.move.local.items + totals.move.remote.items, 'move'),
      counted(totals.delete.local.items + totals.delete.remote.items, 'deletion'),
      counted(conflicts, 'conflict'),
    ]
      .filter((part) => part !== '')
      .join(', '),

  /** That one side's clock has changed, which changes no file (S10). */
  clockChange: ({ side, shiftMs }: ClockChange): string => {
    const minutes = Math.abs(shiftMs) / MINUTE_MS;
    const parts = [counted(Math.floor(minutes / 60), 'hour'), counted(minutes % 60, 'minute')].filter(
      (part) => part !== '',
    );
    const direction = shiftMs > 0 ? 'later' : 'earlier';
    return `The clock on the ${side} side changed: all its files show times ${parts.join(' and ')} ${direction} than at the last sync. No files are copied because of this.`;
  },

  /** What a button that undoes this run is called: to undo an undo is to redo. */
  undo: ({ undoes, redo }: Pick<RunSummary, 'undoes' | 'redo'>): 'Undo' | 'Redo' =>
    undoes !== undefined && redo !== true ? 'Redo' : 'Undo',

  /** Where a run was started. */
  triggers: {
    window: 'from this window',
    menu: 'from the menu',
    tray: 'from the tray',
    'command-line': 'from the command line',
    library: 'from a program',
    schedule: 'by its schedule',
    watch: 'after a local change',
    drive: 'when its drive or folder appeared',
  } satisfies Readonly<Record<RunTrigger, string>>,
} as const;

const MINUTE_MS = 60_000;

/** What has happened to the items that a run has done. */
const DONE: Readonly<Record<RunTask, string>> = {
  synchronize: 'synced',
  'take-back': 'undone',
  redo: 'redone',
  'put-back': 'restored',
};

const INTERRUPTED: Readonly<Record<RunTask, string>> = {
  synchronize: 'Interrupted',
  'take-back': 'Undo interrupted',
  redo: 'Redo interrupted',
  'put-back': 'Restore interrupted',
};

const FAILED: Readonly<Record<RunTask, string>> = {
  synchronize: 'Failed',
  'take-back': 'Undo failed',
  redo: 'Redo failed',
  'put-back': 'Restore failed',
};

const COULD_NOT: Readonly<Record<RunTask, string>> = {
  synchronize: 'Couldn’t run',
  'take-back': 'Couldn’t undo the run',
  redo: 'Couldn’t redo the run',
  'put-back': 'Couldn’t restore the file',
};

const COULD_NOT_LINE: Readonly<Record<RunTask, string>> = {
  synchronize: 'Couldn’t run',
  'take-back': 'Couldn’t undo',
  redo: 'Couldn’t redo',
  'put-back': 'Couldn’t restore',
};

/** A run that waits for an answer is told by what it waits for. */
function couldNot(run: RunSummary, words: Readonly<Record<RunTask, string>>): string {
  const asked = run.end.kind === 'broken-off' && run.end.problem.kind === DELETION_LIMIT;
  return asked ? 'Stopped at the deletion limit' : words[taskOf(run)];
}

function finished(run: RunSummary): string {
  const { counts, differing, only } = run;
  const task = taskOf(run);
  const rest = leftovers(run);
  if (counts.done > 0) return [`${formatItems(counts.done)} ${DONE[task]}`, ...rest].join(', ');
  if (rest.length > 0) return [`Nothing ${DONE[task]}`, ...rest].join(', ');
  if (task !== 'synchronize') return capital(nothingTo(task));
  if (only !== undefined && differing === undefined) return `Nothing to do for ${formatItems(only)}`;
  return differing === undefined
    ? 'Already in sync'
    : `Nothing to do; ${formatItems(differing)} still ${plural(differing, 'differs', 'differ')}`;
}

function stopped(done: number): string {
  return done === 0 ? 'Stopped before anything was done' : `Stopped after ${formatItems(done)}`;
}

/** What did not come to a good end, or to any. */
function leftovers({ counts, unreached }: RunSummary): readonly string[] {
  return [
    counts.conflicts === 0 ? '' : `${formatItems(counts.conflicts, 'conflict')} left`,
    amount(counts.skipped, 'skipped'),
    amount(counts.failed, 'failed'),
    amount(unreached.items, 'not reached'),
  ].filter((part) => part !== '');
}

function lineOf(run: RunSummary): string {
  const { counts, unreached, end } = run;
  const task = taskOf(run);
  const rest = [
    amount(counts.failed, 'failed'),
    amount(counts.skipped, 'skipped'),
    counted(counts.conflicts, 'conflict'),
    amount(unreached.items, 'not reached'),
  ].filter((part) => part !== '');
  const verb = task === 'synchronize' ? '' : ` ${DONE[task]}`;
  if (counts.done > 0) return [`${formatItems(counts.done)}${verb}`, ...rest].join(', ');
  if (task !== 'synchronize') return [`nothing${verb}`, ...rest].join(', ');
  if (rest.length > 0) return rest.join(', ');
  return end.kind === 'finished' ? 'nothing to do' : 'nothing done';
}

function summaryOf(run: RunSummary): string {
  const { counts, bytes, unreached, dryRun, end } = run;
  const task = taskOf(run);
  const { skipped, failed, conflicts } = counts;
  if (dryRun) {
    const parts = [
      counts.wouldDo > 0 ? `sync ${formatItems(counts.wouldDo)}` : '',
      skipped > 0 ? `skip ${formatCount(skipped)}` : '',
      failed > 0 ? `fail for ${formatCount(failed)}` : '',
      conflicts > 0 ? `leave ${formatItems(conflicts, 'conflict')} unresolved` : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? 'there is nothing to do' : `would ${parts.join(', ')}`;
  }
  const rest = [
    amount(skipped, 'skipped'),
    amount(failed, 'failed'),
    conflicts > 0 ? `${formatItems(conflicts, 'conflict')} skipped` : '',
  ].filter((part) => part !== '');
  const left =
    unreached.items > 0
      ? [`${formatItems(unreached.items)} not reached${inParentheses(unreached.bytes)}`]
      : [];
  if (counts.done === 0 && rest.length === 0)
    return end.kind === 'finished' ? nothingTo(task) : ['nothing was changed', ...left].join(', ');
  const done = counts.done === 0 ? 'nothing' : formatItems(counts.done);
  return [`${done} ${DONE[task]}${inParentheses(bytes)}`, ...rest, ...left].join(', ');
}

function nothingTo(task: RunTask): string {
  if (task === 'synchronize') return 'there was nothing to do';
  if (task === 'put-back') return 'there was nothing to restore';
  return task === 'redo' ? 'there was nothing to redo' : 'there was nothing to undo';
}

function amount(count: number, what: string): string {
  return count === 0 ? '' : `${formatCount(count)} ${what}`;
}

function counted(count: number, one: string): string {
  return count === 0 ? '' : formatItems(count, one);
}

function inParentheses(bytes: number): string {
  return bytes > 0 ? ` (${formatSize(bytes)})` : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
