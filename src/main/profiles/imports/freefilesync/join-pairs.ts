import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { MorePair } from '../../../../shared/profile/pairs.js';
import { MORE_PAIRS_AT_MOST, ProfileDraftSchema } from '../../../../shared/profile/profile.js';
import { parseRemote } from '../../../../shared/profile/remote.js';
import { without } from '../../../../shared/without.js';
import type { Found, FoundProfile } from '../found.js';

/**
 * Makes one profile of the pairs that agree in everything but their folders: server, sign-in, direction and options. `name` is what that is called where
 * it is the only one. A pair that cannot be synced beside the others stays a profile of its own.
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
    ? [{ ...only, profile: { ...only.profile, name } }]
    : joined;
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
function pairOf({ localFolder, remoteFolder }: FoundProfile): Omit<MorePair, 'id'> | undefined {
  const parsed = parseRemote(remoteFolder);
  if (parsed.kind === 'invalid' || parsed.address.path === '' || localFolder === '') return undefined;
  return { localFolder, remoteFolder: parsed.address.path };
}
