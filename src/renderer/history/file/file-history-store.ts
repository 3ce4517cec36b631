import { create } from 'zustand';
import type { ItemPath } from '../../../shared/entry/entry.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { PathHit, ReadTo, RestorePreview, VersionFacts } from '../../../shared/run/history.js';
import { findInHistory, previewRestore, readVersions } from '../../api/requests.js';

const A_PAGE = 200;

/** A file whose past is shown. */
interface ShownFile {
  readonly profileId: ProfileId;
  readonly path: ItemPath;
}

interface FileHistoryState {
  readonly file: ShownFile | null;
  /** What runs did with it, newest first; absent until that has been read. */
  readonly hits: readonly PathHit[] | undefined;
  readonly readTo: ReadTo | undefined;
  /** Versions of it that are kept, newest first. */
  readonly versions: readonly VersionFacts[];
  /** What restoring a version would do; absent while nobody asks. */
  readonly preview: RestorePreview | undefined;
  /** Whether both sides are being looked at for that. */
  readonly looking: boolean;
  readonly show: (profileId: ProfileId, path: ItemPath) => void;
  readonly hide: () => void;
  readonly readOlder: () => Promise<void>;
  /** Looks at what restoring a version would do. */
  readonly look: (version: number) => Promise<void>;
  readonly forgetPreview: () => void;
}

const NOTHING = { hits: undefined, readTo: undefined, versions: [], preview: undefined, looking: false };

/** What happened to one file across all runs, and its versions. */
export const useFileHistory = create<FileHistoryState>()((set, get) => {
  const isShown = (file: ShownFile): boolean => get().file === file;
  const readHits = async (file: ShownFile, readTo: ReadTo | undefined): Promise<void> => {
    const { profileId, path } = file;
    const page = await findInHistory({
      text: path,
      exact: true,
      filter: { profileId },
      readTo,
      limit: A_PAGE,
    });
    if (!isShown(file)) return;
    const hits = [...(get().hits ?? []), ...(page?.hits ?? []).map(({ hit }) => hit)];
    set({ hits, readTo: page?.readTo });
  };
  return {
    ...NOTHING,
    file: null,
    show: (profileId, path) => {
      const file = { profileId, path };
      set({ ...NOTHING, file });
      void readHits(file, undefined);
      void readVersions(profileId, path).then((versions) => {
        if (isShown(file)) set({ versions: versions ?? [] });
      });
    },
    hide: () => set({ ...NOTHING, file: null }),
    readOlder: async () => {
      const { file, readTo } = get();
      if (file !== null && readTo !== undefined) await readHits(file, readTo);
    },
    look: async (version) => {
      const { file } = get();
      if (file === null) return;
      set({ looking: true });
      const preview = await previewRestore(file.profileId, version);
      if (isShown(file)) set({ preview, looking: false });
    },
    forgetPreview: () => set({ preview: undefined }),
  };
});
