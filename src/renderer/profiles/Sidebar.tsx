import { Clock, History, LoaderCircle, Pause, Plus } from 'lucide-react';
import { useId } from 'react';
import type { ProfileListing } from '../../shared/ipc.js';
import { shown } from '../../shared/format/shown.js';
import { selectProfile } from '../api/session.js';
import { Button } from '../components/Button.js';
import { Mark } from '../components/Mark.js';
import { useNow } from '../components/hooks/use-now.js';
import { formatAgo } from '../../shared/format/time.js';
import { useAllRuns } from '../history/all-runs/all-runs-store.js';
import { historyPlaceText } from '../history/text.js';
import { isAtWork, isPaused, type Activity } from '../../shared/run/activity.js';
import { ownerOf, pairsOf } from '../../shared/profile/pairs.js';
import type { Profile, ProfileId } from '../../shared/profile/profile.js';
import { runText } from '../../shared/run/text.js';
import { waitingText } from '../../shared/run/waiting.js';
import { useOverlay } from '../commands/overlay-store.js';
import { useActivities } from '../shell/activity-store.js';
import { ProfileList } from './list/ProfileList.js';
import './profiles.css';
import { listingOf, useProfiles } from './profiles-store.js';
import { waitingRunsText } from './waiting/text.js';
import { isInQueue, useWaitingRuns } from './waiting/waiting-store.js';
import { sidebarText } from './text/sidebar.js';

/** The list of profiles. */
export function Sidebar() {
  const listings = useProfiles((state) => state.listings);
  const show = useProfiles((state) => state.show);
  const selectedId = useProfiles((state) => state.selectedId);
  const inAllRuns = useAllRuns((state) => state.open);
  const showAllRuns = useAllRuns((state) => state.show);
  const hideAllRuns = useAllRuns((state) => state.hide);
  const now = useNow();
  // One stop for the Tab key, however many profiles there are.
  const reachable = (listingOf(listings, selectedId) ?? listings[0])?.profile.id;
  return (
    <nav className="sidebar" aria-label={sidebarText.label}>
      <div className="brand">
        <Mark size={20} />
        <span>Evenkeel</span>
      </div>
      <ProfileList listings={listings}>
        {(listing) => (
          <ProfileButton
            key={listing.profile.id}
            listing={listing}
            now={now}
            reachable={listing.profile.id === reachable}
          />
        )}
      </ProfileList>
      <WaitingRunsButton />
      <Button
        variant="quiet"
        icon={History}
        className="all-runs"
        aria-pressed={inAllRuns}
        onClick={inAllRuns ? hideAllRuns : showAllRuns}
      >
        {historyPlaceText.name}
      </Button>
      <Button variant="quiet" icon={Plus} className="new-profile" onClick={() => show({ kind: 'new' })}>
        {sidebarText.newProfile}
      </Button>
    </nav>
  );
}

/** Leads to the runs that wait, where any do. */
function WaitingRunsButton() {
  const count = useWaitingRuns((state) => state.runs.length);
  const open = useOverlay((state) => state.open);
  if (count === 0) return null;
  return (
    <Button variant="quiet" icon={Clock} className="waiting-button" onClick={() => open('waiting-runs')}>
      {waitingRunsText.button(count)}
    </Button>
  );
}

/** What goes on with a profile: with whichever of its pairs of folders is at work. */
function activityOf(
  profile: Profile,
  { activities }: { readonly activities: Readonly<Record<ProfileId, Activity>> },
): Activity | undefined {
  const all = pairsOf(profile).map(({ id }) => activities[id]);
  return all.find(isAtWork) ?? all[0];
}

function ProfileButton({
  listing: { profile, last },
  now,
  reachable,
}: {
  readonly listing: ProfileListing;
  readonly now: number;
  /** Whether the Tab key leads here; the arrow keys lead to all of them. */
  readonly reachable: boolean;
}) {
  const inAllRuns = useAllRuns((state) => state.open);
  const selected = useProfiles((state) => ownerOf([profile], state.selectedId) !== undefined) && !inAllRuns;
  const busy = useActivities((state) => runText.busy(activityOf(profile, state)));
  const waiting = useWaitingRuns((state) => isInQueue(state.runs, profile.id));
  const paused = useActivities((state) => isPaused(activityOf(profile, state)));
  const BusyIcon = paused ? Pause : LoaderCircle;
  const described = useId();
  const name = shown(profile.name);
  return (
    <li draggable data-profile={profile.id}>
      <button
        type="button"
        className="profile-button"
        aria-label={name}
        aria-current={selected ? 'page' : undefined}
        aria-describedby={described}
        title={name}
        tabIndex={reachable ? 0 : -1}
        onClick={() => selectProfile(profile.id)}
      >
        <span className="profile-name">{name}</span>
        <span className="profile-last" id={described}>
          {busy === undefined && waiting ? (
            <Clock size={12} aria-hidden />
          ) : busy === undefined ? (
            last !== undefined &&
            last.tone !== 'good' && <span className={`profile-mark profile-${last.tone}`} aria-hidden />
          ) : (
            <BusyIcon size={12} aria-hidden className={paused ? undefined : 'spin'} />
          )}
          <span className="ellipsis">
            {busy ??
              (waiting ? waitingText.waitsFor({ kind: 'turn' }, now) : undefined) ??
              (last === undefined
                ? sidebarText.neverSynced
                : sidebarText.lastRun(last.words, formatAgo(last.ms, now)))}
          </span>
        </span>
      </button>
    </li>
  );
}
