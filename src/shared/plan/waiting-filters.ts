import type { ItemPath } from '../entry/entry.js';
import { formatItems } from '../format/plural.js';

/** How many paths are named of what filters would change. */
export const PATHS_NAMED = 100;

/** What filters would do to items: how many, and the first of their paths. A folder counts once, with all that is in it. */
export interface FilterEffect {
  readonly items: number;
  /** At most `PATHS_NAMED`. */
  readonly paths: readonly ItemPath[];
}

/**
 * The `.evenkeelignore` that the other side brought, changed or deleted, and that decides nothing before somebody has accepted it; with what it
 * would change compared to the one that counts.
 */
export interface WaitingFilters {
  /** The very text that is to be accepted; `''` where the file is gone. */
  readonly text: string;
  /** What takes part now, and would be excluded. */
  readonly excludes: FilterEffect;
  /** What is excluded now, and would take part. */
  readonly includes: FilterEffect;
}

/** What has happened to the file, and what it would change, for people. */
export function waitingFiltersWords({ text, excludes, includes }: WaitingFilters): string {
  const what =
    text === ''
      ? 'The other side deleted “.evenkeelignore”, or emptied it.'
      : 'The other side added or changed “.evenkeelignore”.';
  const changes = [
    excludes.items === 0 ? '' : `exclude ${told(excludes)}`,
    includes.items === 0 ? '' : `no longer exclude ${told(includes)}`,
  ].filter((part) => part !== '');
  const would = changes.length === 0 ? 'change nothing for the files of today' : changes.join(' and ');
  return `${what} The filters stay as they were until you accept the new ones, which would ${would}.`;
}

/** Few are named, the others counted. */
function told({ items, paths }: FilterEffect): string {
  const named = paths.slice(0, 3).map((path) => `“${path}”`);
  const more = items - named.length;
  return `${formatItems(items)} (${named.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}
