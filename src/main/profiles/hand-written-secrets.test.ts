import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../shared/profile/profile.js';
import { DEFAULT_LINE, DEFAULT_OPTIONS } from '../../shared/profile/profile-options.js';
import type { FoundSecret } from './found-secrets.js';
import { ProfileStore } from './profile-store.js';

const PROXIED = 'socks5://anna@proxy:1080';
const SITE: Profile = {
  id: 'site',
  name: 'Site',
  localFolder: '/home/site',
  remoteFolder: 'ftp://example.com/site',
  userName: 'anna',
  mode: 'two-way',
  deleteExtra: false,
  options: { ...DEFAULT_OPTIONS, line: { ...DEFAULT_LINE, proxy: PROXIED } },
};
const PHOTOS: Profile = { ...SITE, id: 'photos', name: 'Photos' };

/** How somebody may write a secret into the file, and what it is. */
const WAYS: readonly (readonly [where: string, written: object, kind: FoundSecret['kind']])[] = [
  ['as its password', { ...SITE, password: 's3cret' }, 'password'],
  ['as its passphrase', { ...SITE, passphrase: 's3cret' }, 'passphrase'],
  ['as its password for the proxy', { ...SITE, proxyPassword: 's3cret' }, 'proxy'],
  ['in its address', { ...SITE, remoteFolder: 'ftp://anna:s3cret@example.com/site' }, 'password'],
  [
    'in the address of the proxy',
    {
      ...SITE,
      options: { ...SITE.options, line: { ...DEFAULT_LINE, proxy: 'socks5://anna:s3cret@proxy:1080' } },
    },
    'proxy',
  ],
];

describe('a password that somebody wrote into the file with the profiles', () => {
  let folder: string;
  let keyring: FoundSecret[];
  const file = (): string => join(folder, 'profiles.json');
  const put = (...profiles: readonly unknown[]): Promise<void> =>
    writeFile(file(), JSON.stringify({ profiles }), { mode: 0o644 });
  const inFile = (): Promise<string> => readFile(file(), 'utf8');
  const opened = (): Promise<ProfileStore> =>
    ProfileStore.open(folder, (found) => {
      keyring.push(found);
      return Promise.resolve(true);
    });
  const refused = (): Promise<ProfileStore> =>
    ProfileStore.open(folder, () => Promise.reject(new Error('locked')));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-profiles-'));
    keyring = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each(WAYS)('%s is moved to the keyring', async (_where, written, kind) => {
    await put(written, PHOTOS);
    const store = await opened();
    expect(store.list()).toEqual([SITE, PHOTOS]);
    expect(store.problems).toEqual([]);
    expect(keyring).toEqual([{ id: 'site', kind, secret: 's3cret' }]);
    expect(await inFile()).not.toContain('s3cret');
    expect((await ProfileStore.open(folder)).list()).toEqual([SITE, PHOTOS]);
  });

  it.each(WAYS)(
    '%s stays there while the keyring does not take it, and that is told',
    async (_where, written, kind) => {
      await put(written);
      const before = await inFile();
      const store = await refused();
      expect(store.list()).toEqual([SITE]);
      expect(store.problems).toHaveLength(1);
      expect(store.problems[0]?.what).toContain('“Site”');
      expect(JSON.stringify(store.problems)).not.toContain('s3cret');
      expect(await inFile()).toBe(before);
      expect((await stat(file())).mode & 0o777).toBe(0o600);

      // Nor is it lost by what is saved meanwhile.
      await store.save(PHOTOS);
      await store.save({ ...SITE, name: 'Renamed' });
      expect((await opened()).problems).toEqual([]);
      expect(keyring).toEqual([{ id: 'site', kind, secret: 's3cret' }]);
      expect(await inFile()).not.toContain('s3cret');
    },
  );

  it('stays there alone where the keyring takes only the others', async () => {
    await put({ ...SITE, password: 's3cret', passphrase: 'open sesame' }, { ...PHOTOS, password: 'other' });
    const store = await ProfileStore.open(folder, ({ kind }) => Promise.resolve(kind === 'password'));
    expect(store.problems).toHaveLength(1);
    expect(store.problems[0]?.what).toContain('of “Site” is');
    expect(await inFile()).not.toMatch(/s3cret|other/);
    expect(await inFile()).toContain('open sesame');
  });

  it('is gone from there as soon as another one counts, or the profile is deleted', async () => {
    await put({ ...SITE, password: 's3cret', passphrase: 'open sesame' }, { ...PHOTOS, password: 'other' });
    const store = await refused();
    await store.dropSecret('site', 'password');
    expect(await inFile()).not.toContain('s3cret');
    expect(await inFile()).toContain('open sesame');
    await store.remove('photos');
    expect(await inFile()).not.toContain('other');
    await store.dropSecret('site', 'proxy');
    expect((await refused()).list()).toEqual([SITE]);
  });

  it('is nothing where it is empty, and not moved where it is no text', async () => {
    await put({ ...SITE, password: '' }, { ...PHOTOS, password: 1234 });
    const store = await opened();
    expect(store.list()).toEqual([SITE]);
    expect(keyring).toEqual([]);
    expect(store.problems[0]?.what).toContain('One profile was damaged');
  });

  it('is also in the file that is kept of damaged profiles, of which the user is told', async () => {
    await put({ ...SITE, password: 's3cret' }, 'no profile');
    const store = await opened();
    expect(store.problems[0]?.advice).toContain('delete that file: it holds passwords');
    const aside = (await readdir(folder)).find((name) => name.startsWith('profiles.damaged-')) ?? '';
    expect(await readFile(join(folder, aside), 'utf8')).toContain('s3cret');
    expect((await stat(join(folder, aside))).mode & 0o777).toBe(0o600);
    expect(await inFile()).not.toContain('s3cret');
  });

  it('is told of where it cannot be removed from the file', async () => {
    await put({ ...SITE, password: 's3cret' });
    const store = await ProfileStore.open(folder, async () => {
      // Nothing can be written in the place of a folder.
      await rm(file());
      await mkdir(join(file(), 'inside'), { recursive: true });
      return true;
    });
    expect(store.list()).toEqual([SITE]);
    expect(store.problems).toHaveLength(1);
    expect(store.problems[0]?.what).toContain('could not be removed from the file');
  });
});
