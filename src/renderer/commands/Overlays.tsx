import { DropTarget } from '../profiles/list/DropTarget.js';
import { ListDialogs } from '../profiles/list/ListDialogs.js';
import { WaitingRunsDialog } from '../profiles/waiting/WaitingRunsDialog.js';
import { AboutDialog } from '../settings/AboutDialog.js';
import { SettingsDialog } from '../settings/SettingsDialog.js';
import { UpdatesDialog } from '../updates/UpdatesDialog.js';
import { CommandPalette } from './palette/CommandPalette.js';
import { useOverlay } from './overlay-store.js';
import { ShortcutsSheet } from './ShortcutsSheet.js';

/** The dialogs of the application that are open, if any are. */
export function Overlays() {
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
