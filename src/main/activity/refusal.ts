import type { Activity } from '../../shared/activity.js';
import { assertNever } from '../../shared/assert-never.js';
import type { Problem } from '../../shared/problem.js';

/** What somebody wants to do with a profile. */
export type Wish =
  | { readonly kind: 'compare' }
  | { readonly kind: 'settle' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'run'; readonly dryRun: boolean; readonly passBrakes: boolean }
  /** Editing or deleting it. */
  | { readonly kind: 'change' };

/**
 * Why a wish cannot be granted now; `undefined` where it can. `atWork` says that a comparison or run is under way, which
 * may be between two activities.
 */
export function refusalOf(wish: Wish, activity: Activity, atWork: boolean): Problem | undefined {
  if (atWork || activity.kind === 'comparing' || activity.kind === 'running') return busy(wish);
  switch (wish.kind) {
    case 'compare':
    case 'undo':
    case 'change':
      return undefined;
    case 'settle':
      return activity.kind === 'compared' ? undefined : noPlan(activity);
    case 'run':
      if (activity.kind === 'compared') return undefined;
      return wish.passBrakes && !wish.dryRun && stoppedByBrakes(activity) ? undefined : noPlan(activity);
    default:
      return assertNever(wish);
  }
}

/** Whether the run that has just ended did nothing because the brakes (S7) stopped it: its plan is not used up. */
function stoppedByBrakes(activity: Activity): boolean {
  return (
    activity.kind === 'ran' &&
    activity.report.end.kind === 'broken-off' &&
    activity.report.end.problem.kind === 'brakes'
  );
}

function busy(wish: Wish): Problem {
  return {
    kind: 'busy',
    what:
      wish.kind === 'change'
        ? 'The profile cannot be changed while it is being compared or synchronized.'
        : 'The profile is being compared or synchronized already.',
    advice: 'Wait until that has ended, or stop it.',
  };
}

function noPlan(activity: Activity): Problem {
  return {
    kind: 'invalid',
    what:
      activity.kind === 'ran'
        ? 'What this comparison had planned has been carried out already.'
        : 'The two sides have not been compared yet.',
    advice: 'Compare first.',
  };
}
