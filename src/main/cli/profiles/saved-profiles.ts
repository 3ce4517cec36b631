import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { parseProfiles, PROFILES_FILE, type ParsedProfiles } from '../../profiles/parse-profiles.js';
import { nearest } from '../nearest.js';
import { withoutSecrets } from '../target-arguments/places.js';
import { UsageError } from '../usage-error.js';

/**
 * The profiles that the application keeps in its folder. They are only read: what is damaged is for the application to set aside.
 * Rejects with a `ProblemError` where the file cannot be read at all.
 */
export async function readSavedProfiles(folder: string): Promise<ParsedProfiles> {
  const file = join(folder, PROFILES_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { profiles: [], unfit: 0, secrets: new Map() };
    throw unreadable(file, 'could not be read', error);
  }
  const parsed = parseProfiles(text);
  if (parsed === undefined) throw unreadable(file, 'is damaged', undefined);
  return parsed;
}

/**
 * The profile of a name, or of the only name that begins so, upper and lower case alike where that leaves no doubt. Throws a `UsageError`
 * that names those that there are.
 */
export function findProfile(profiles: readonly Profile[], wanted: string): Profile {
  const folded = wanted.trim().toLowerCase();
  const ways: readonly ((profile: Profile) => boolean)[] = [
    ({ name }) => name === wanted,
    ({ id }) => id === wanted,
    ({ name }) => name.toLowerCase() === folded,
    ({ name }) => folded !== '' && name.toLowerCase().startsWith(folded),
  ];
  for (const fits of ways) {
    const [first, ...more] = profiles.filter(fits);
    if (first === undefined) continue;
    if (more.length === 0) return first;
    const all = [first, ...more];
    const alike = new Set(all.map(({ name }) => name)).size < all.length;
    throw new UsageError(
      `“${wanted}” could be more than one profile.`,
      `There are: ${all.map(({ name, id }) => (alike ? `${name} (${id})` : name)).join(', ')}.`,
    );
  }
  throw noSuchProfile(profiles, wanted);
}

function noSuchProfile(profiles: readonly Profile[], wanted: string): UsageError {
  const names = profiles.map(({ name }) => name);
  const meant = nearest(wanted, names);
  const hint =
    names.length === 0
      ? 'The application has no profiles yet.'
      : `${meant === undefined ? '' : `Did you mean ${meant}? `}There are: ${names.join(', ')}.`;
  return new UsageError(`There is no profile “${withoutSecrets(wanted)}”.`, hint);
}

function unreadable(file: string, why: string, cause: unknown): ProblemError {
  return new ProblemError(
    {
      kind: 'damaged',
      what: `The file with the profiles of the application, “${file}”, ${why}.`,
      advice: 'Start the application once: it sets damaged files aside. Or give the two folders instead.',
    },
    { cause },
  );
}
