import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { without } from '../../shared/without.js';
import type { Problem } from '../../shared/problem.js';
import type { Arranged } from '../../shared/profile/profile-import.js';
import { ownerOf, pairsOf } from '../../shared/profile/pairs.js';
import type { KeptSecret, Profile, ProfileId } from '../../shared/profile/profile.js';
import { eachSecret, secretsWritten, type FoundSecret, type SecretsByKind } from './found-secrets.js';
import { PROFILES_FILE, PROFILES_VERSION } from './parse-profiles.js';
import { readProfiles } from './profile-file.js';
import { profilesText } from './text.js';

/** The shape of the file on disk. It is read through `readProfiles` only, which trusts none of it. */
interface ProfileFile {
  version: number;
  profiles: readonly object[];
}

/** Puts a secret where secrets are kept, and tells whether it is there for good. */
export type TakeOver = (found: FoundSecret) => Promise<boolean>;

/** The saved profiles, in the order in which they were made. */
export class ProfileStore {
  /** What went wrong when the file was read. */
  readonly problems: readonly Problem[];
  readonly #file: ElectronStore<ProfileFile> | undefined;
  #profiles: ReadonlyMap<ProfileId, Profile>;
  /** What the file has to keep because nobody else does. */
  #secrets: ReadonlyMap<ProfileId, SecretsByKind>;

  private constructor(
    file: ElectronStore<ProfileFile> | undefined,
    profiles: readonly Profile[],
    secrets: ReadonlyMap<ProfileId, SecretsByKind>,
    problems: readonly Problem[],
  ) {
    this.#file = file;
    this.#profiles = new Map(profiles.map((profile) => [profile.id, profile]));
    this.#secrets = secrets;
    this.problems = problems;
  }

  /**
   * Reads `profiles.json` in `folder`. Never rejects: what cannot be read is set aside and told in `problems`. Passwords that somebody has
   * written into the file are handed to `takeOver`, and are gone from the file once that has them. One that it does not take stays in the file
   * as long as nobody else has it, and that is told.
   */
  static async open(
    folder: string,
    takeOver: TakeOver = () => Promise.resolve(false),
  ): Promise<ProfileStore> {
    const path = join(folder, PROFILES_FILE);
    const { profiles, secrets, problem, mayWrite } = await readProfiles(path, new Date());
    const file = mayWrite
      ? new ElectronStore<ProfileFile>({ name: 'profiles', cwd: folder, configFileMode: 0o600 })
      : undefined;
    const problems = problem === undefined ? [] : [problem];
    if (secrets.size === 0) return new ProfileStore(file, profiles, secrets, problems);
    await chmod(path, 0o600).catch(() => undefined);
    const left = new Map<ProfileId, SecretsByKind>();
    let taken = 0;
    for (const found of eachSecret(secrets)) {
      const { id, kind, secret } = found;
      if (await takeOver(found).catch(() => false)) taken += 1;
      else left.set(id, { ...left.get(id), [kind]: secret });
    }
    if (left.size > 0)
      problems.push(
        notTaken(
          path,
          profiles.filter(({ id }) => left.has(id)),
        ),
      );
    const store = new ProfileStore(file, profiles, left, problems);
    try {
      if (taken > 0) store.#write(store.#profiles, left);
    } catch {
      problems.push(notRemoved(path));
    }
    return store;
  }

  list(): readonly Profile[] {
    return [...this.#profiles.values()];
  }

  get(id: ProfileId): Profile | undefined {
    return this.#profiles.get(id);
  }

  /** The profile that goes by this name, or one of whose pairs of folders does. */
  ownerOf(id: ProfileId): Profile | undefined {
    return this.#profiles.get(id) ?? ownerOf(this.list(), id);
  }

  /** A pair of folders, by its name, as a profile of its own. */
  pair(id: ProfileId): Profile | undefined {
    const owner = this.ownerOf(id);
    return owner && pairsOf(owner).find((pair) => pair.id === id);
  }

  /** Adds or replaces a profile. Throws where the file cannot be written; then nothing has changed. */
  save(profile: Profile): void {
    this.#write(new Map(this.#profiles).set(profile.id, profile), this.#secrets);
  }

  /**
   * Puts the profiles in this order and into these groups; those that are not named follow. Throws where the file cannot be written; then nothing has
   * changed.
   */
  arrange(order: readonly Arranged[]): void {
    const arranged = new Map<ProfileId, Profile>();
    for (const { id, group } of order) {
      const profile = this.#profiles.get(id);
      if (profile === undefined) continue;
      const rest = without(profile, 'group');
      arranged.set(id, group === undefined ? rest : { ...rest, group });
    }
    for (const [id, profile] of this.#profiles) if (!arranged.has(id)) arranged.set(id, profile);
    this.#write(arranged, this.#secrets);
  }

  /** Takes a profile out. Throws where the file cannot be written; then nothing has changed. */
  remove(id: ProfileId): void {
    const [profiles, secrets] = [new Map(this.#profiles), new Map(this.#secrets)];
    profiles.delete(id);
    secrets.delete(id);
    this.#write(profiles, secrets);
  }

  /**
   * Removes a secret from the file, where it has one: somebody else keeps it now, or a newer one, or it is not wanted any more. Throws where
   * the file cannot be written.
   */
  dropSecret(id: ProfileId, kind: KeptSecret): void {
    const { [kind]: dropped, ...others } = this.#secrets.get(id) ?? {};
    if (dropped === undefined) return;
    this.#write(this.#profiles, new Map(this.#secrets).set(id, others));
  }

  #write(profiles: ReadonlyMap<ProfileId, Profile>, secrets: ReadonlyMap<ProfileId, SecretsByKind>): void {
    if (this.#file === undefined) throw new Error('The profile file is damaged and in the way.');
    const written = [...profiles.values()].map((profile) => ({
      ...profile,
      ...secretsWritten(secrets.get(profile.id) ?? {}),
    }));
    // Atomic: electron-store writes a temporary file and renames it.
    this.#file.set({ version: PROFILES_VERSION, profiles: written });
    this.#profiles = profiles;
    this.#secrets = secrets;
  }
}

function notTaken(file: string, profiles: readonly Profile[]): Problem {
  const names = profiles.map(({ name }) => name);
  return { kind: 'other', ...profilesText.file.secretsLeft(file, names) };
}

function notRemoved(file: string): Problem {
  return { kind: 'other', ...profilesText.file.secretsNotRemoved(file) };
}
