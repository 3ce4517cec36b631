import { assertNever } from '../../../shared/assert-never.js';
import { changesIn } from '../../../shared/plan/plan.js';
import { formatItems } from '../../../shared/format/plural.js';
import { isAtWork, type Activity } from '../../../shared/run/activity.js';
import { runTone, type RunReport, type RunTone } from '../../../shared/run/run.js';
import { runText } from '../../../shared/run/text.js';
import { ofOneRun, sumOfRuns } from '../../../shared/run/sum.js';
import { shellText } from '../text.js';

const text = shellText.pairs;

/** How one of several pairs of folders stands, in a few words. */
export interface PairState {
  readonly words: string;
  /** As of a run; `plain` where there is nothing to say of that yet. */
  readonly tone: RunTone | 'plain' | 'busy';
}

/**
 * How a pair of folders stands; `waiting` says that its turn is still to come, and `otherFailed` that another pair could not be compared, so that what
 * this one did before is not what is asked about now.
 */
export function pairState(activity: Activity | undefined, waiting: boolean, otherFailed = false): PairState {
  if (waiting) return { words: text.waiting, tone: 'plain' };
  switch (activity?.kind) {
    case undefined:
      return { words: text.notCompared, tone: 'plain' };
    case 'idle':
      return activity.last === undefined || otherFailed
        ? { words: text.notCompared, tone: 'plain' }
        : ofRun(activity.last);
    case 'comparing':
    case 'running':
      return { words: runText.busy(activity) ?? '', tone: 'busy' };
    case 'compare-failed': {
      const { kind } = activity.problem;
      if (kind === 'stopped') return { words: text.stopped, tone: 'mixed' };
      if (kind === 'password-needed') return { words: text.password, tone: 'mixed' };
      return { words: text.failed, tone: 'bad' };
    }
    case 'compared': {
      const { totals, limit, asks } = activity;
      if (limit !== undefined || asks !== undefined) return { words: text.asks(totals), tone: 'bad' };
      const conflicts = totals.conflict.items;
      if (changesIn(totals) + conflicts === 0) return { words: text.nothing, tone: 'good' };
      return { words: text.plan(changesIn(totals), conflicts), tone: conflicts > 0 ? 'mixed' : 'plain' };
    }
    case 'undo-ready':
      return { words: text.undo(activity.redo, changesIn(activity.totals)), tone: 'plain' };
    case 'ran':
      return ofRun(activity.report);
    default:
      return assertNever(activity);
  }
}

function ofRun(report: RunReport): PairState {
  return { words: runText.short(report), tone: runTone(report) };
}

/** What the last runs of all pairs came to together. */
export interface SumOfPairs {
  readonly report: RunReport;
  /** What they have on record as one run of the profile, where more than one of them did something that can be undone. */
  readonly undoable: string | undefined;
}

/** Whether a comparison of the pair failed, or was stopped. */
export function isFailed(activity: Activity | undefined): activity is Failed {
  return activity?.kind === 'compare-failed';
}

type Failed = Extract<Activity, { kind: 'compare-failed' }>;

/** How many pairs there are, and what they come to together: the comparison where one could not be compared, and else their last run. */
export function sumText(activities: readonly (Activity | undefined)[]): string {
  const pairs = formatItems(activities.length, 'folder pair');
  if (activities.some(isAtWork)) return pairs;
  const kinds = activities.filter(isFailed).map(({ problem }) => problem.kind);
  if (kinds.length > 0) return `${pairs}: ${text.failedSum(kinds)}`;
  const sum = sumOf(activities);
  return sum === undefined ? pairs : `${pairs}: ${runText.headline(sum.report)}`;
}

/**
 * What the last runs came to together, once all that is under way has ended; `undefined` where nothing has run, or a comparison has failed since. The
 * comparison is what there is to tell of then.
 */
export function sumOf(activities: readonly (Activity | undefined)[]): SumOfPairs | undefined {
  if (activities.some((activity) => isAtWork(activity) || isFailed(activity))) return undefined;
  const reports = ofOneRun(
    activities.flatMap((activity) => {
      if (activity?.kind === 'ran') return [activity.report];
      // What was on record before the application was started is shown as well.
      return activity?.kind === 'idle' && activity.last !== undefined ? [activity.last] : [];
    }),
  );
  const report = sumOfRuns(reports);
  if (report === undefined) return undefined;
  const [first] = reports;
  const joint = first?.joint;
  const done = reports.filter((one) => !one.dryRun && one.counts.done > 0);
  return { report, undoable: joint !== undefined && done.length > 1 ? joint : undefined };
}
