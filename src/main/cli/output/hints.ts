import { DELETION_LIMIT, type Problem } from '../../../shared/problem.js';
import { adviceText } from '../text/problems.js';

/** What to do about a problem, in the words of the command line where it has some of its own. */
export function hintFor({ kind, advice, side, certificate, missing }: Problem): string {
  switch (kind) {
    case DELETION_LIMIT:
      return adviceText.deletionLimit;
    case 'locked':
      return adviceText.locked;
    case 'certificate-unknown':
    case 'certificate-changed':
      return certificate === undefined ? advice : adviceText.untrusted(certificate.fingerprint);
    case 'sign-in-refused':
      return missing === undefined ? withoutProfile(advice) : adviceText.noPassword(missing);
    case 'folder-missing':
      return side === 'remote' ? adviceText.folderMissing : withoutProfile(advice);
    default:
      return withoutProfile(advice);
  }
}

/** There is no profile on the command line. */
function withoutProfile(advice: string): string {
  return advice.replace(/ in the profile\b/, '');
}
