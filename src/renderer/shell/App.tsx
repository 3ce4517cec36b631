import { DeleteProfile } from '../profiles/DeleteProfile.js';
import { ProfileForm } from '../profiles/ProfileForm.js';
import { listingOf, useProfiles } from '../profiles/profiles-store.js';
import { Sidebar } from '../profiles/Sidebar.js';
import { Notices } from './Notices.js';
import { ProfilePane } from './ProfilePane.js';
import './shell.css';
import { Welcome } from './Welcome.js';

/** The whole window. */
export function App() {
  const opened = useProfiles((state) => state.opened);
  const selected = useProfiles((state) => listingOf(state.listings, state.selectedId));
  return (
    <div className="window">
      <Sidebar />
      <main className="pane">
        <Notices />
        {selected === undefined ? (
          opened && <Welcome />
        ) : (
          <ProfilePane key={selected.profile.id} listing={selected} />
        )}
      </main>
      <Dialogs />
    </div>
  );
}

function Dialogs() {
  const dialog = useProfiles((state) => state.dialog);
  const listing = useProfiles((state) =>
    dialog === null || dialog.kind === 'new' ? undefined : listingOf(state.listings, dialog.id),
  );
  if (dialog === null) return null;
  if (dialog.kind === 'new') return <ProfileForm key="new" />;
  if (listing === undefined) return null;
  if (dialog.kind === 'edit') return <ProfileForm key={dialog.id} listing={listing} />;
  return <DeleteProfile key={dialog.id} profile={listing.profile} />;
}
