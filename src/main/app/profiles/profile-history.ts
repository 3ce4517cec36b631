import type { ItemPath } from '../../../shared/entry/entry.js';
import { refused, type Answer } from '../../../shared/ipc.js';
import { ProblemError, problemOf } from '../../../shared/problem-error.js';
import { pairsOf } from '../../../shared/profile/pairs.js';
import type { Profile, ProfileId } from '../../../shared/profile/profile.js';
import type {
  AllRuns,
  AllRunsPage,
  HistoryPage,
  OutcomePage,
  OutcomeRequest,
  PastRun,
  PathHit,
  PathHits,
  PathSearch,
  RunFilter,
  VersionFacts,
} from '../../../shared/run/history.js';
import { runTone, type RunId } from '../../../shared/run/run.js';
import type { Activities } from '../../activity/activities.js';
import {
  newestFirst,
  type Dated,
  type MergedPage,
  type MergeRequest,
} from '../../activity/history/newest-first.js';
import type { ProfileStore } from '../../profiles/profile-store.js';
import { gone } from './draft-problems.js';

/** What is on record of the profiles' runs, of one profile or of all as one list. */
export class ProfileHistory {
  readonly #store: Pick<ProfileStore, 'pair' | 'ownerOf' | 'list'>;
  readonly #activities: Activities;

  constructor(store: Pick<ProfileStore, 'pair' | 'ownerOf' | 'list'>, activities: Activities) {
    this.#store = store;
    this.#activities = activities;
  }

  /** Part of the history of a profile. */
  async runsOf(id: ProfileId, page: HistoryPage): Promise<Answer<readonly PastRun[]>> {
    const profile = this.#store.pair(id);
    return profile === undefined ? refused(gone()) : await this.#activities.historyOf(profile, page);
  }

  /** Part of the report of one of its runs. */
  async outcomesOf(id: ProfileId, runId: RunId, request: OutcomeRequest): Promise<Answer<OutcomePage>> {
    const profile = this.#store.pair(id);
    return profile === undefined
      ? refused(gone())
      : await this.#activities.outcomesOf(profile, runId, request);
  }

  /** The runs of all profiles, as one list. */
  async allRuns({ filter, readTo, limit }: AllRunsPage): Promise<Answer<AllRuns>> {
    const page = await this.#merged<PastRun>(this.#pairsOf(filter.profileId), {
      limit,
      readTo,
      wanted: (run) => isWanted(run, filter),
      read: (profile, before, most) => this.#activities.historyOf(profile, { before, limit: most }),
    });
    if (page.kind === 'refused') return page;
    const { found, readTo: next } = page.value;
    const runs = found.map(({ profileId, one }) => ({ profileId, run: one }));
    return { kind: 'ok', value: { runs, readTo: next } };
  }

  /** What past runs of all profiles did with certain items. */
  async findInHistory({ text, exact, filter, readTo, limit }: PathSearch): Promise<Answer<PathHits>> {
    // A whole path is one of a single pair of folders.
    const among =
      exact && filter.profileId !== undefined ? [filter.profileId] : this.#pairsOf(filter.profileId);
    const page = await this.#merged<PathHit>(among, {
      limit,
      readTo,
      wanted: () => true,
      read: (profile, before, most) =>
        this.#activities.findItems(profile, { text, exact, before, limit: most }),
    });
    if (page.kind === 'refused') return page;
    const { found, readTo: next } = page.value;
    const hits = found.map(({ profileId, one }) => ({ profileId, hit: one }));
    return { kind: 'ok', value: { hits, readTo: next } };
  }

  /** The versions of a file that are still kept. */
  async versionsOf(id: ProfileId, path: ItemPath): Promise<Answer<readonly VersionFacts[]>> {
    const profile = this.#store.pair(id);
    return profile === undefined ? refused(gone()) : await this.#activities.versionsOf(profile, path);
  }

  /** One run on record, whole but for its items. */
  async runOf(id: ProfileId, runId: RunId): Promise<Answer<PastRun | undefined>> {
    const profile = this.#store.pair(id);
    return profile === undefined ? refused(gone()) : await this.#activities.runOf(profile, runId);
  }

  /** All pairs of folders of a profile, or of all profiles, by name. */
  #pairsOf(id: ProfileId | undefined): readonly ProfileId[] {
    const owner = id === undefined ? undefined : this.#store.ownerOf(id);
    const profiles = id === undefined ? this.#store.list() : owner === undefined ? [] : [owner];
    return profiles.flatMap((profile) => pairsOf(profile).map((pair) => pair.id));
  }

  /** What these pairs of folders have on record, as one list. */
  async #merged<T extends Dated>(
    ids: readonly ProfileId[],
    {
      read,
      ...request
    }: Omit<MergeRequest<T>, 'read'> & {
      readonly read: (
        profile: Profile,
        before: number | undefined,
        limit: number,
      ) => Promise<Answer<readonly T[]>>;
    },
  ): Promise<Answer<MergedPage<T>>> {
    try {
      const page = await newestFirst(ids, {
        ...request,
        read: async (id, before, limit) => {
          const profile = this.#store.pair(id);
          if (profile === undefined) return [];
          const answer = await read(profile, before, limit);
          if (answer.kind === 'refused') throw new ProblemError(answer.problem);
          return answer.value;
        },
      });
      return { kind: 'ok', value: page };
    } catch (error) {
      return refused(problemOf(error));
    }
  }
}

/** Whether a past run is one of those that somebody looks for. A run that has not ended is as bad as one that failed. */
function isWanted({ summary, unended }: PastRun, { trigger, tone }: RunFilter): boolean {
  const started = summary?.trigger ?? unended?.trigger;
  if (trigger !== undefined && started !== trigger) return false;
  return tone === undefined || (summary === undefined ? 'bad' : runTone(summary)) === tone;
}
