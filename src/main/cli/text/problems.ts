import type { MissingSignIn } from '../../../shared/problem.js';

/** What to do about a problem, where the command line has other means than the window. */
export const adviceText = {
  deletionLimit:
    'If you want that, run it again with --yes, or raise the limit (--max-delete, or in the profile).',
  locked:
    'Wait until it has finished. If you know that it is no longer running, remove its lock with evenkeel scan TARGET --remove-locks.',
  untrusted: (fingerprint: string): string =>
    `If ${fingerprint} is the fingerprint given by the server’s owner, add --trust ${fingerprint}.`,
  noPassword: (missing: MissingSignIn): string =>
    `Use --prompt, the keyring, .netrc or EVENKEEL_PASSWORD${missing === 'user-name' ? ', and add the user name to the address' : ''}.`,
  folderMissing: 'Check its path, or add --create-folder to create it.',
} as const;
