import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { parseProfiles } from '../../profiles/parse-profiles.js';
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

describe('what is remembered of a pair of folders', () => {
  // As earlier versions have named them in the files on disk.
  const key = (path: string): string =>
    JSON.stringify(['/home/site', 'ftp', 'example.com', '21', 'anna', path]);

  it.each([
    ['ftp://example.com', ''],
    ['ftp://example.com/site', '/site'],
    ['ftp://example.com/site/', '/site'],
    ['ftp://example.com//etc', '//etc'],
    ['ftps://example.com:21/%2Fetc', '//etc'],
    ['ftp://example.com?a', '/?a'],
  ])('is found again: %s', (remoteFolder, path) => {
    expect(pairOf({ ...PROFILE, remoteFolder })).toBe(key(path));
  });

  it('is found again for a profile that was saved when ftp://host/ was the folder in which one is signed in', () => {
    const kept = { ...PROFILE, remoteFolder: 'ftp://example.com/' };
    const [profile] = parseProfiles(JSON.stringify({ profiles: [kept] }))?.profiles ?? [];
    expect(profile && pairOf(profile)).toBe(key(''));
  });

  it('is not that of the folder in which one is signed in where the address names the root of the server', () => {
    expect(pairOf({ ...PROFILE, remoteFolder: 'ftp://example.com/' })).toBe(key('/'));
    expect(pairOf({ ...PROFILE, remoteFolder: 'ftp://example.com/%2F' })).toBe(key('/'));
  });
});

describe('links that are copied as such', () => {
  const options = { ...DEFAULT_OPTIONS, links: 'copy' } as const;

  it('need two folders on this computer', () => {
    expect(targetOptionsOf({ ...PROFILE, options, remoteFolder: '/mnt/site' }).links).toBe('copy');
    expect(targetOptionsOf({ ...PROFILE, options }).links).toBe('skip');
  });
});
