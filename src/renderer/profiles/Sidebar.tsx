import { LoaderCircle, Plus } from 'lucide-react';
import { useId } from 'react';
import type { ProfileListing } from '../../shared/ipc.js';
import { selectProfile } from '../api/session.js';
import { Button } from '../components/Button.js';
import { Mark } from '../components/Mark.js';
import { useNow } from '../components/use-now.js';
import { formatAgo } from '../format/time.js';
import { useActivities } from '../shell/activity-store.js';
import './profiles.css';
import { useProfiles } from './profiles-store.js';

/** The list of profiles. */
export function Sidebar() {
  const listings = useProfiles((state) => state.listings);
  const show = useProfiles((state) => state.show);
  const now = useNow();
  return (
    <nav className="sidebar" aria-label="Profiles">
      <div className="brand">
        <Mark size={20} />
        <span>Evenkeel</span>
      </div>
      <ul className="profile-list">
        {listings.map((listing) => (
          <ProfileButton key={listing.profile.id} listing={listing} now={now} />
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
}: {
  readonly listing: ProfileListing;
  readonly now: number;
}) {
  const selected = useProfiles((state) => state.selectedId === profile.id);
  const activity = useActivities((state) => state.activities[profile.id]?.kind);
  const described = useId();
  const busy =
    activity === 'comparing' ? 'Comparing…' : activity === 'running' ? 'Synchronizing…' : undefined;
  return (
    <li>
      <button
        type="button"
        className="profile-button"
        aria-label={profile.name}
        aria-current={selected ? 'page' : undefined}
        aria-describedby={described}
        title={profile.name}
        onClick={() => selectProfile(profile.id)}
      >
        <span className="profile-name">{profile.name}</span>
        <span className="profile-last" id={described}>
          {busy === undefined ? (
            last !== undefined && !last.good && <span className="profile-bad" aria-hidden />
          ) : (
            <LoaderCircle size={12} aria-hidden className="spin" />
          )}
          <span className="ellipsis">
            {busy ??
              (last === undefined ? 'Not synchronized yet' : `${last.words} · ${formatAgo(last.ms, now)}`)}
          </span>
        </span>
      </button>
    </li>
  );
}
