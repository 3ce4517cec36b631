import type { Problem } from '../../../shared/problem.js';

/** What to do about a problem, in the words of the command line where it has some of its own. */
export function hintFor({ kind, advice, side, certificate }: Problem): string {
  switch (kind) {
    case 'brakes':
      return 'If that is what you want, run it again with --yes, or raise the limit (--max-delete, or that of the profile).';
    case 'locked':
      return 'Wait until that has ended. If you know that it is not running any more, take its lock away with evenkeel scan TARGET --remove-locks.';
    case 'certificate-unknown':
    case 'certificate-changed':
      return certificate === undefined
        ? advice
        : `If ${certificate.fingerprint} is the fingerprint that the owner of the server tells you, add --trust ${certificate.fingerprint}.`;
    case 'folder-missing':
      return side === 'remote'
        ? 'Check its path, or add --create-folder to have it made.'
        : withoutProfile(advice);
    default:
      return withoutProfile(advice);
  }
}

/** There is no profile on the command line. */
function withoutProfile(advice: string): string {
  return advice.replace(/ in the profile\b/, '');
}
