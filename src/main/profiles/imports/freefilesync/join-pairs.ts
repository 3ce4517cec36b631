import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { NO_OWN_FILTERS, usedFilters } from '../../../../shared/profile/own-filters.js';
import type { MorePair } from '../../../../shared/profile/pairs.js';
import { MORE_PAIRS_AT_MOST, ProfileDraftSchema } from '../../../../shared/profile/profile.js';
import { parseRemote } from '../../../../shared/profile/remote.js';
import { without } from '../../../../shared/without.js';
import type { Found, FoundProfile } from '../found.js';

/**
 * Makes one profile of the pairs that agree in everything but their folders and filters of their own: server, sign-in, direction and options. `name` is
 * what that is called where it is the only one. A pair that cannot be synced beside the others stays a profile of its own.
 */
export function joinPairs(found: readonly Found[], name: string): readonly Found[] {
  const joined: Found[] = [];
  for (const one of found) {
    const at = joined.findIndex((other) => joinedWith(other, one) !== undefined);
    const before = joined[at];
    const both = before && joinedWith(before, one);
    if (both === undefined) joined.push(one);
    else joined[at] = both;
  }
  const [only, ...others] = joined;
  return only?.kind === 'profile' && others.length === 0
    ? [alone({ ...only, profile: { ...only.profile, name } })]
    : joined.map(alone);
}

/** A profile of one pair has its filters among its options, where people look for them, as far as options can say both. */
function alone(found: Found): Found {
  if (found.kind === 'skipped') return found;
  const { ownFilters = NO_OWN_FILTERS, pairs = [], options } = found.profile;
  if (pairs.length > 0) return found;
  const taken = options.matchNames.length === 0;
  const left = usedFilters({ patterns: [], matchNames: taken ? [] : ownFilters.matchNames });
  return {
    ...found,
    profile: {
      ...without(found.profile, 'ownFilters'),
      options: {
        ...options,
        patterns: [...options.patterns, ...ownFilters.patterns],
        matchNames: taken ? ownFilters.matchNames : options.matchNames,
      },
      ...(left === undefined ? {} : { ownFilters: left }),
    },
  };
}

/** The first profile with the folders of the second as a further pair; `undefined` where they do not belong together. */
function joinedWith(first: Found, second: Found): Found | undefined {
  if (first.kind === 'skipped' || second.kind === 'skipped') return undefined;
  const [one, other] = [first.profile, second.profile];
  const pair = pairOf(other);
  const { pairs = [] } = one;
  if (pair === undefined || one.localFolder === '' || pairs.length >= MORE_PAIRS_AT_MOST) return undefined;
  if (!isDeepStrictEqual(commonOf(one), commonOf(other))) return undefined;
  const notes = other.notes.filter((note) => !one.notes.some((known) => isDeepStrictEqual(known, note)));
  const profile = { ...one, pairs: [...pairs, { ...pair, id: `pair-${pairs.length + 2}` }] };
  const draft = v.safeParse(ProfileDraftSchema, without(profile, 'secrets', 'notes'));
  return draft.success
    ? { kind: 'profile', profile: { ...profile, notes: [...one.notes, ...notes] } }
    : undefined;
}

/** All that two pairs of one profile have in common. */
function commonOf({ remoteFolder, userName, mode, deleteExtra, options, secrets }: FoundProfile): unknown {
  const parsed = parseRemote(remoteFolder);
  const server =
    parsed.kind === 'valid' && parsed.address.kind === 'server'
      ? without(parsed.address, 'path')
      : { kind: 'folder' };
  return { server, userName, mode, deleteExtra, options, secrets };
}

/** The folders of a profile as a further pair; `undefined` where only somebody, or the server, can say which they are. */
function pairOf({ localFolder, remoteFolder, ownFilters }: FoundProfile): Omit<MorePair, 'id'> | undefined {
  const parsed = parseRemote(remoteFolder);
  if (parsed.kind === 'invalid' || parsed.address.path === '' || localFolder === '') return undefined;
  const own = ownFilters === undefined ? {} : { ownFilters };
  return { localFolder, remoteFolder: parsed.address.path, ...own };
}
