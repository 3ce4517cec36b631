import { DEFAULT_OPTIONS, type ProfileOptions } from '../../shared/profile/profile-options.js';
import type { Side } from '../../shared/entry/entry.js';
import { withEarlierMembers } from '../targets/earlier-target.js';
import { openTarget as makeTarget } from '../targets/open-target.js';
import type { Target } from '../targets/target.js';
import type { SignInOptions } from './options.js';
import { readRemote, secretFrom } from './pairing.js';

/** How a target is reached and read. */
export interface TargetOptions
  extends SignInOptions, Partial<Pick<ProfileOptions, 'line' | 'connections' | 'links' | 'permissions'>> {
  /** Which side problems name; the remote one unless said otherwise. */
  readonly side?: Side | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Connects to a folder: an address with `ftp://`, `ftps://` or `sftp://`, or a path of this computer. The target is yours to close. Rejects
 * with a `ProblemError`.
 */
export async function openTarget(place: string, options: TargetOptions = {}): Promise<Target> {
  const { userName, password, passphrase, proxyPassword, trust, side, signal, ...rest } = options;
  const { address, ...written } = readRemote(place);
  const target = makeTarget(
    address,
    side ?? 'remote',
    {
      userName: userName ?? written.userName,
      password: await secretFrom(password ?? written.password),
      passphrase: await secretFrom(passphrase ?? ''),
      proxyPassword: await secretFrom(proxyPassword ?? ''),
      trustedCertificate: trust,
    },
    {
      line: rest.line ?? DEFAULT_OPTIONS.line,
      connections: rest.connections === undefined ? DEFAULT_OPTIONS.connections : rest.connections,
      links: rest.links ?? DEFAULT_OPTIONS.links,
      permissions: rest.permissions ?? DEFAULT_OPTIONS.permissions,
    },
  );
  try {
    await target.connect(signal ?? new AbortController().signal);
    return withEarlierMembers(target);
  } catch (error) {
    await target.close();
    throw error;
  }
}
