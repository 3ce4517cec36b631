import { create } from 'zustand';
import type { ProfileHit, ProfileRun, ReadTo, RunFilter } from '../../../shared/run/history.js';
import { findInHistory, readAllRuns } from '../../api/requests.js';
import { useHistory } from '../history-store.js';

const A_PAGE = 100;
/** How long typing rests before the history is searched, in milliseconds. */
const REST_MS = 250;

/** The runs of all profiles, or what was found in them, as far as they have been read. */
interface Found {
  readonly runs: readonly ProfileRun[];
  readonly hits: readonly ProfileHit[];
  /** Where the next page begins; absent where there is none. */
  readonly readTo: ReadTo | undefined;
  /** `unread` before anything has been read, `reading` while a page is on its way. */
  readonly state: 'unread' | 'reading' | 'read';
}

const NOTHING: Found = { runs: [], hits: [], readTo: {}, state: 'unread' };

interface AllRunsState extends Found {
  /** Whether the history of all profiles is shown. */
  readonly open: boolean;
  readonly filter: RunFilter;
  /** What is searched for in paths; runs are shown where it is empty. */
  readonly find: string;
  readonly show: () => void;
  readonly hide: () => void;
  readonly setFilter: (filter: RunFilter) => void;
  readonly setFind: (find: string) => void;
  /** Reads what there is anew, from the newest on. */
  readonly refresh: () => void;
  /** Reads the next page, unless there is none or it is on its way. */
  readonly readOn: () => Promise<void>;
  /** Shows the report of a run. */
  readonly select: (run: ProfileRun) => void;
}

/** The history of all profiles, as far as it has been read. */
export const useAllRuns = create<AllRunsState>()((set, get) => {
  let resting: ReturnType<typeof setTimeout> | undefined;
  const begin = (part: Partial<AllRunsState> = {}): void => {
    // Lists of its own for each question: by them an answer is known that comes too late.
    set({ ...NOTHING, runs: [], hits: [], ...part });
    void get().readOn();
  };
  return {
    ...NOTHING,
    open: false,
    filter: {},
    find: '',
    show: () => set({ open: true }),
    hide: () => {
      set({ open: false });
      useHistory.getState().hide();
    },
    setFilter: (filter) => begin({ filter }),
    setFind: (find) => {
      set({ find });
      clearTimeout(resting);
      resting = setTimeout(() => begin(), REST_MS);
    },
    refresh: () => begin(),
    readOn: async () => {
      const { state, readTo, runs, hits, find, filter } = get();
      if (state === 'reading' || readTo === undefined) return;
      set({ state: 'reading' });
      const from = state === 'unread' ? undefined : readTo;
      const text = find.trim();
      const page =
        text === ''
          ? await readAllRuns({ filter, readTo: from, limit: A_PAGE })
          : await findInHistory({
              text,
              exact: false,
              filter: { profileId: filter.profileId },
              readTo: from,
              limit: A_PAGE,
            });
      // Something else may have been asked for meanwhile.
      if (get().runs !== runs || get().hits !== hits) return;
      if (page === undefined) set({ state: 'read', readTo: undefined });
      else if ('runs' in page) set({ state: 'read', runs: [...runs, ...page.runs], readTo: page.readTo });
      else set({ state: 'read', hits: [...hits, ...page.hits], readTo: page.readTo });
    },
    select: ({ profileId, run }) => useHistory.getState().open(profileId, run),
  };
});
