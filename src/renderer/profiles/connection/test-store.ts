import { create } from 'zustand';
import type { TestStep } from '../../../shared/connection/connection-test.js';
import type { Problem } from '../../../shared/problem.js';

interface ConnectionTestState {
  /** Counts the tests. What one was about, its form knows: that includes passwords, which are in no store. */
  readonly test: number;
  /** Whether it is under way. */
  readonly running: boolean;
  /** Its steps; none before the first. */
  readonly steps: readonly TestStep[];
  /** Why it could not begin. */
  readonly refusal: Problem | undefined;
  /** Begins a test, and returns its number. */
  readonly begin: () => number;
  /** Takes how far the test has come that is under way. */
  readonly follow: (steps: readonly TestStep[]) => void;
  readonly take: (test: number, steps: readonly TestStep[]) => void;
  readonly end: (test: number, refusal?: Problem) => void;
  /** Forgets the last test. */
  readonly reset: () => void;
}

const NONE = { running: false, steps: [], refusal: undefined } as const;

/** The connection test of the form that is open. What comes of one that another has taken the place of is not heard. */
export const useConnectionTest = create<ConnectionTestState>()((set, get) => ({
  ...NONE,
  test: 0,
  begin: () => {
    const test = get().test + 1;
    set({ ...NONE, test, running: true });
    return test;
  },
  follow: (steps) => set((state) => (state.running ? { steps } : state)),
  take: (test, steps) => set((state) => (state.test === test ? { steps } : state)),
  end: (test, refusal) => set((state) => (state.test === test ? { running: false, refusal } : state)),
  reset: () => set(({ test }) => ({ ...NONE, test: test + 1 })),
}));
