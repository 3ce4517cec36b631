import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type ElectronStore from 'electron-store';
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

/** What the file holds. */
interface Kept {
  readonly profiles: ReadonlyMap<ProfileId, Profile>;
  readonly secrets: ReadonlyMap<ProfileId, SecretsByKind>;
}

/** Puts a secret where secrets are kept, and tells whether it is there for good. */
export type TakeOver = (found: FoundSecret) => Promise<boolean>;

/** The saved profiles, in the order in which they were made. */
export class ProfileStore {
  /** What went wrong when the file was read. */
  readonly problems: readonly Problem[];
  /** The folder to write to; absent where the file is in the way. */
  readonly #folder: string | undefined;
  #file: ElectronStore<ProfileFile> | undefined;
  #profiles: ReadonlyMap<ProfileId, Profile>;
  /** What the file has to keep because nobody else does. */
  #secrets: ReadonlyMap<ProfileId, SecretsByKind>;

  private constructor(
    folder: string | undefined,
    profiles: readonly Profile[],
    secrets: ReadonlyMap<ProfileId, SecretsByKind>,
    problems: readonly Problem[],
  ) {
    this.#folder = folder;
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
    const place = mayWrite ? folder : undefined;
    const problems = problem === undefined ? [] : [problem];
    if (secrets.size === 0) return new ProfileStore(place, profiles, secrets, problems);
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
    const store = new ProfileStore(place, profiles, left, problems);
    try {
      if (taken > 0) await store.#write(({ profiles: all }) => ({ profiles: all, secrets: left }));
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

  /** Adds or replaces a profile. Rejects where the file cannot be written; then nothing has changed. */
  save(profile: Profile): Promise<void> {
    return this.#write(({ profiles, secrets }) => ({
      profiles: new Map(profiles).set(profile.id, profile),
      secrets,
    }));
  }

  /**
   * Puts the profiles in this order and into these groups; those that are not named follow. Rejects where the file cannot be written; then nothing has
   * changed.
   */
  arrange(order: readonly Arranged[]): Promise<void> {
    return this.#write(({ profiles, secrets }) => {
      const arranged = new Map<ProfileId, Profile>();
      for (const { id, group } of order) {
        const profile = profiles.get(id);
        if (profile === undefined) continue;
        const rest = without(profile, 'group');
        arranged.set(id, group === undefined ? rest : { ...rest, group });
      }
      for (const [id, profile] of profiles) if (!arranged.has(id)) arranged.set(id, profile);
      return { profiles: arranged, secrets };
    });
  }

  /** Takes a profile out. Rejects where the file cannot be written; then nothing has changed. */
  remove(id: ProfileId): Promise<void> {
    return this.#write((kept) => {
      const [profiles, secrets] = [new Map(kept.profiles), new Map(kept.secrets)];
      profiles.delete(id);
      secrets.delete(id);
      return { profiles, secrets };
    });
  }

  /**
   * Removes a secret from the file, where it has one: somebody else keeps it now, or a newer one, or it is not wanted any more. Rejects where
   * the file cannot be written.
   */
  async dropSecret(id: ProfileId, kind: KeptSecret): Promise<void> {
    const { [kind]: dropped } = this.#secrets.get(id) ?? {};
    if (dropped === undefined) return;
    await this.#write(({ profiles, secrets }) => ({
      profiles,
      secrets: new Map(secrets).set(id, without(secrets.get(id) ?? {}, kind)),
    }));
  }

  /** Writes what `change` makes of what is kept by then, so that nothing that is written meanwhile is lost. */
  async #write(change: (kept: Kept) => Kept): Promise<void> {
    if (this.#folder === undefined) throw new Error('The profile file is damaged and in the way.');
    this.#file ??= await openFile(this.#folder);
    const { profiles, secrets } = change({ profiles: this.#profiles, secrets: this.#secrets });
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

/** Loaded only once something is to be written: it is large, and most starts change no profile. */
async function openFile(folder: string): Promise<ElectronStore<ProfileFile>> {
  const { default: Store } = await import('electron-store');
  return new Store<ProfileFile>({ name: 'profiles', cwd: folder, configFileMode: 0o600 });
}

function notTaken(file: string, profiles: readonly Profile[]): Problem {
  const names = profiles.map(({ name }) => name);
  return { kind: 'other', ...profilesText.file.secretsLeft(file, names) };
}

function notRemoved(file: string): Problem {
  return { kind: 'other', ...profilesText.file.secretsNotRemoved(file) };
}
