import { create } from 'zustand';
import type { Activity, PairsAtWork } from '../../shared/run/activity.js';
import { without } from '../../shared/without.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { EngineEvent } from '../../shared/run/run.js';

interface ActivityState {
  /** By the name of each pair of folders. */
  readonly activities: Readonly<Record<ProfileId, Activity>>;
  /** Which profiles go through their pairs of folders just now. */
  readonly rounds: Readonly<Record<ProfileId, PairsAtWork>>;
  readonly setRound: (id: ProfileId, round: PairsAtWork | null) => void;
  readonly set: (id: ProfileId, activity: Activity) => void;
  /** Keeps the progress of the current activity up to date between two activity messages. */
  readonly follow: (id: ProfileId, events: readonly EngineEvent[]) => void;
}

/** What goes on with each profile, as the main process last told. */
export const useActivities = create<ActivityState>()((set) => ({
  activities: {},
  rounds: {},
  setRound: (id, round) =>
    set(({ rounds }) => ({ rounds: round === null ? without(rounds, id) : { ...rounds, [id]: round } })),
  set: (id, activity) => set(({ activities }) => ({ activities: { ...activities, [id]: activity } })),
  follow: (id, events) =>
    set(({ activities }) => {
      const before = activities[id];
      if (before === undefined) return {};
      const after = events.reduce(followOne, before);
      return after === before ? {} : { activities: { ...activities, [id]: after } };
    }),
}));

/** The folder in which the server put the user, as far as the plan that is shown was made of it. */
export function signInFolderIn(activity: Activity | undefined): string | undefined {
  return activity?.kind === 'compared' || activity?.kind === 'running' ? activity.signInFolder : undefined;
}

function followOne(activity: Activity, event: EngineEvent): Activity {
  switch (event.kind) {
    case 'scan-progress':
      return activity.kind === 'comparing' ? { ...activity, progress: event.progress } : activity;
    case 'plan-items':
      return activity.kind === 'comparing' || activity.kind === 'compared' || activity.kind === 'undo-ready'
        ? { ...activity, totals: event.totals }
        : activity;
    case 'run-pace':
      return activity.kind === 'running' ? { ...activity, pace: event.pace } : activity;
    case 'item-finished':
      return activity.kind === 'running' ? { ...activity, progress: event.progress } : activity;
    case 'compare-started':
    case 'compare-finished':
    case 'compare-failed':
    case 'run-started':
    case 'transfer-progress':
    case 'run-finished':
      return activity;
    default:
      return event satisfies never;
  }
}
