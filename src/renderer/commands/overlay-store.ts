import { create } from 'zustand';

/** The dialogs of the application itself, of which one can be open. */
export type Overlay = 'command-palette' | 'shortcuts' | 'settings' | 'about' | 'updates' | 'waiting-runs';

interface OverlayState {
  readonly overlay: Overlay | null;
  readonly open: (overlay: Overlay) => void;
  readonly close: () => void;
}

export const useOverlay = create<OverlayState>()((set) => ({
  overlay: null,
  open: (overlay) => set({ overlay }),
  close: () => set({ overlay: null }),
}));
