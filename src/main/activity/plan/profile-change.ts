import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import type { Profile } from '../../../shared/profile/profile.js';

/**
 * What a change of a profile affects: the `folders` themselves, so that nothing known of them counts any more; the `plan`, which has to
 * be made anew; or `nothing` that a plan was made from, such as its name or a limit of speed.
 */
export type ProfileChange = 'folders' | 'plan' | 'nothing';

/** What of a profile a plan was made from: without what only says how a run goes. */
function decisive({ mode, deleteExtra, trustedCertificate, options, ownFilters }: Profile): unknown {
  const { connections, bytesPerSecond, versions, unattended } = DEFAULT_OPTIONS;
  return {
    mode,
    deleteExtra,
    trustedCertificate,
    ownFilters,
    options: { ...options, connections, bytesPerSecond, versions, unattended },
  };
}

/** What the change from one state of a profile to the next affects. */
export function effectOf(before: Profile, after: Profile): ProfileChange {
  const foldersOf = ({ localFolder, remoteFolder, userName }: Profile) => [
    localFolder,
    remoteFolder,
    userName,
  ];
  if (!isDeepStrictEqual(foldersOf(before), foldersOf(after))) return 'folders';
  return isDeepStrictEqual(decisive(before), decisive(after)) ? 'nothing' : 'plan';
}
