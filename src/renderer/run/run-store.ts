import { create } from 'zustand';
import type { EngineEvent } from '../../shared/run/run.js';
import { followRun, NO_RUN, tickRun, type RunView } from './follow-run.js';

interface RunState extends RunView {
  readonly reset: () => void;
  readonly take: (events: readonly EngineEvent[], nowMs: number) => void;
  /** Time has passed, whether anything has come or not. */
  readonly tick: (nowMs: number) => void;
}

/** What is known of the current run of the profile shown beyond its progress. */
export const useRun = create<RunState>()((set) => ({
  ...NO_RUN,
  reset: () => set(NO_RUN),
  take: (events, nowMs) => set((state) => followRun(state, events, nowMs)),
  tick: (nowMs) => set((state) => tickRun(state, nowMs)),
}));
