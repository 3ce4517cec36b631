import { shown } from '../../../shared/format/shown.js';
import { pairsOf } from '../../../shared/profile/pairs.js';
import { draftOf, type Profile } from '../../../shared/profile/profile.js';
import type { SyncRequest } from '../sync/request.js';
import type { Options } from '../options/read-options.js';
import { readLocal, readRemote } from './local-and-remote.js';
import { findProfile, readSavedProfiles } from '../profiles/saved-profiles.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { findPair } from './profile-pairs.js';
import { stateFolderOf } from './state-folder.js';
import { usageText } from '../text/usage.js';

/** Which pair of folders a command is about, and what else was said. */
export interface PairArgument {
  readonly pair:
    | { readonly kind: 'folders'; readonly local: string; readonly remote: string }
    | {
        readonly kind: 'profile';
        readonly name: string;
        /** A folder of the one pair that is meant; all pairs are where it is absent. */
        readonly folder: string | undefined;
      };
  /** The operand behind the pair. */
  readonly word: string | undefined;
}

/**
 * Tells `LOCAL REMOTE [WORD]` from `--profile NAME [WORD]`. Throws a `UsageError` for what is neither; `word` is what the operand behind is
 * called, empty where there is none.
 */
export function readPairArgument(
  operands: readonly string[],
  { profile, pair }: { readonly profile: unknown; readonly pair: unknown },
  word: string,
): PairArgument {
  if (pair !== undefined && profile === undefined) throw new UsageError(usageText.pairOfNoProfile);
  if (typeof profile === 'string') {
    if (operands.length > (word === '' ? 0 : 1)) throw new UsageError(usageText.profileHasFolders(word));
    const folder = typeof pair === 'string' ? pair : undefined;
    return { pair: { kind: 'profile', name: profile, folder }, word: operands[0] };
  }
  const [local, remote, last] = operands;
  if (local === undefined || remote === undefined) {
    throw new UsageError(usageText.whichFolders);
  }
  return { pair: { kind: 'folders', local, remote }, word: last };
}

/**
 * The request that stands for the pair. Rejects with a `UsageError` where there is no such profile, or where it has several pairs of folders and nobody
 * has said which is meant.
 */
export async function requestFor(
  argument: PairArgument,
  options: Options,
  context: CliContext,
): Promise<SyncRequest> {
  const [request, ...others] = await requestsFor(argument, options, context);
  if (others.length > 0)
    throw new UsageError(usageText.whichPair([request, ...others].map(({ local }) => shown(local))));
  return request;
}

/** The requests that stand for all pairs of folders that are meant. Rejects with a `UsageError` where there is no such profile or pair. */
export async function requestsFor(
  { pair }: PairArgument,
  options: Options,
  context: CliContext,
): Promise<SeveralRequests> {
  if (pair.kind === 'profile') {
    const { profiles } = await readSavedProfiles(stateFolderOf(options, context));
    return requestsOf(findProfile(profiles, pair.name), pair.folder, options, context);
  }
  const local = readLocal(pair.local, context);
  return [{ mode: 'two-way', local, remote: readRemote(pair.remote, context), options }];
}

/** One or more. */
export type SeveralRequests = readonly [SyncRequest, ...(readonly SyncRequest[])];

/** All pairs of folders of a profile, or the one with this folder, as requests. Throws a `UsageError` where there is no such pair. */
export function requestsOf(
  profile: Profile,
  folder: string | undefined,
  options: Options,
  context: CliContext,
): SeveralRequests {
  if (folder !== undefined)
    return [requestOf(findPair(profile, folder, context), options, context, profile.id)];
  const [first, ...others] = pairsOf(profile);
  return [
    requestOf(first, options, context, profile.id),
    ...others.map((pair) => requestOf(pair, options, context, profile.id)),
  ];
}

/**
 * A pair of folders of a profile of the application as a request: its folders and options, its records, and the password in the keyring, which is that
 * of `owner`, the whole profile.
 */
export function requestOf(
  profile: Profile,
  options: Options,
  context: CliContext,
  owner = profile.id,
): SyncRequest {
  return {
    mode: profile.mode,
    local: profile.localFolder,
    remote: { ...readRemote(profile.remoteFolder, context), userName: profile.userName },
    options: { ...options, trust: options.trust ?? profile.trustedCertificate },
    saved: draftOf(profile),
    application: owner,
    records: profile.id,
    commands: profile.commands,
  };
}
