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

it('a folder that is missing on the server can be made by an option', () => {
  const missing = {
    kind: 'folder-missing',
    what: 'It is not there.',
    advice: 'Create it.',
    side: 'remote',
  } as const;
  expect(hintFor(missing)).toContain('--create-folder');
});
