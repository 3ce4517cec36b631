import { normalize, sep } from 'node:path';
import type { Profile } from '../../../shared/profile/profile.js';
import type { ProfileOptions } from '../../../shared/profile/profile-options.js';
import { parseRemote, type RemoteAddress } from '../../../shared/profile/remote.js';
import { ProblemError } from '../../../shared/problem-error.js';
import { peerIdFor } from '../../sync/pyftpsync/peer.js';
import type { Target } from '../../targets/target.js';

/** The remote address of a profile. Throws a `ProblemError` where it is not one, which a saved profile never has. */
export function remoteOf(profile: Profile): RemoteAddress {
  const parsed = parseRemote(profile.remoteFolder);
  if (parsed.kind === 'valid') return parsed.address;
  throw new ProblemError({ kind: 'invalid', what: parsed.why, advice: 'Correct it in the profile.' });
}

/**
 * The folder that the remote side turned out to be, where its address leaves that to the server, which puts everybody in a folder of their own;
 * `undefined` where the address names it.
 */
export function signInFolderOf(
  address: RemoteAddress,
  { rootFolder }: Pick<Target, 'rootFolder'>,
): string | undefined {
  return address.kind === 'server' && address.path === '' ? rootFolder : undefined;
}

/** What pyftpsync calls the remote side of a profile, once that is connected. */
export function pyftpsyncPeerOf(profile: Profile, { rootFolder }: Pick<Target, 'rootFolder'>): string {
  return peerIdFor(remoteOf(profile), rootFolder);
}

/** What both targets of a profile are told. Servers give no links away as such, so that there is nothing to copy. */
export function targetOptionsOf(profile: Profile): ProfileOptions {
  const { options } = profile;
  return options.links === 'copy' && remoteOf(profile).kind !== 'folder'
    ? { ...options, links: 'skip' }
    : options;
}

/**
 * Names the pair of folders of a profile, so that what is remembered of one pair is never used for another one. FTP and FTPS
 * reach the same folder; another user may not, because servers show each user their own tree.
 */
export function pairOf(profile: Profile): string {
  const address = remoteOf(profile);
  return nameOfPair(
    profile,
    address,
    address.kind === 'folder' ? address.path : keyOfPath(profile.remoteFolder, address.path),
  );
}

/**
 * What `pairOf` named the pair when `ftp://host/` was the folder in which one is signed in; `undefined` where the address names another
 * folder than the root of a server, whose name has always been the same.
 */
export function formerPairOf(profile: Profile): string | undefined {
  const address = remoteOf(profile);
  return address.kind === 'server' && address.path === '/' ? nameOfPair(profile, address, '') : undefined;
}

function nameOfPair(profile: Profile, address: RemoteAddress, path: string): string {
  const remote =
    address.kind === 'folder'
      ? ['folder', localKey(path)]
      : [
          address.protocol === 'sftp' ? 'sftp' : 'ftp',
          address.host.toLowerCase(),
          String(address.port),
          profile.userName,
          path,
        ];
  return JSON.stringify([localKey(profile.localFolder), ...remote]);
}

/** Several slashes in front mean what one does; what was remembered of such a pair before is found under all of them. */
function keyOfPath(remoteFolder: string, path: string): string {
  if (path === '' || path === '/') return path;
  const [, slashes = '/'] = /^[a-z]+:\/\/[^/?#]+((?:\/|%2F)*)/i.exec(remoteFolder) ?? [];
  return slashes.replaceAll(/%2F/gi, '/').slice(1) + path;
}

function localKey(path: string): string {
  const normal = normalize(path);
  return normal.length > 1 && normal.endsWith(sep) ? normal.slice(0, -1) : normal;
}
