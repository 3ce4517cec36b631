import type { Entry, ItemPath } from '../../../shared/entry/entry.js';
import { compileFilters } from '../../sync/filters/compile.js';
import { DEFAULT_FILTERS } from '../../sync/filters/filters.js';
import type { Options } from '../options/read-options.js';

/** Whether something in a folder is to be shown. */
export type IsShown = (path: ItemPath, entry: Entry) => boolean;

/** What `--match` and `--exclude` let through; all of it where neither was given. */
export function filterOf({ match, exclude }: Pick<Options, 'match' | 'exclude'>, nowMs: number): IsShown {
  if (match === undefined && exclude === undefined) return () => true;
  const filters = compileFilters(
    { ...DEFAULT_FILTERS, matchNames: match ?? [], excludeNames: exclude ?? [], system: 'include' },
    nowMs,
  );
  return (path, entry) => filters.verdict(path, entry).kind === 'kept';
}
