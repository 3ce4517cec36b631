import type { Tally, PlanTotals } from '../plan/plan.js';
import type { Sides } from '../entry/entry.js';
import { RUN_TONES, type OutcomeCounts, type RunReport, type RunTone } from './run.js';

/** Of the last runs of the pairs of folders of a profile, those that belong together: the newest, and what is on record as one run with it. */
export function ofOneRun<R extends Pick<RunReport, 'startedMs' | 'joint'>>(
  reports: readonly R[],
): readonly R[] {
  const newestFirst = [...reports].sort((one, other) => other.startedMs - one.startedMs);
  const joint = newestFirst[0]?.joint;
  return joint === undefined ? newestFirst.slice(0, 1) : newestFirst.filter((one) => one.joint === joint);
}

/**
 * The runs of several pairs of folders as the one run of their profile: what they did together, the worst of their ends, and the name of the first.
 * `undefined` where there is none.
 */
export function sumOfRuns(reports: readonly RunReport[]): RunReport | undefined {
  const [first, ...others] = reports;
  if (first === undefined) return undefined;
  return others.reduce<RunReport>(
    (sum, report) => ({
      ...sum,
      startedMs: Math.min(sum.startedMs, report.startedMs),
      finishedMs: Math.max(sum.finishedMs, report.finishedMs),
      end: ENDS.indexOf(report.end.kind) > ENDS.indexOf(sum.end.kind) ? report.end : sum.end,
      counts: addedCounts(sum.counts, report.counts),
      bytes: sum.bytes + report.bytes,
      unreached: added(sum.unreached, report.unreached),
      differing: total(sum.differing, report.differing),
      items: [...sum.items, ...report.items],
    }),
    first,
  );
}

/** What two plans come to together; the deletion limit is one of each. */
export function sumOfTotals(one: PlanTotals, other: PlanTotals): PlanTotals {
  const sides = (of: 'copy' | 'createFolder' | 'move' | 'delete'): Sides<Tally> => ({
    local: added(one[of].local, other[of].local),
    remote: added(one[of].remote, other[of].remote),
  });
  return {
    copy: sides('copy'),
    createFolder: sides('createFolder'),
    move: sides('move'),
    delete: sides('delete'),
    conflict: added(one.conflict, other.conflict),
    equal: added(one.equal, other.equal),
    leave: added(one.leave, other.leave),
    filtered: added(one.filtered, other.filtered),
    remember: added(one.remember, other.remember),
  };
}

/** The worst of several. */
export function worstTone(tones: readonly RunTone[]): RunTone {
  return RUN_TONES.findLast((tone) => tones.includes(tone)) ?? 'good';
}

/** From the best to the worst. */
const ENDS: readonly RunReport['end']['kind'][] = ['finished', 'stopped', 'broken-off'];

function added(one: Tally, other: Tally): Tally {
  return { items: one.items + other.items, bytes: one.bytes + other.bytes };
}

function addedCounts(one: OutcomeCounts, other: OutcomeCounts): OutcomeCounts {
  return {
    done: one.done + other.done,
    wouldDo: one.wouldDo + other.wouldDo,
    skipped: one.skipped + other.skipped,
    failed: one.failed + other.failed,
    conflicts: one.conflicts + other.conflicts,
  };
}

function total(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined && other === undefined ? undefined : (one ?? 0) + (other ?? 0);
}
