import { later } from '../../components/later.js';
import { listingOf, useProfiles } from '../profiles-store.js';
import { useProfileList } from './list-store.js';

const GroupDialog = later(async () => (await import('./GroupDialog.js')).GroupDialog);
const ImportDialog = later(async () => (await import('../import/ImportDialog.js')).ImportDialog);

/** The dialog about the list of profiles that is open, if one is. */
export function ListDialogs() {
  const dialog = useProfileList((state) => state.dialog);
  const listing = useProfiles((state) =>
    dialog?.kind === 'group' ? listingOf(state.listings, dialog.id) : undefined,
  );
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'group':
      return listing === undefined ? null : <GroupDialog profile={listing.profile} />;
    case 'import':
      return <ImportDialog />;
  }
}
