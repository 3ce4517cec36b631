import * as v from 'valibot';
import { PatternsSchema, WildcardsSchema, type ProfileOptions } from './profile-options.js';

/** What one of several pairs of folders leaves out by itself, besides the filters of the profile: both apply. */
export const OwnFiltersSchema = v.strictObject({
  /** Lines after those of the profile, so that one with `!` brings back in this pair what the profile leaves out. */
  patterns: v.optional(PatternsSchema, []),
  /** Shell wildcards, one of which a file’s name has to fit besides one of the profile’s; none for all files. */
  matchNames: v.optional(WildcardsSchema, []),
});
export type OwnFilters = Readonly<v.InferOutput<typeof OwnFiltersSchema>>;

/** A pair without filters of its own, as a profile that was saved before there were any has them. */
export const NO_OWN_FILTERS: OwnFilters = { patterns: [], matchNames: [] };

/** The filters as they are saved: `undefined` where they leave nothing out. */
export function usedFilters(filters: OwnFilters): OwnFilters | undefined {
  return filters.patterns.length + filters.matchNames.length === 0 ? undefined : filters;
}

/** What of a profile says what it and its pairs of folders leave out. */
interface Filtered {
  readonly id: string;
  readonly options: ProfileOptions;
  readonly ownFilters?: OwnFilters | undefined;
  readonly pairs?:
    readonly { readonly id: string; readonly ownFilters?: OwnFilters | undefined }[] | undefined;
}

/** The filters of a profile, or those of one of its pairs alone: the lines are added where the exclusion is to hold. */
export type FilterScope = { readonly kind: 'profile' } | { readonly kind: 'pair'; readonly id: string };

/** A profile that also leaves out what fits these lines. What it has only one pair of folders for is among its options. */
export function excludingToo<P extends Filtered>(
  profile: P,
  scope: FilterScope,
  patterns: readonly string[],
): P {
  const { options, ownFilters, pairs = [] } = profile;
  if (scope.kind === 'profile' || pairs.length === 0)
    return { ...profile, options: { ...options, patterns: [...options.patterns, ...patterns] } };
  if (scope.id === profile.id) return { ...profile, ownFilters: withLines(ownFilters, patterns) };
  return {
    ...profile,
    pairs: pairs.map((pair) =>
      pair.id === scope.id ? { ...pair, ownFilters: withLines(pair.ownFilters, patterns) } : pair,
    ),
  };
}

function withLines(filters: OwnFilters = NO_OWN_FILTERS, patterns: readonly string[]): OwnFilters {
  return { ...filters, patterns: [...filters.patterns, ...patterns] };
}
