import { useShallow } from 'zustand/react/shallow';
import { pairsOf } from '../../../shared/profile/pairs.js';
import type { Profile, ProfileId } from '../../../shared/profile/profile.js';
import {
  isAtWork,
  type Activity,
  type PairsAtWork,
  type PairsRequest,
} from '../../../shared/run/activity.js';
import { cancel, compare, doWithAll, run, undo, verify } from '../../api/requests.js';
import { listingOf, useProfiles } from '../../profiles/profiles-store.js';
import { useActivities } from '../activity-store.js';
import { undoButton, type UndoButton } from '../toolbar/undo-button.js';
import {
  synchronizeAllButton,
  synchronizeButton,
  type SynchronizeButton,
} from '../toolbar/synchronize-button.js';

/** What goes on with the profile of a pair of folders, and what can be begun with it: with all of its pairs where it has several. */
export interface Work {
  /** The pairs of the profile, the first one first. */
  readonly pairs: readonly Profile[];
  /** What goes on with each of them, in their order. */
  readonly activities: readonly (Activity | undefined)[];
  /** Present while several pairs are gone through. */
  readonly round: PairsAtWork | undefined;
  /** Whether any of them is at work, or its turn is still to come. */
  readonly busy: boolean;
  /** The run that goes on, whichever pair it is of. */
  readonly running: { readonly id: ProfileId; readonly activity: Running } | undefined;
  readonly synchronize: SynchronizeButton;
  /** Present where what undoing a run would do is shown: what carries that out. */
  readonly undo: UndoButton | undefined;
  readonly begin: (request: PairsRequest) => void;
}

type Running = Extract<Activity, { kind: 'running' }>;

/** What goes on with the profile of the pair of folders of this name. */
export function useWork(id: ProfileId): Work {
  const owner = useProfiles((state) => listingOf(state.listings, id)?.profile);
  const pairs = owner === undefined ? [] : pairsOf(owner);
  const activities = useActivities(
    useShallow((state) =>
      owner === undefined ? [state.activities[id]] : pairsOf(owner).map((pair) => state.activities[pair.id]),
    ),
  );
  const round = useActivities((state) => (owner === undefined ? undefined : state.rounds[owner.id]));
  const several = pairs.length > 1;
  const busy = round !== undefined || activities.some(isAtWork);
  const [running] = pairs.flatMap((pair, at) => {
    const activity = activities[at];
    return activity?.kind === 'running' ? [{ id: pair.id, activity }] : [];
  });
  return {
    pairs,
    activities,
    round,
    busy,
    running,
    synchronize: several ? synchronizeAllButton(activities, round) : synchronizeButton(activities[0]),
    undo: busy ? undefined : undoButton(activities, several),
    begin: (request) => {
      if (several && owner !== undefined) doWithAll(owner.id, request);
      else if (request === 'compare') compare(id);
      else if (request === 'verify') verify(id);
      else if (request === 'undo') undo(id);
      else if (request === 'cancel') cancel(id);
      else run(id, request);
    },
  };
}
