import { workIn } from '../../../shared/plan/plan.js';
import { runTone } from '../../../shared/run/run.js';
import { runText } from '../../../shared/run/text.js';
import type { Settings } from '../../../shared/settings.js';
import type { SyncResult } from '../../activity/sync-result.js';
import { DELETION_LIMIT } from '../../../shared/problem.js';

/** Whether the system's notifications tell of a result. */
export function isNotified(result: SyncResult, wanted: Settings['notifications']): boolean {
  switch (wanted) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'problems':
      return result.kind !== 'ran' || runTone(result.report) !== 'good';
  }
}

/** Whether *Sync now* came to something that waits for somebody. */
export function isToBeSeen(result: SyncResult): boolean {
  switch (result.kind) {
    case 'shown':
      return workIn(result.totals).items + result.totals.conflict.items > 0;
    case 'ran':
      return result.report.end.kind === 'broken-off' && result.report.end.problem.kind === DELETION_LIMIT;
    case 'not-run':
      return result.problem.kind === 'password-needed';
  }
}

/** What a notification says of a result. */
export function syncWords(result: SyncResult): string {
  switch (result.kind) {
    case 'ran':
      return runText.sentences(result.report);
    case 'shown':
      return runText.waitingPlan(result.totals);
    case 'not-run':
      return `${result.problem.what} ${result.problem.advice}`;
  }
}
