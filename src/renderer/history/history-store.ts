import { create } from 'zustand';
import type { OutcomeRequest, PastRun } from '../../shared/run/history.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { ItemOutcome, RunId } from '../../shared/run/run.js';
import { readHistory, readOutcomes } from '../api/requests.js';

const RUNS_A_PAGE = 50;
const ITEMS_A_PAGE = 500;

/** The ends that somebody may have to look at. */
const PROBLEMS: OutcomeRequest['only'] = ['failed', 'skipped'];

/** What is read of one run's report so far. */
interface Account {
  readonly items: readonly ItemOutcome[];
  /** Where the next page begins; absent where there is none. */
  readonly next: number | undefined;
  readonly reading: boolean;
}

const NOTHING_YET: Account = { items: [], next: 0, reading: false };

interface HistoryState extends Account {
  /** The profile whose history is shown; `null` for none. */
  readonly profileId: ProfileId | null;
  /** Absent until they have been read. */
  readonly runs: readonly PastRun[] | undefined;
  /** Whether there are runs before those that have been read. */
  readonly older: boolean;
  readonly selected: RunId | null;
  readonly problemsOnly: boolean;
  /** Shows the history of a profile, and of its runs this one first. */
  readonly show: (id: ProfileId, runId?: RunId) => void;
  /** Shows the report of one run, whichever profile is shown. */
  readonly open: (id: ProfileId, run: PastRun) => void;
  readonly hide: () => void;
  /** Reads the newest runs anew. */
  readonly refresh: () => Promise<void>;
  readonly readOlder: () => Promise<void>;
  readonly select: (runId: RunId) => void;
  readonly setProblemsOnly: (problemsOnly: boolean) => void;
  /** Reads the next page of the report of the run that is selected, unless that is under way already. */
  readonly readItems: () => Promise<void>;
}

/** The history of the profile at hand, as far as it has been read. */
export const useHistory = create<HistoryState>()((set, get) => {
  const openAccount = (part: Partial<HistoryState>): void => {
    // A list of its own for each report: by it an answer is known that comes too late.
    set({ ...NOTHING_YET, items: [], ...part });
    void get().readItems();
  };
  return {
    ...NOTHING_YET,
    profileId: null,
    runs: undefined,
    older: false,
    selected: null,
    problemsOnly: false,
    show: (profileId, runId) => {
      set({ ...NOTHING_YET, profileId, runs: undefined, selected: runId ?? null, problemsOnly: false });
      void get().refresh();
    },
    open: (profileId, run) =>
      openAccount({
        profileId,
        runs: [run],
        older: false,
        selected: run.runId,
        problemsOnly: false,
      }),
    hide: () => set({ profileId: null }),
    refresh: async () => {
      const { profileId } = get();
      if (profileId === null) return;
      const runs = await readHistory(profileId, { limit: RUNS_A_PAGE });
      if (runs === undefined || get().profileId !== profileId) return;
      set({ runs, older: runs.length === RUNS_A_PAGE });
      const { selected } = get();
      const kept = runs.find(({ runId }) => runId === selected) ?? runs[0];
      if (kept !== undefined) openAccount({ selected: kept.runId });
    },
    readOlder: async () => {
      const { profileId, runs = [] } = get();
      if (profileId === null) return;
      const page = await readHistory(profileId, { before: runs.at(-1)?.seq, limit: RUNS_A_PAGE });
      if (page === undefined || get().profileId !== profileId || get().runs !== runs) return;
      set({ runs: [...runs, ...page], older: page.length === RUNS_A_PAGE });
    },
    select: (selected) => openAccount({ selected }),
    setProblemsOnly: (problemsOnly) => openAccount({ problemsOnly }),
    readItems: async () => {
      const { profileId, selected, problemsOnly, items, next, reading } = get();
      if (profileId === null || selected === null || next === undefined || reading) return;
      set({ reading: true });
      const only = problemsOnly ? PROBLEMS : undefined;
      const page = await readOutcomes(profileId, selected, { after: next, limit: ITEMS_A_PAGE, only });
      // Another run, or another part of this one, may have been asked for meanwhile.
      if (get().items !== items) return;
      if (page === undefined) set({ reading: false, next: undefined });
      else set({ reading: false, items: [...items, ...page.items], next: page.next });
    },
  };
});
