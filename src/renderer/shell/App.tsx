import { useEffect } from 'react';
import { Overlays } from '../commands/Overlays.js';
import { WindowCommands } from '../commands/WindowCommands.js';
import { useFileHistory } from '../history/file/file-history-store.js';
import { useAllRuns } from '../history/all-runs/all-runs-store.js';
import { listingOf, pairIn, useProfiles } from '../profiles/profiles-store.js';
import { later } from '../components/later.js';
import { Sidebar } from '../profiles/Sidebar.js';
import { UpdateNotice } from '../updates/UpdateNotice.js';
import { Notices } from './Notices.js';
import { ProfilePane } from './ProfilePane.js';
import './shell.css';
import { Welcome } from './Welcome.js';

const AllRunsView = later(async () => (await import('../history/all-runs/AllRunsView.js')).AllRunsView);
const FileHistory = later(async () => (await import('../history/file/FileHistory.js')).FileHistory);
const DialogueView = later(async () => (await import('../profiles/connection/DialogueView.js')).DialogueView);
const DeleteProfile = later(async () => (await import('../profiles/DeleteProfile.js')).DeleteProfile);
const ProfileForm = later(async () => (await import('../profiles/ProfileForm.js')).ProfileForm);

/** The whole window. */
export function App() {
  // Somebody may type into it as soon as they see the window.
  useEffect(() => void ProfileForm.load(), []);
  const inFileHistory = useFileHistory((state) => state.file !== null);
  const inAllRuns = useAllRuns((state) => state.open);
  const opened = useProfiles((state) => state.opened);
  const selected = useProfiles((state) => listingOf(state.listings, state.selectedId));
  const selectedId = useProfiles((state) => state.selectedId);
  return (
    <div className="window">
      <WindowCommands />
      <Sidebar />
      <main className="pane">
        <Notices />
        <UpdateNotice />
        {inAllRuns ? (
          <AllRunsView />
        ) : selected === undefined ? (
          opened && <Welcome />
        ) : (
          <ProfilePane key={selectedId} listing={selected} shownId={selectedId} />
        )}
      </main>
      <Dialogs />
      {inFileHistory && <FileHistory />}
      <Overlays />
    </div>
  );
}

function Dialogs() {
  const dialog = useProfiles((state) => state.dialog);
  const listing = useProfiles((state) =>
    dialog === null || dialog.kind === 'new' ? undefined : listingOf(state.listings, dialog.id),
  );
  if (dialog === null) return null;
  if (dialog.kind === 'new') return <ProfileForm key="new" start={dialog.start} />;
  if (listing === undefined) return null;
  if (dialog.kind === 'edit') return <ProfileForm key={dialog.id} listing={listing} />;
  if (dialog.kind === 'dialogue')
    return <DialogueView key={dialog.id} profile={pairIn(listing, dialog.id)} />;
  return <DeleteProfile key={dialog.id} profile={listing.profile} />;
}
