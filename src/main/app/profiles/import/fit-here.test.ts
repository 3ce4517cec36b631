import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFound, type Described } from '../../../profiles/imports/make-found.js';
import type { Found } from '../../../profiles/imports/found.js';
import { fitHere, type Here } from './fit-here.js';

const HERE: Here = {
  home: '/home/anna',
  isAbsolute: (path) => posix.isAbsolute(path),
  isFitPattern: (pattern) => !pattern.includes('//'),
};
const SERVER = { kind: 'server', protocol: 'sftp', host: 'example.com', path: '' } as const;

function here(part: Partial<Described>): Found {
  return fitHere(makeFound({ name: 'Site', remote: SERVER, ...part }), HERE);
}

describe('a found profile on this computer', () => {
  it.each([
    ['/site', '/site', []],
    ['~/site', '/home/anna/site', []],
    ['', '', []],
    ['C:\\site', '', [{ kind: 'no-local-folder', path: 'C:\\site' }]],
    ['site', '', [{ kind: 'no-local-folder', path: 'site' }]],
  ])('in the local folder %j has %j', (written, localFolder, notes) => {
    expect(here({ localFolder: written })).toMatchObject({ profile: { localFolder, notes } });
  });

  it.each([
    ['~/.ssh/id', '/home/anna/.ssh/id', []],
    ['%APPDATA%\\id.ppk', null, [{ kind: 'key-path', path: '%APPDATA%\\id.ppk' }]],
  ])('with the key %s has %s', (written, privateKeyFile, notes) => {
    expect(here({ line: { privateKeyFile: written } })).toMatchObject({
      profile: { options: { line: { privateKeyFile } }, notes },
    });
  });

  it('has those of its further pairs that are of this computer', () => {
    const found = makeFound({ name: 'Site', remote: SERVER, localFolder: '/site' });
    if (found.kind === 'skipped') throw new Error('No profile.');
    const pairs = ['~/conf', 'C:\\conf'].map((localFolder, at) => ({
      id: `p${at}`,
      localFolder,
      remoteFolder: `/${at}`,
    }));
    const fit = fitHere({ kind: 'profile', profile: { ...found.profile, pairs } }, HERE);
    expect(fit).toMatchObject({
      profile: {
        pairs: [{ id: 'p0', localFolder: '/home/anna/conf', remoteFolder: '/0' }],
        notes: [{ kind: 'no-local-folder', path: 'C:\\conf' }],
      },
    });
  });

  it('has no pattern that can match nothing', () => {
    expect(here({ options: { patterns: ['a//b', '*.tmp'] } })).toMatchObject({
      profile: { options: { patterns: ['*.tmp'] }, notes: [{ kind: 'unfit-filter', filters: ['a//b'] }] },
    });
  });

  it('has none in a pair of folders either', () => {
    const ownFilters = { patterns: ['/cache/', 'c//d'], matchNames: [] };
    const found = makeFound({ name: 'Site', remote: SERVER, localFolder: '/site', ownFilters });
    if (found.kind === 'skipped') throw new Error('No profile.');
    const pairs = [
      {
        id: 'p',
        localFolder: '/conf',
        remoteFolder: '/conf',
        ownFilters: { patterns: ['e//f'], matchNames: [] },
      },
    ];
    const fit = fitHere({ kind: 'profile', profile: { ...found.profile, pairs } }, HERE);
    expect(fit).toMatchObject({
      profile: {
        ownFilters: { patterns: ['/cache/'], matchNames: [] },
        pairs: [expect.not.objectContaining({ ownFilters: expect.anything() as unknown })],
        notes: [{ kind: 'unfit-filter', filters: ['c//d', 'e//f'] }],
      },
    });
  });

  it('is none where its other folder is on another computer', () => {
    expect(here({ remote: { kind: 'folder', path: 'D:\\backup' } })).toEqual({
      kind: 'skipped',
      name: 'Site',
      why: { kind: 'no-folder' },
    });
    expect(here({ remote: { kind: 'folder', path: '/backup' } })).toMatchObject({ kind: 'profile' });
  });
});
