import { LoaderCircle, Pause, Plus } from 'lucide-react';
import { useId } from 'react';
import type { ProfileListing } from '../../shared/ipc.js';
import { shown } from '../../shared/format/shown.js';
import { selectProfile } from '../api/session.js';
import { Button } from '../components/Button.js';
import { Mark } from '../components/Mark.js';
import { useNow } from '../components/use-now.js';
import { moveFocus } from '../components/move-focus.js';
import { formatAgo } from '../format/time.js';
import { busyWords } from '../run/running-labels.js';
import { useActivities } from '../shell/activity-store.js';
import './profiles.css';
import { useProfiles } from './profiles-store.js';

/** The list of profiles. */
export function Sidebar() {
  const listings = useProfiles((state) => state.listings);
  const show = useProfiles((state) => state.show);
  const selectedId = useProfiles((state) => state.selectedId);
  const now = useNow();
  // One stop for the Tab key, however many profiles there are.
  const reachable = selectedId ?? listings[0]?.profile.id;
  return (
    <nav className="sidebar" aria-label="Profiles">
      <div className="brand">
        <Mark size={20} />
        <span>Evenkeel</span>
      </div>
      <ul className="profile-list" onKeyDown={moveFocus}>
        {listings.map((listing) => (
          <ProfileButton
            key={listing.profile.id}
            listing={listing}
            now={now}
            reachable={listing.profile.id === reachable}
          />
        ))}
      </ul>
      <Button variant="quiet" icon={Plus} className="new-profile" onClick={() => show({ kind: 'new' })}>
        New profile
      </Button>
    </nav>
  );
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
  const selected = useProfiles((state) => state.selectedId === profile.id);
  const busy = useActivities((state) => busyWords(state.activities[profile.id]));
  const paused = busy === 'Paused';
  const BusyIcon = paused ? Pause : LoaderCircle;
  const described = useId();
  const name = shown(profile.name);
  return (
    <li>
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
          {busy === undefined ? (
            last !== undefined &&
            last.tone !== 'good' && <span className={`profile-mark profile-${last.tone}`} aria-hidden />
          ) : (
            <BusyIcon size={12} aria-hidden className={paused ? undefined : 'spin'} />
          )}
          <span className="ellipsis">
            {busy ?? (last === undefined ? 'Never synced' : `${last.words} · ${formatAgo(last.ms, now)}`)}
          </span>
        </span>
      </button>
    </li>
  );
}
