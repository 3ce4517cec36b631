import { create } from 'zustand';
import type { UpdateState } from '../../shared/update.js';

interface UpdateStore {
  readonly state: UpdateState;
  /** What somebody does not want to be told again before the next start: a kind of state and its version. */
  readonly dismissed: string | null;
  readonly set: (state: UpdateState) => void;
  readonly dismiss: (what: string) => void;
}

/** What the main process last told about newer versions. */
export const useUpdate = create<UpdateStore>()((set) => ({
  state: { kind: 'unknown' },
  dismissed: null,
  set: (state) => set({ state }),
  dismiss: (what) => set({ dismissed: what }),
}));
