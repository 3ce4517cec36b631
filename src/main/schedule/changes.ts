import type { ItemPath } from '../../shared/entry/entry.js';
import { ancestorsOf } from '../../shared/entry/path.js';

/** What has changed in a local folder since it was last synced, as far as a watcher knows. */
export type Changes =
  /** Whatever there is may have: it was not watched, or too much has changed to name it. */
  | { readonly kind: 'anything' }
  /** These items, or something in them. */
  | { readonly kind: 'items'; readonly paths: readonly ItemPath[] };

export const ANYTHING: Changes = { kind: 'anything' };

export const NO_CHANGES: Changes = { kind: 'items', paths: [] };

/** What is more is found more quickly by comparing everything. */
export const ITEMS_AT_MOST = 100;

/** How long nothing but single items may be synced before everything is compared once more, in milliseconds: no watcher misses nothing. */
const EVERYTHING_EVERY_MS = 60 * 60_000;

/** Both, each item once, and none that lies in another. */
export function together(one: Changes, other: Changes): Changes {
  if (one.kind === 'anything' || other.kind === 'anything') return ANYTHING;
  const paths = new Set([...one.paths, ...other.paths]);
  const outermost = [...paths].filter((path) => !ancestorsOf(path).some((folder) => paths.has(folder)));
  return outermost.length > ITEMS_AT_MOST ? ANYTHING : { kind: 'items', paths: outermost };
}

/** Filters decide on everything, wherever it lies. */
export const FILTERS = '.evenkeelignore';

/** What a run has to look at, where everything was compared last at `everythingMs`. */
export function toLookAt(changes: Changes, everythingMs: number | undefined, nowMs: number): Changes {
  if (changes.kind === 'anything' || changes.paths.length === 0 || everythingMs === undefined)
    return ANYTHING;
  if (changes.paths.includes(FILTERS)) return ANYTHING;
  // A clock that was set back says nothing.
  const isRecent = nowMs >= everythingMs && nowMs - everythingMs < EVERYTHING_EVERY_MS;
  return isRecent ? changes : ANYTHING;
}
