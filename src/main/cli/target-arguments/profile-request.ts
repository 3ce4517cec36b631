import { draftOf, type Profile } from '../../../shared/profile/profile.js';
import type { SyncRequest } from '../sync/request.js';
import type { Options } from '../options/read-options.js';
import { readRemote } from './places.js';
import type { CliContext } from '../cli-context.js';

/** A profile of the application as a request: its folders and options, its memory, and its password in the keyring. */
export function requestOf(profile: Profile, options: Options, shell: CliContext): SyncRequest {
  return {
    mode: profile.mode,
    local: profile.localFolder,
    remote: { ...readRemote(profile.remoteFolder, shell), userName: profile.userName },
    options: { ...options, trust: options.trust ?? profile.trustedCertificate },
    saved: draftOf(profile),
    application: profile.id,
  };
}
