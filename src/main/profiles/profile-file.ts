import { constants } from 'node:fs';
import { chmod, copyFile, lstat, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../../shared/problem.js';
import type { Profile, ProfileId } from '../../shared/profile/profile.js';
import type { SecretsByKind } from './found-secrets.js';
import { parseProfiles, type ParsedProfiles } from './parse-profiles.js';
import { profilesText } from './text.js';

/** What could be read of the profile file. */
export interface ProfilesRead {
  readonly profiles: readonly Profile[];
  /** What stands in the file of these profiles that belongs into the keyring. */
  readonly secrets: ReadonlyMap<ProfileId, SecretsByKind>;
  /** What had to be set aside, and why; nothing where all was well. */
  readonly problem?: Problem | undefined;
  /** False where the file could neither be read nor moved out of the way: saving would destroy it. */
  readonly mayWrite: boolean;
}

/**
 * Reads the profile file. One that is damaged is renamed to `profiles.damaged-<time>.json` beside it; where only some profiles are
 * unfit, a copy goes there and the others are used. Nothing is ever deleted, and nothing rejects.
 */
export async function readProfiles(file: string, now: Date): Promise<ProfilesRead> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return { profiles: [], secrets: new Map(), mayWrite: true };
    return setWholeAside(file, now);
  }
  const parsed = parseProfiles(text);
  if (parsed === undefined) return setWholeAside(file, now);
  const { profiles, unfit, secrets } = parsed;
  return unfit === 0 ? { profiles, secrets, mayWrite: true } : setSomeAside(file, now, parsed);
}

async function setWholeAside(file: string, now: Date): Promise<ProfilesRead> {
  const aside = await asideName(file, now);
  try {
    await rename(file, aside);
    await keepPrivate(aside);
  } catch {
    return { profiles: [], secrets: new Map(), mayWrite: false, problem: unmovable(file) };
  }
  return {
    profiles: [],
    secrets: new Map(),
    mayWrite: true,
    problem: {
      kind: 'damaged',
      ...profilesText.file.setAside(basename(aside), file),
    },
  };
}

async function setSomeAside(
  file: string,
  now: Date,
  { profiles, unfit, secrets }: ParsedProfiles,
): Promise<ProfilesRead> {
  const aside = await asideName(file, now);
  try {
    await copyFile(file, aside, constants.COPYFILE_EXCL);
    await keepPrivate(aside);
  } catch {
    return { profiles, secrets, mayWrite: false, problem: unmovable(file) };
  }
  return {
    profiles,
    secrets,
    mayWrite: true,
    problem: {
      kind: 'damaged',
      ...profilesText.file.someSetAside(unfit, basename(aside), secrets.size > 0),
    },
  };
}

function unmovable(file: string): Problem {
  return {
    kind: 'damaged',
    ...profilesText.file.inTheWay(file),
  };
}

/** Somebody may have written a password into it (S12). */
async function keepPrivate(file: string): Promise<void> {
  await chmod(file, 0o600).catch(() => undefined);
}

/** A name beside the file that is free. */
async function asideName(file: string, now: Date): Promise<string> {
  const timestamp = now.toISOString().replaceAll(/[:.]/g, '-');
  for (let attempt = 0; ; attempt += 1) {
    const more = attempt === 0 ? '' : `-${attempt}`;
    const name = join(dirname(file), `${basename(file, '.json')}.damaged-${timestamp}${more}.json`);
    if (await isFree(name)) return name;
  }
}

async function isFree(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch {
    // Also where the folder cannot be looked into: then setting aside fails, and that is told.
    return true;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
