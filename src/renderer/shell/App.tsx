import { lazy, Suspense } from 'react';
import { Overlays } from '../commands/Overlays.js';
import { WindowCommands } from '../commands/WindowCommands.js';
import { useFileHistory } from '../history/file/file-history-store.js';
import { useAllRuns } from '../history/all-runs/all-runs-store.js';
import { listingOf, pairIn, useProfiles } from '../profiles/profiles-store.js';
import { Sidebar } from '../profiles/Sidebar.js';
import { UpdateNotice } from '../updates/UpdateNotice.js';
import { Notices } from './Notices.js';
import { ProfilePane } from './ProfilePane.js';
import './shell.css';
import { Welcome } from './Welcome.js';

// The first picture needs none of them.
const AllRunsView = lazy(async () => ({
  default: (await import('../history/all-runs/AllRunsView.js')).AllRunsView,
}));
const FileHistory = lazy(async () => ({
  default: (await import('../history/file/FileHistory.js')).FileHistory,
}));
const DialogueView = lazy(async () => ({
  default: (await import('../profiles/connection/DialogueView.js')).DialogueView,
}));
const DeleteProfile = lazy(async () => ({
  default: (await import('../profiles/DeleteProfile.js')).DeleteProfile,
}));
const ProfileForm = lazy(async () => ({ default: (await import('../profiles/ProfileForm.js')).ProfileForm }));

/** The whole window. */
export function App() {
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
          <Suspense fallback={null}>
            <AllRunsView />
          </Suspense>
        ) : selected === undefined ? (
          opened && <Welcome />
        ) : (
          <ProfilePane key={selectedId} listing={selected} shownId={selectedId} />
        )}
      </main>
      <Suspense fallback={null}>
        <Dialogs />
        {inFileHistory && <FileHistory />}
      </Suspense>
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
