import { lazy, Suspense } from 'react';
import { listingOf, useProfiles } from '../profiles-store.js';
import { useProfileList } from './list-store.js';

// The first picture needs none of them.
const GroupDialog = lazy(async () => ({ default: (await import('./GroupDialog.js')).GroupDialog }));
const ImportDialog = lazy(async () => ({
  default: (await import('../import/ImportDialog.js')).ImportDialog,
}));

/** The dialog about the list of profiles that is open, if one is. */
export function ListDialogs() {
  return (
    <Suspense fallback={null}>
      <OpenDialog />
    </Suspense>
  );
}

function OpenDialog() {
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
