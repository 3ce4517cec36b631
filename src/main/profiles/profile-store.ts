import { join } from 'node:path';
import ElectronStore from 'electron-store';
import type { Problem } from '../../shared/problem.js';
import type { Profile, ProfileId } from '../../shared/profile/profile.js';
import { PROFILES_FILE, PROFILES_VERSION } from './parse-profiles.js';
import { readProfiles } from './profile-file.js';

/** The shape of the file on disk. It is read through `readProfiles` only, which trusts none of it. */
interface ProfileFile {
  version: number;
  profiles: readonly Profile[];
}

/** The saved profiles, in the order in which they were made. */
export class ProfileStore {
  /** What went wrong when the file was read. */
  readonly problem: Problem | undefined;
  readonly #file: ElectronStore<ProfileFile> | undefined;
  #profiles: ReadonlyMap<ProfileId, Profile>;

  private constructor(
    file: ElectronStore<ProfileFile> | undefined,
    profiles: readonly Profile[],
    problem: Problem | undefined,
  ) {
    this.#file = file;
    this.#profiles = new Map(profiles.map((profile) => [profile.id, profile]));
    this.problem = problem;
  }

  /** Reads `profiles.json` in `folder`. Never rejects: what cannot be read is set aside and told in `problem`. */
  static async open(folder: string): Promise<ProfileStore> {
    const read = await readProfiles(join(folder, PROFILES_FILE), new Date());
    const file = read.mayWrite
      ? new ElectronStore<ProfileFile>({ name: 'profiles', cwd: folder, configFileMode: 0o600 })
      : undefined;
    return new ProfileStore(file, read.profiles, read.problem);
  }

  list(): readonly Profile[] {
    return [...this.#profiles.values()];
  }

  get(id: ProfileId): Profile | undefined {
    return this.#profiles.get(id);
  }

  /** Adds or replaces a profile. Throws where the file cannot be written; then nothing has changed. */
  save(profile: Profile): void {
    this.#write(new Map(this.#profiles).set(profile.id, profile));
  }

  /** Takes a profile out. Throws where the file cannot be written; then nothing has changed. */
  remove(id: ProfileId): void {
    const profiles = new Map(this.#profiles);
    profiles.delete(id);
    this.#write(profiles);
  }

  #write(profiles: ReadonlyMap<ProfileId, Profile>): void {
    if (this.#file === undefined) throw new Error('The profile file is damaged and in the way.');
    // Atomic: electron-store writes a temporary file and renames it.
    this.#file.set({ version: PROFILES_VERSION, profiles: [...profiles.values()] });
    this.#profiles = profiles;
  }
}
