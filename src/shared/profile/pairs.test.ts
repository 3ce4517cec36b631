import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { draftOf, ProfileDraftSchema, type Profile } from './profile.js';
import { ownerOf, pairFaults, pairNames, pairsOf, remoteAt, type MorePair } from './pairs.js';
import { parseRemote } from './remote.js';

const more = (id: string, localFolder: string, remoteFolder: string): MorePair => ({
  id,
  localFolder,
  remoteFolder,
});

const SITE: Profile = {
  id: 'site',
  ...v.parse(ProfileDraftSchema, {
    name: 'Site',
    localFolder: '/home/anna/site',
    remoteFolder: 'ftp://example.com/public_html',
    userName: 'anna',
    mode: 'two-way',
    deleteExtra: false,
  }),
};

describe('the pairs of folders of a profile', () => {
  it('are its two folders alone where it has no others, and the profile stays what it is', () => {
    expect(pairsOf(SITE)).toEqual([SITE]);
    expect(SITE).not.toHaveProperty('pairs');
    expect(draftOf(SITE)).not.toHaveProperty('pairs');
  });

  it('are profiles of their own: the first by the name of the profile, the others by theirs, all on one server', () => {
    const pairs = pairsOf({ ...SITE, pairs: [more('conf', '/home/anna/conf', '/config')] });
    expect(pairs).toEqual([
      SITE,
      {
        ...SITE,
        id: 'conf',
        localFolder: '/home/anna/conf',
        remoteFolder: 'ftp://example.com/config',
      },
    ]);
  });

  it('belong to their profile by each of their names', () => {
    const both = { ...SITE, pairs: [more('conf', '/c', '/config')] };
    const other = { ...SITE, id: 'other' };
    expect(ownerOf([other, both], 'conf')).toBe(both);
    expect(ownerOf([other, both], 'site')).toBe(both);
    expect(ownerOf([other, both], 'nobody')).toBeUndefined();
    expect(ownerOf([other, both], null)).toBeUndefined();
  });

  it.each([
    ['ftp://example.com/www', '/config', '/config'],
    ['ftp://example.com', '/config', '/config'],
    ['FTPS://example.com:990/', '/a b/100 %', '/a b/100 %'],
    ['sftp://[::1]:22/x?y#z', '/c?d#e', '/c?d#e'],
    ['ftp://example.com/www', '/config/', '/config'],
    ['ftp://example.com/www', '/', '/'],
  ])('of %s with the folder %s lead to %s on the same server', (address, folder, path) => {
    const [there, first] = [parseRemote(remoteAt(address, folder)), parseRemote(address)];
    if (there.kind === 'invalid' || first.kind === 'invalid') throw new Error('Not an address.');
    expect(there.address).toEqual({ ...first.address, path });
  });

  it('with a folder of this computer on the other side have a folder of this computer there', () => {
    expect(remoteAt('/mnt/nas/site', '/mnt/nas/config')).toBe('/mnt/nas/config');
    expect(remoteAt(String.raw`D:\site`, String.raw`D:\config`)).toBe(String.raw`D:\config`);
  });
});

describe('what is wrong with further pairs', () => {
  const faultsOf = (remoteFolder: string, ...pairs: readonly MorePair[]) =>
    pairFaults({ localFolder: '/home/anna/site', remoteFolder, pairs }).map(({ at, field, why }) => [
      at,
      field,
      why.slice(0, 12),
    ]);

  it.each<[string, string, string, readonly unknown[]]>([
    ['nothing, where they have nothing in common', '/home/anna/conf', '/config', []],
    ['the same local folder', '/home/anna/site/', '/config', [0, 'localFolder', 'Another pair']],
    ['the same remote folder', '/home/anna/conf', '/www/', [0, 'remoteFolder', 'Another pair']],
    ['both inside the others', '/home/anna/site/conf', '/www/conf', [0, 'localFolder', 'Both folders']],
    ['one inside, the other around', '/home/anna', '/www/all', [0, 'localFolder', 'Both folders']],
    ['nothing, where only the local one is inside', '/home/anna/site/conf', '/config', []],
    ['nothing, where only the remote one is inside', '/home/anna/conf', '/www/conf', []],
    ['nothing, where one name only begins like the other', '/home/anna/site2', '/www2', []],
    ['no whole path', '/home/anna/conf', 'config', [0, 'remoteFolder', 'Write the wh']],
    ['an address', '/home/anna/conf', 'ftp://other/config', [0, 'remoteFolder', 'Write the wh']],
    ['dots', '/home/anna/conf', '/a/../www', [0, 'remoteFolder', 'Write the pa']],
  ])('%s', (_what, localFolder, remoteFolder, fault) => {
    const found = faultsOf('ftp://example.com/www', more('p', localFolder, remoteFolder));
    expect(found).toEqual(fault.length === 0 ? [] : [fault]);
  });

  it('is found between two of them as well, and told at the later one', () => {
    expect(faultsOf('ftp://example.com/www', more('p', '/a', '/x'), more('q', '/a', '/y'))).toEqual([
      [1, 'localFolder', 'Another pair'],
    ]);
  });

  it('between folders of this computer: one pair may not be another the wrong way round', () => {
    expect(faultsOf('/mnt/nas', more('p', '/mnt/nas/in', '/home/anna'))).toEqual([
      [0, 'localFolder', 'Both folders'],
    ]);
    expect(faultsOf('/mnt/nas', more('p', '/mnt/nas', '/mnt/third'))).toEqual([]);
  });

  it('knows that Windows tells neither capitals nor slashes apart', () => {
    expect(
      pairFaults({
        localFolder: String.raw`C:\Site`,
        remoteFolder: 'ftp://example.com/www',
        pairs: [more('p', 'c:/site', '/config')],
      }),
    ).toMatchObject([{ at: 0, field: 'localFolder' }]);
  });

  it('cannot be known where the server says which folder the first is', () => {
    expect(faultsOf('ftp://example.com', more('p', '/home/anna/conf', '/config'))).toEqual([]);
  });

  it('keeps a profile from being saved or read', () => {
    const draft = { ...draftOf(SITE), pairs: [more('p', '/home/anna/site', '/config')] };
    const parsed = v.safeParse(ProfileDraftSchema, draft);
    expect(parsed.issues?.map(({ path, message }) => [path?.map(({ key }) => key), message])).toEqual([
      [['pairs', 0, 'localFolder'], 'Another pair already has this local folder.'],
    ]);
    const fit = { ...draftOf(SITE), pairs: [more('p', '/home/anna/conf', '/config')] };
    expect(v.parse(ProfileDraftSchema, fit)).toEqual(fit);
  });
});

describe('what pairs are called', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['/home/anna/site', ['/home/anna/config'], ['site', 'config']],
    ['/a/www', ['/b/www'], ['a/www', 'b/www']],
    ['/www', ['/b/www'], ['www', 'b/www']],
    [String.raw`C:\Users\anna\site`, [String.raw`C:\conf\ `], ['site', ' ']],
  ])('%s with %j', (localFolder, others, names) => {
    const pairs = others.map((folder, at) => more(`p${at}`, folder, `/${at}`));
    const found = pairNames({ id: 'site', localFolder, remoteFolder: 'ftp://example.com', pairs });
    expect([...found.values()]).toEqual(names);
  });
});
