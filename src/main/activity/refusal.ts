import type { Activity } from '../../shared/run/activity.js';
import { assertNever } from '../../shared/assert-never.js';
import type { RunWish } from '../../shared/run/run.js';
import type { Problem } from '../../shared/problem.js';

/** What somebody wants to do with a profile. */
export type Wish =
  | { readonly kind: 'compare' }
  | { readonly kind: 'settle' }
  | { readonly kind: 'undo' }
  /** Carrying out the undo that is shown, or leaving items out of it. */
  | { readonly kind: 'carry-out-undo' }
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
      return activity.kind === 'compared' || activity.kind === 'undo-ready' ? undefined : noPlan(activity);
    case 'run':
      return activity.kind === 'compared' ? undefined : noPlan(activity);
    case 'carry-out-undo':
      return activity.kind === 'undo-ready' ? undefined : noUndo();
    default:
      return assertNever(wish);
  }
}

function noUndo(): Problem {
  return {
    kind: 'invalid',
    what: 'The preview of this undo is no longer shown.',
    advice: 'Choose Undo… once more.',
  };
}

function busy(wish: Wish): Problem {
  return {
    kind: 'busy',
    what:
      wish.kind === 'change'
        ? 'The profile can’t be changed while it is being compared or synced.'
        : 'The profile is already being compared or synced.',
    advice: 'Wait until it has finished, or stop it.',
  };
}

function noPlan(activity: Activity): Problem {
  return {
    kind: 'invalid',
    what:
      activity.kind === 'ran'
        ? 'This plan has already been run.'
        : 'The two sides haven’t been compared yet.',
    advice: 'Compare first.',
  };
}
