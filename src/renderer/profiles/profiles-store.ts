import { create } from 'zustand';
import type { KeyringState, Opening, ProfileListing } from '../../shared/ipc.js';
import type { ProfileId } from '../../shared/profile/profile.js';

/** The dialog that is open. */
export type ProfileDialog =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit'; readonly id: ProfileId }
  | { readonly kind: 'delete'; readonly id: ProfileId };

interface ProfilesState {
  /** Whether the main process has told what there is. */
  readonly opened: boolean;
  readonly listings: readonly ProfileListing[];
  readonly selectedId: ProfileId | null;
  readonly keyring: KeyringState;
  readonly version: string;
  readonly dialog: ProfileDialog | null;
  readonly open: (opening: Opening) => void;
  readonly setListings: (listings: readonly ProfileListing[]) => void;
  readonly select: (id: ProfileId | null) => void;
  readonly show: (dialog: ProfileDialog | null) => void;
}

export const useProfiles = create<ProfilesState>()((set) => ({
  opened: false,
  listings: [],
  selectedId: null,
  keyring: { kind: 'available' },
  version: '',
  dialog: null,
  open: ({ profiles, keyring, version }) => set({ opened: true, listings: profiles, keyring, version }),
  setListings: (listings) => set({ listings }),
  select: (selectedId) => set({ selectedId }),
  show: (dialog) => set({ dialog }),
}));

/** The listing of a profile, where it exists. */
export function listingOf(
  listings: readonly ProfileListing[],
  id: ProfileId | null,
): ProfileListing | undefined {
  return listings.find(({ profile }) => profile.id === id);
}
