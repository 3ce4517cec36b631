import { useEffect } from 'react';
import { later } from '../components/later.js';
import { DropTarget } from '../profiles/list/DropTarget.js';
import { ListDialogs } from '../profiles/list/ListDialogs.js';
import { useOverlay } from './overlay-store.js';

const WaitingRunsDialog = later(
  async () => (await import('../profiles/waiting/WaitingRunsDialog.js')).WaitingRunsDialog,
);
const AboutDialog = later(async () => (await import('../settings/AboutDialog.js')).AboutDialog);
const SettingsDialog = later(async () => (await import('../settings/SettingsDialog.js')).SettingsDialog);
const UpdatesDialog = later(async () => (await import('../updates/UpdatesDialog.js')).UpdatesDialog);
const CommandPalette = later(async () => (await import('./palette/CommandPalette.js')).CommandPalette);
const ShortcutsSheet = later(async () => (await import('./ShortcutsSheet.js')).ShortcutsSheet);

/** The dialogs of the application that are open, if any are. */
export function Overlays() {
  // Somebody may type into them as soon as they see the window.
  useEffect(() => {
    void CommandPalette.load();
    void SettingsDialog.load();
  }, []);
  return (
    <>
      <OpenOverlay />
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
