import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { parseProfiles, PROFILES_FILE, type ParsedProfiles } from '../../profiles/parse-profiles.js';
import { nearest } from '../nearest.js';
import { withoutSecrets } from '../target-arguments/local-and-remote.js';
import { UsageError } from '../usage-error.js';
import { usageText } from '../text/usage.js';

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
    throw new ProblemError(
      { kind: 'damaged', ...usageText.profilesFile(file, 'unreadable') },
      { cause: error },
    );
  }
  const parsed = parseProfiles(text);
  if (parsed === undefined)
    throw new ProblemError({ kind: 'damaged', ...usageText.profilesFile(file, 'damaged') });
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
      usageText.severalProfiles(
        wanted,
        all.map(({ name, id }) => (alike ? `${name} (${id})` : name)),
      ),
    );
  }
  const names = profiles.map(({ name }) => name);
  throw new UsageError(usageText.noProfile(withoutSecrets(wanted), names, nearest(wanted, names)));
}
