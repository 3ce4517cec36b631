import { shown } from '../../../shared/format/shown.js';
import { asMeantFormerly } from '../../../shared/profile/former-remote.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { Target } from '../../targets/target.js';
import type { Reporter } from '../output/reporter.js';

/** Says which folder the remote side turned out to be, where the address leaves that to the server. */
export function tellSignInFolder(folder: string | undefined, reporter: Reporter): void {
  if (folder !== undefined) reporter.remark('note', `Remote folder: ${shown(folder)}`);
}

/** Says that an address no longer means the folder that it meant when something was remembered of it, and how to write that one now. */
export function tellFormerFolder(
  { remoteFolder }: Pick<Profile, 'remoteFolder'>,
  { signInFolder }: Pick<Target, 'signInFolder'>,
  reporter: Reporter,
): void {
  const folder = signInFolder === undefined ? '' : `, “${shown(signInFolder)}”`;
  reporter.remark(
    'warning',
    `“${shown(remoteFolder)}” is now the root of the server, and these two folders have never been synced. It used to mean the folder you are signed in to${folder}. To continue with that folder, use “${shown(asMeantFormerly(remoteFolder))}”.`,
  );
}
