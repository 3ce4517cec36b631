import { asMeantFormerly } from '../../../shared/profile/former-remote.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { Target } from '../../targets/target.js';
import type { Reporter } from '../output/reporter.js';
import { cliRunText } from '../text/run.js';

/** Reports which folder the remote side is, if the address leaves that to the server. */
export function reportSignInFolder(folder: string | undefined, reporter: Reporter): void {
  if (folder !== undefined) reporter.remark('note', cliRunText.remoteFolder(folder));
}

/** Warns that an address means another folder than when its records were made, and says how to write that one now. */
export function warnAboutFormerFolder(
  { remoteFolder }: Pick<Profile, 'remoteFolder'>,
  { signInFolder }: Pick<Target, 'signInFolder'>,
  reporter: Reporter,
): void {
  reporter.remark(
    'warning',
    cliRunText.rootMeantOther(remoteFolder, signInFolder, asMeantFormerly(remoteFolder)),
  );
}
