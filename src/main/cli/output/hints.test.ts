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
  ['password', 'Use --prompt, the keyring, .netrc or EVENKEEL_PASSWORD.'],
  [
    'user-name',
    'Use --prompt, the keyring, .netrc or EVENKEEL_PASSWORD, and add the user name to the address.',
  ],
  // As other software would say it, so that nothing is decided by the words.
  [undefined, 'Enter the user name as the server spells it.'],
] as const)('where there was no %s to sign in with, it says where one is looked for', (missing, hint) => {
  const advice = 'Enter the user name as the server spells it in the profile.';
  expect(hintFor({ kind: 'sign-in-refused', what: 'No.', advice, side: 'remote', missing })).toBe(hint);
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
