import { rm } from 'node:fs/promises';
import type { Profile, ProfileId } from '../../shared/profile.js';
import { ProfileActivity, type Surroundings } from './profile-activity.js';

/** The activities of all profiles, each made when it is first asked for. */
export class Activities {
  readonly #surroundings: Surroundings;
  readonly #activities = new Map<ProfileId, ProfileActivity>();

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

  /** Ends what is under way for a profile and forgets all that was remembered of it. */
  async forget(id: ProfileId): Promise<void> {
    await this.#activities.get(id)?.stop();
    this.#activities.delete(id);
    const file = this.#surroundings.stateFile(id);
    // SQLite keeps up to two more files beside it.
    for (const suffix of ['', '-wal', '-shm']) await rm(file + suffix, { force: true });
  }

  /** Stops everything that is under way, and resolves when all of it has ended. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#activities.values()].map((activity) => activity.stop()));
  }
}
