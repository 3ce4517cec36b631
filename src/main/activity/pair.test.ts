import { describe, expect, it } from 'vitest';
import type { Profile } from '../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../shared/profile/profile-options.js';
import { pairOf, targetOptionsOf } from './pair.js';

const PROFILE: Profile = {
  id: 'a',
  name: 'Site',
  localFolder: '/home/site',
  remoteFolder: 'ftp://example.com/site',
  userName: 'anna',
  mode: 'two-way',
  deleteExtra: false,
  options: DEFAULT_OPTIONS,
};

describe('the name of a pair of folders', () => {
  it.each([
    { name: 'Other' },
    { mode: 'upload' },
    { localFolder: '/home//site/' },
    { remoteFolder: 'ftps://EXAMPLE.com:21/site/' },
  ] as const)('stays the same with %j', (change) => {
    expect(pairOf({ ...PROFILE, ...change })).toBe(pairOf(PROFILE));
  });

  it.each([
    { localFolder: '/home/other' },
    { remoteFolder: 'ftp://example.com/other' },
    { remoteFolder: 'ftp://example.com:2121/site' },
    { remoteFolder: 'sftp://example.com:21/site' },
    { remoteFolder: '/site' },
    { userName: 'bob' },
  ])('is another one with %j', (change) => {
    expect(pairOf({ ...PROFILE, ...change })).not.toBe(pairOf(PROFILE));
  });
});

describe('links that are brought over as such', () => {
  const options = { ...DEFAULT_OPTIONS, links: 'copy' } as const;

  it('need two folders on this computer', () => {
    expect(targetOptionsOf({ ...PROFILE, options, remoteFolder: '/mnt/site' }).links).toBe('copy');
    expect(targetOptionsOf({ ...PROFILE, options }).links).toBe('skip');
  });
});
