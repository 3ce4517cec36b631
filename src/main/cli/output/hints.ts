import type { Problem } from '../../../shared/problem.js';

/** What to do about a problem, in the words of the command line where it has some of its own. */
export function hintFor({ kind, advice, side, certificate }: Problem): string {
  switch (kind) {
    case 'brakes':
      return 'If you want that, run it again with --yes, or raise the limit (--max-delete, or in the profile).';
    case 'locked':
      return 'Wait until it has finished. If you know that it is no longer running, remove its lock with evenkeel scan TARGET --remove-locks.';
    case 'certificate-unknown':
    case 'certificate-changed':
      return certificate === undefined
        ? advice
        : `If ${certificate.fingerprint} is the fingerprint given by the server’s owner, add --trust ${certificate.fingerprint}.`;
    case 'sign-in-refused':
      // So begins the advice where nothing was known to sign in with.
      return advice.startsWith('Enter ')
        ? `Use --prompt, the keyring, .netrc or EVENKEEL_PASSWORD${/\buser name\b/.test(advice) ? ', and add the user name to the address' : ''}.`
        : withoutProfile(advice);
    case 'folder-missing':
      return side === 'remote'
        ? 'Check its path, or add --create-folder to create it.'
        : withoutProfile(advice);
    default:
      return withoutProfile(advice);
  }
}

/** There is no profile on the command line. */
function withoutProfile(advice: string): string {
  return advice.replace(/ in the profile\b/, '');
}
