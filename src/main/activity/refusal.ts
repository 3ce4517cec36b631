import type { Activity } from '../../shared/run/activity.js';
import { assertNever } from '../../shared/assert-never.js';
import type { RunWish } from '../../shared/run/run.js';
import type { Problem } from '../../shared/problem.js';

/** What somebody wants to do with a profile. */
export type Wish =
  | { readonly kind: 'compare' }
  | { readonly kind: 'settle' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'run'; readonly wish: RunWish }
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
      return answers(wish.wish, activity) ? undefined : noPlan(activity);
    default:
      return assertNever(wish);
  }
}

/** Whether a wish answers what stopped the run that has just ended before it did anything: its plan is not used up. */
function answers(wish: RunWish, activity: Activity): boolean {
  if (activity.kind !== 'ran' || activity.report.end.kind !== 'broken-off') return false;
  const { kind } = activity.report.end.problem;
  return (wish === 'pass-brakes' && kind === 'brakes') || (wish === 'break-lock' && kind === 'locked');
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
