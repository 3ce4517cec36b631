import { expect, it } from 'vitest';
import { hintFor } from './hints.js';

it('a folder that is missing here is not told to be chosen in a profile, which the command line has not', () => {
  const hint = hintFor({
    kind: 'folder-missing',
    what: 'The local folder “/gone” does not exist.',
    advice: 'Create it, connect the drive that it is on, or choose another folder in the profile.',
    side: 'local',
  });
  expect(hint).toBe('Create it, connect the drive that it is on, or choose another folder.');
});

it.each([
  ['Enter the password in the profile.', 'Use --prompt, the keyring, .netrc or EVENKEEL_PASSWORD.'],
  [
    'Enter a user name and password in the profile.',
    'Use --prompt, the keyring, .netrc or EVENKEEL_PASSWORD, and add the user name to the address.',
  ],
  ['Check the user name and the password in the profile.', 'Check the user name and the password.'],
])('where nothing was known to sign in with, it says where a password is looked for: %s', (advice, hint) => {
  expect(hintFor({ kind: 'sign-in-refused', what: 'No.', advice, side: 'remote' })).toBe(hint);
});

it('a folder that is missing on the server can be made by an option', () => {
  const missing = {
    kind: 'folder-missing',
    what: 'It is not there.',
    advice: 'Create it.',
    side: 'remote',
  } as const;
  expect(hintFor(missing)).toContain('--create-folder');
});
