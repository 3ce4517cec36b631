import { update } from '../api/requests.js';
import { useAllRuns } from '../history/all-runs/all-runs-store.js';
import { useProfiles } from '../profiles/profiles-store.js';
import { ListCommands } from './ListCommands.js';
import { useOverlay } from './overlay-store.js';
import { ProfileCommands } from './ProfileCommands.js';
import { useCommand } from './use-command.js';

/** The commands that are there whatever the window shows. */
export function WindowCommands() {
  const show = useProfiles((state) => state.show);
  const inAllRuns = useAllRuns((state) => state.open);
  const showAllRuns = useAllRuns((state) => state.show);
  const hideAllRuns = useAllRuns((state) => state.hide);
  const opened = useProfiles((state) => state.opened);
  const open = useOverlay((state) => state.open);
  useCommand('new-profile', () => show({ kind: 'new' }), opened);
  useCommand('all-runs', inAllRuns ? hideAllRuns : showAllRuns, opened, inAllRuns);
  useCommand('command-palette', () => open('command-palette'));
  useCommand('shortcuts', () => open('shortcuts'));
  useCommand('settings', () => open('settings'), opened);
  useCommand('waiting-runs', () => open('waiting-runs'), opened);
  useCommand('about', () => open('about'));
  useCommand('check-for-updates', () => {
    update('check');
    open('updates');
  });
  return (
    <>
      <ListCommands />
      <ProfileCommands />
    </>
  );
}
