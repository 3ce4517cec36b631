import { CircleCheck, ListFilter, SearchX } from 'lucide-react';
import type { Activity } from '../../shared/run/activity.js';
import { changesIn } from '../../shared/plan/plan.js';
import type { Profile } from '../../shared/profile/profile.js';
import { ClockBand } from './bands/ClockBand.js';
import { DeletionBand } from './bands/DeletionBand.js';
import { FiltersBand } from './bands/FiltersBand.js';
import { PlainBand } from './bands/PlainBand.js';
import { UndoBand } from './bands/UndoBand.js';
import { useUndoChoiceKey } from './toolbar/use-undo-choice-key.js';
import { ConflictBar } from '../conflicts/ConflictBar.js';
import { formatItems } from '../format/size.js';
import { Chips } from '../preview/Chips.js';
import { Details } from '../preview/Details.js';
import { Preview } from '../preview/Preview.js';
import { listingOf, useProfiles } from '../profiles/profiles-store.js';
import { usePreview } from '../preview/preview-store.js';

interface PlanViewProps {
  readonly profile: Profile;
  readonly activity: Extract<Activity, { kind: 'comparing' | 'compared' | 'running' | 'undo-ready' }>;
}

/** The plan, while it is made, looked at and carried out. */
export function PlanView({ profile, activity }: PlanViewProps) {
  const settling =
    activity.kind === 'compared' ? 'plan' : activity.kind === 'undo-ready' ? 'undo' : undefined;
  const toldOfPlain = useProfiles((state) => listingOf(state.listings, profile.id)?.toldOfPlain ?? true);
  const conflicts = activity.totals.conflict.items;
  useUndoChoiceKey(profile.id, activity.kind === 'compared');
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
      <Chips />
      {settling === 'plan' && conflicts > 0 && <ConflictBar profile={profile} open={conflicts} />}
      <div className="plan-tree">
        <Preview profile={profile} settling={settling} />
        <NothingShown activity={activity} />
      </div>
      <Details profile={profile} settling={settling} />
    </div>
  );
}

function NothingShown({ activity }: Pick<PlanViewProps, 'activity'>) {
  const empty = usePreview((state) => state.rows.length === 0);
  const find = usePreview((state) => state.find.trim());
  if (!empty || activity.kind !== 'compared') return null;
  if (find !== '') {
    return (
      <div className="blank blank-over">
        <SearchX size={40} strokeWidth={1.3} aria-hidden className="blank-icon" />
        <h2 className="blank-title">Nothing found</h2>
        <p className="blank-text">
          Nothing shown has “{find}” in its path. Use the buttons above to show more.
        </p>
      </div>
    );
  }
  const { totals } = activity;
  const leftAlone = totals.leave.items - totals.filtered.items;
  const even = changesIn(totals) + totals.conflict.items + leftAlone === 0;
  return (
    <div className="blank blank-over">
      {even ? (
        <CircleCheck size={40} strokeWidth={1.3} aria-hidden className="blank-icon" />
      ) : (
        <ListFilter size={40} strokeWidth={1.3} aria-hidden className="blank-icon" />
      )}
      <h2 className="blank-title">{even ? 'Everything is in sync' : 'Nothing to show'}</h2>
      <p className="blank-text">
        {even
          ? totals.equal.items === 0
            ? totals.filtered.items === 0
              ? 'Both folders are empty.'
              : 'Filters exclude everything in them.'
            : `${formatItems(totals.equal.items)} compared, no differences.`
          : 'The filters above hide every item of this plan.'}
      </p>
    </div>
  );
}
