import { DELETION_LIMIT, type Problem } from '../../../shared/problem.js';
import { needsPerson } from '../../../shared/problem-traits.js';
import { runTone } from '../../../shared/run/run.js';
import type { SyncResult } from '../../activity/sync-result.js';
import type { Attempt } from '../../schedule/upcoming.js';

/** What a run by itself comes to for the schedule. One that ended early because only somebody can decide is no failure: trying again would come to the same. */
export function attemptOf(result: SyncResult): Attempt {
  if (result.kind === 'shown') return 'partly';
  if (result.kind === 'not-run') return failureOf(result.problem);
  const { end, counts } = result.report;
  switch (end.kind) {
    case 'broken-off':
      return end.problem.kind === DELETION_LIMIT ? 'partly' : failureOf(end.problem);
    case 'stopped':
      return 'partly';
    case 'finished':
      // What is skipped is so for a reason that stays, or was changed meanwhile, which is told by itself.
      return counts.failed > 0 ? 'partly' : 'done';
  }
}

/** Whoever stops it does not want it again in a minute. */
function failureOf(problem: Problem): Attempt {
  if (problem.kind === 'stopped') return 'partly';
  return needsPerson(problem) ? 'refused' : 'failed';
}

/** Whether a run by itself has left something that somebody has to look at. */
export function needsSomebody(result: SyncResult): boolean {
  return result.kind === 'ran' && result.report.end.kind !== 'stopped' && runTone(result.report) !== 'good';
}

/** Whether a run by itself has gone well and changed something. */
export function hasChanged(result: SyncResult): boolean {
  return result.kind === 'ran' && result.report.end.kind === 'finished' && result.report.counts.done > 0;
}
