import { create } from 'zustand';
import type { KeyringState, Opening, ProfileListing } from '../../shared/ipc.js';
import { ownerOf, pairNames, pairsOf } from '../../shared/profile/pairs.js';
import type { Profile, ProfileId } from '../../shared/profile/profile.js';

/** What the form of a new profile begins with. */
export type FormStart = Readonly<Partial<Record<'name' | 'localFolder' | 'remoteFolder', string>>>;

/** The dialog that is open. */
export type ProfileDialog =
  | { readonly kind: 'new'; readonly start?: FormStart }
  | { readonly kind: 'edit'; readonly id: ProfileId }
  | { readonly kind: 'delete'; readonly id: ProfileId }
  /** The dialogue with its server. */
  | { readonly kind: 'dialogue'; readonly id: ProfileId };

interface ProfilesState {
  /** Whether the main process has told what there is. */
  readonly opened: boolean;
  readonly listings: readonly ProfileListing[];
  /** The pair of folders that is shown, which for its first pair is the profile. */
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

/** The listing of a profile, by its name or by that of one of its pairs of folders, where it exists. */
export function listingOf(
  listings: readonly ProfileListing[],
  id: ProfileId | null,
): ProfileListing | undefined {
  return listings.find(({ profile }) => ownerOf([profile], id) !== undefined);
}

/** The pair of folders of this name, as a profile of its own. */
export function pairIn({ profile }: ProfileListing, id: ProfileId | null): Profile {
  const pairs = pairsOf(profile);
  return pairs.find((pair) => pair.id === id) ?? pairs[0];
}

/** What a pair of folders is called among all profiles: by its profile, and where that has several, by its own name too. */
export function nameOfPair(listing: ProfileListing, id: ProfileId): string {
  const { profile } = listing;
  const own = profile.pairs === undefined ? undefined : pairNames(profile).get(id);
  return own === undefined ? profile.name : `${profile.name} – ${own}`;
}
