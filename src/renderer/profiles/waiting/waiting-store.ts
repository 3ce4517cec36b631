import { create } from 'zustand';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { WaitingRun } from '../../../shared/run/waiting.js';

interface WaitingState {
  /** The runs that are due and have not begun, the first to begin first. */
  readonly runs: readonly WaitingRun[];
  readonly set: (runs: readonly WaitingRun[]) => void;
}

export const useWaitingRuns = create<WaitingState>()((set) => ({
  runs: [],
  set: (runs) => set({ runs }),
}));

/** Whether a profile waits for its turn, and for nothing that may take hours. */
export function isInQueue(runs: readonly WaitingRun[], id: ProfileId): boolean {
  return runs.some(({ profileId, waitsFor }) => profileId === id && waitsFor.kind === 'turn');
}

/** Whether a run can begin before others: it waits for its turn, and is not the first to begin anyway. */
export function canRunFirst(runs: readonly WaitingRun[], id: ProfileId): boolean {
  return isInQueue(runs, id) && runs[0]?.profileId !== id;
}
