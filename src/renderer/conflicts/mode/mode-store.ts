import { create } from 'zustand';

interface ConflictsModeState {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** Whether conflicts are being gone through one by one. */
export const useConflictsMode = create<ConflictsModeState>()((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
}));
