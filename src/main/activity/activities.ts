import { rm } from 'node:fs/promises';
import type { HistoryPage, OutcomePage, OutcomeWish, PastRun } from '../../shared/run/history.js';
import type { Answer } from '../../shared/ipc.js';
import type { Profile, ProfileId } from '../../shared/profile/profile.js';
import type { RunId } from '../../shared/run/run.js';
import { readHistory, readOutcomes } from '../session/past-runs.js';
import { ProfileActivity } from './profile-activity.js';
import type { Surroundings } from './dependencies.js';

/** The activities of all profiles, each made when it is first asked for. */
export class Activities {
  readonly #surroundings: Surroundings;
  readonly #activities = new Map<ProfileId, ProfileActivity>();
  /** The end of what is being read of a profile's past. */
  readonly #reading = new Map<ProfileId, Promise<unknown>>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  of(profile: Profile): ProfileActivity {
    const known = this.#activities.get(profile.id);
    if (known !== undefined) return known;
    const made = new ProfileActivity(profile, this.#surroundings);
    this.#activities.set(profile.id, made);
    return made;
  }

  /** Part of the history of a profile. Never rejects. */
  historyOf(profile: Profile, page: HistoryPage): Promise<Answer<readonly PastRun[]>> {
    const file = this.#surroundings.stateFile(profile.id);
    return this.#inTurn(profile.id, () => readHistory(file, profile, page));
  }

  /** Part of the account of one of its runs. Never rejects. */
  outcomesOf(profile: Profile, runId: RunId, wish: OutcomeWish): Promise<Answer<OutcomePage>> {
    const file = this.#surroundings.stateFile(profile.id);
    return this.#inTurn(profile.id, () => readOutcomes(file, profile, runId, wish));
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
    const file = this.#surroundings.stateFile(id);
    // SQLite keeps up to two more files beside it, and a run one.
    for (const suffix of ['', '-wal', '-shm', '-running']) await rm(file + suffix, { force: true });
  }

  /** Stops everything that is under way, and resolves when all of it has ended. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#activities.values()].map((activity) => activity.stop()));
  }
}
