import { arrangeProfiles, duplicateProfile, exportProfiles, savePlan } from '../api/requests.js';
import { selectProfile } from '../api/session.js';
import { movedBy } from '../profiles/list/arrange.js';
import { useProfileList } from '../profiles/list/list-store.js';
import { listingOf, useProfiles } from '../profiles/profiles-store.js';
import { useActivities } from '../shell/activity-store.js';
import { useCommand } from './use-command.js';

/** The commands about the list of profiles. */
export function ListCommands() {
  const opened = useProfiles((state) => state.opened);
  const listings = useProfiles((state) => state.listings);
  const id = useProfiles((state) => listingOf(state.listings, state.selectedId)?.profile.id);
  const show = useProfileList((state) => state.show);
  // The pair of folders that is shown.
  const shownId = useProfiles((state) => state.selectedId);
  const hasPlan = useActivities(
    (state) => shownId !== null && state.activities[shownId]?.kind === 'compared',
  );
  const up = id === undefined ? undefined : movedBy(listings, id, -1);
  const down = id === undefined ? undefined : movedBy(listings, id, 1);
  const withId = (act: (id: string) => void) => (): void => {
    if (id !== undefined) act(id);
  };
  useCommand('import-profiles', () => show({ kind: 'import' }), opened);
  useCommand('export-profiles', exportProfiles, listings.length > 0);
  useCommand('save-plan', () => shownId !== null && savePlan(shownId), hasPlan);
  useCommand(
    'duplicate-profile',
    withId((original) => {
      void duplicateProfile(original).then((copy) => {
        if (copy !== undefined) selectProfile(copy.profile.id);
      });
    }),
    id !== undefined,
  );
  useCommand(
    'group-profile',
    withId((one) => show({ kind: 'group', id: one })),
    id !== undefined,
  );
  useCommand('move-profile-up', () => arrangeProfiles(up ?? []), up !== undefined);
  useCommand('move-profile-down', () => arrangeProfiles(down ?? []), down !== undefined);
  return null;
}
