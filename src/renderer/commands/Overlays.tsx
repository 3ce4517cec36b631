import { lazy, Suspense } from 'react';
import { DropTarget } from '../profiles/list/DropTarget.js';
import { ListDialogs } from '../profiles/list/ListDialogs.js';
import { useOverlay } from './overlay-store.js';

// The first picture needs none of them.
const WaitingRunsDialog = lazy(async () => ({
  default: (await import('../profiles/waiting/WaitingRunsDialog.js')).WaitingRunsDialog,
}));
const AboutDialog = lazy(async () => ({ default: (await import('../settings/AboutDialog.js')).AboutDialog }));
const SettingsDialog = lazy(async () => ({
  default: (await import('../settings/SettingsDialog.js')).SettingsDialog,
}));
const UpdatesDialog = lazy(async () => ({
  default: (await import('../updates/UpdatesDialog.js')).UpdatesDialog,
}));
const CommandPalette = lazy(async () => ({
  default: (await import('./palette/CommandPalette.js')).CommandPalette,
}));
const ShortcutsSheet = lazy(async () => ({ default: (await import('./ShortcutsSheet.js')).ShortcutsSheet }));

/** The dialogs of the application that are open, if any are. */
export function Overlays() {
  return (
    <>
      <Suspense fallback={null}>
        <OpenOverlay />
      </Suspense>
      <ListDialogs />
      <DropTarget />
    </>
  );
}

function OpenOverlay() {
  const overlay = useOverlay((state) => state.overlay);
  switch (overlay) {
    case null:
      return null;
    case 'command-palette':
      return <CommandPalette />;
    case 'shortcuts':
      return <ShortcutsSheet />;
    case 'settings':
      return <SettingsDialog />;
    case 'waiting-runs':
      return <WaitingRunsDialog />;
    case 'about':
      return <AboutDialog />;
    case 'updates':
      return <UpdatesDialog />;
  }
}
