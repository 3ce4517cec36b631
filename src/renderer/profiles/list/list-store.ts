import { create } from 'zustand';
import type { ProfileId } from '../../../shared/profile/profile.js';

/** The dialog about the list of profiles that is open. */
export type ListDialog = { readonly kind: 'group'; readonly id: ProfileId } | { readonly kind: 'import' };

interface ListState {
  readonly dialog: ListDialog | null;
  readonly show: (dialog: ListDialog | null) => void;
}

export const useProfileList = create<ListState>()((set) => ({
  dialog: null,
  show: (dialog) => set({ dialog }),
}));
