import type { Activity } from '../../shared/run/activity.js';
import type { Profile } from '../../shared/profile/profile.js';
import { ClockBand } from './bands/ClockBand.js';
import { DeletionBand } from './bands/DeletionBand.js';
import { FiltersBand } from './bands/FiltersBand.js';
import { PlainBand } from './bands/PlainBand.js';
import { UndoBand } from './bands/UndoBand.js';
import { ConflictBar } from '../conflicts/ConflictBar.js';
import { Details } from '../details/Details.js';
import { ConflictsMode } from '../conflicts/mode/ConflictsMode.js';
import { useDetailsPlace } from '../details/details-store.js';
import { Chips } from '../preview/Chips.js';
import { NothingShown } from '../preview/NothingShown.js';
import { Preview } from '../preview/Preview.js';
import { listingOf, useProfiles } from '../profiles/profiles-store.js';

interface PlanViewProps {
  readonly profile: Profile;
  readonly activity: Extract<Activity, { kind: 'comparing' | 'compared' | 'running' | 'undo-ready' }>;
}

/** The plan, while it is made, looked at and carried out. */
export function PlanView({ profile, activity }: PlanViewProps) {
  const settling =
    activity.kind === 'compared' ? 'plan' : activity.kind === 'undo-ready' ? 'undo' : undefined;
  const isUndo = activity.kind !== 'compared' && activity.undoes !== undefined;
  const toldOfPlain = useProfiles((state) => listingOf(state.listings, profile.id)?.toldOfPlain ?? true);
  const { place } = useDetailsPlace();
  const conflicts = activity.totals.conflict.items;
  return (
    <div className="plan">
      {activity.kind === 'compared' && (
        <DeletionBand
          profileId={profile.id}
          totals={activity.totals}
          limit={activity.limit}
          asks={activity.asks}
        />
      )}
      {activity.kind === 'compared' && activity.offersTls !== undefined && !toldOfPlain && (
        <PlainBand
          profileId={profile.id}
          anonymous={profile.userName === ''}
          offersTls={activity.offersTls}
        />
      )}
      {activity.kind === 'compared' && activity.waitingFilters !== undefined && (
        <FiltersBand profileId={profile.id} waiting={activity.waitingFilters} />
      )}
      {activity.kind === 'compared' && activity.clockChanges !== undefined && (
        <ClockBand changes={activity.clockChanges} />
      )}
      {activity.kind === 'undo-ready' && <UndoBand redo={activity.redo} />}
      <Chips profileId={profile.id} settling={settling} />
      {settling === 'plan' && conflicts > 0 && <ConflictBar profile={profile} open={conflicts} />}
      {settling === 'plan' && <ConflictsMode profile={profile} open={conflicts} />}
      <div className={`plan-split plan-split-${place}`}>
        <div className="plan-tree">
          <Preview profile={profile} settling={settling} isUndo={isUndo} />
          {activity.kind === 'compared' && <NothingShown totals={activity.totals} />}
        </div>
        <Details profile={profile} settling={settling} isUndo={isUndo} />
      </div>
    </div>
  );
}
