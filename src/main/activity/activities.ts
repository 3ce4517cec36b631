import { rename, rm } from 'node:fs/promises';
import type { ItemPath } from '../../shared/entry/entry.js';
import type {
  HistoryPage,
  OutcomePage,
  OutcomeRequest,
  PastRun,
  PathHit,
  PathQuery,
  VersionFacts,
} from '../../shared/run/history.js';
import type { Answer } from '../../shared/ipc.js';
import type { Profile, ProfileId } from '../../shared/profile/profile.js';
import type { RunId } from '../../shared/run/run.js';
import { findItems, readHistory, readOutcomes, readRun, readVersions } from '../session/past-runs.js';
import { ProfileActivity } from './profile-activity.js';
import type { ActivityDependencies } from './dependencies.js';

/** The activities of all profiles, each made when it is first asked for. */
export class Activities {
  readonly #dependencies: ActivityDependencies;
  readonly #activities = new Map<ProfileId, ProfileActivity>();
  /** The end of what is being read of a profile's past. */
  readonly #reading = new Map<ProfileId, Promise<unknown>>();

  constructor(dependencies: ActivityDependencies) {
    this.#dependencies = dependencies;
  }

  of(profile: Profile): ProfileActivity {
    const known = this.#activities.get(profile.id);
    if (known !== undefined) return known;
    const made = new ProfileActivity(profile, {
      ...this.#dependencies,
      othersAtWork: () => this.#othersAtWork(profile.id),
    });
    this.#activities.set(profile.id, made);
    return made;
  }

  /** Part of the history of a profile. Never rejects. */
  historyOf(profile: Profile, page: HistoryPage): Promise<Answer<readonly PastRun[]>> {
    const file = this.#dependencies.stateFile(profile.id);
    return this.#inTurn(profile.id, () => readHistory(file, profile, page));
  }

  /** What its past runs did with items of certain paths. Never rejects. */
  findItems(profile: Profile, request: PathQuery): Promise<Answer<readonly PathHit[]>> {
    const file = this.#dependencies.stateFile(profile.id);
    return this.#inTurn(profile.id, () => findItems(file, profile, request));
  }

  /** The versions of a file that are still kept. Never rejects. */
  versionsOf(profile: Profile, path: ItemPath): Promise<Answer<readonly VersionFacts[]>> {
    const file = this.#dependencies.stateFile(profile.id);
    return this.#inTurn(profile.id, () => readVersions(file, profile, path));
  }

  /** One run on record, in full but for its items. Never rejects. */
  runOf(profile: Profile, runId: RunId): Promise<Answer<PastRun | undefined>> {
    const file = this.#dependencies.stateFile(profile.id);
    return this.#inTurn(profile.id, () => readRun(file, profile, runId));
  }

  /** Part of the report of one of its runs. Never rejects. */
  outcomesOf(profile: Profile, runId: RunId, request: OutcomeRequest): Promise<Answer<OutcomePage>> {
    const file = this.#dependencies.stateFile(profile.id);
    return this.#inTurn(profile.id, () => readOutcomes(file, profile, runId, request));
  }

  /** One after the other: each opens the file, and one that opens may not find it open just then. `read` never rejects. */
  #inTurn<T>(id: ProfileId, read: () => Promise<T>): Promise<T> {
    const turn = (this.#reading.get(id) ?? Promise.resolve()).then(read);
    const over = turn.then(() => {
      if (this.#reading.get(id) === over) this.#reading.delete(id);
    });
    this.#reading.set(id, over);
    return turn;
  }

  /** Ends what is under way for a profile and forgets all that was remembered of it. */
  async forget(id: ProfileId): Promise<void> {
    await this.#activities.get(id)?.stop();
    this.#activities.delete(id);
    const file = this.#dependencies.stateFile(id);
    // SQLite keeps up to two more files beside it, and a run one.
    for (const suffix of ['', '-wal', '-shm', '-running']) await rm(file + suffix, { force: true });
  }

  /**
   * Has a pair of folders go by another name from now on, with all that was remembered of it, in place of whatever was remembered by that name. Rejects
   * where its file cannot be moved; the pair begins anew then.
   */
  async rename(from: ProfileId, to: ProfileId): Promise<void> {
    await this.forget(to);
    await this.#activities.get(from)?.stop();
    this.#activities.delete(from);
    const [before, after] = [this.#dependencies.stateFile(from), this.#dependencies.stateFile(to)];
    // What is written ahead belongs to the file, so it goes first.
    for (const suffix of ['-wal', '-shm', '-running', '']) {
      await rename(before + suffix, after + suffix).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      });
    }
  }

  /** Whether another pair of folders of the same profile is at work. */
  #othersAtWork(id: ProfileId): boolean {
    const others = this.#dependencies.othersOf?.(id) ?? [];
    return others.some((other) => this.#activities.get(other)?.atWork === true);
  }

  /** Stops everything that is under way, and resolves when all of it has ended. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#activities.values()].map((activity) => activity.stop()));
  }
}
