import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../shared/profile/profile-options.js';
import { ProfileStore } from './profile-store.js';

const SITE: Profile = {
  id: 'site',
  name: 'Site',
  localFolder: '/home/site',
  remoteFolder: 'ftp://example.com/site',
  userName: 'anna',
  mode: 'two-way',
  deleteExtra: false,
  options: DEFAULT_OPTIONS,
};
const PHOTOS: Profile = { ...SITE, id: 'photos', name: 'Photos', mode: 'upload' };

describe('the profile store', () => {
  let folder: string;
  const file = (): string => join(folder, 'profiles.json');
  const put = (content: unknown): Promise<void> =>
    writeFile(file(), typeof content === 'string' ? content : JSON.stringify(content));
  const asides = async (): Promise<string[]> =>
    (await readdir(folder)).filter((name) => name.startsWith('profiles.damaged-'));
  const setAside = async (): Promise<string> => {
    const [name, ...more] = await asides();
    expect(more).toEqual([]);
    return readFile(join(folder, name ?? ''), 'utf8');
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-profiles-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is empty, and no problem, where nothing was ever saved', async () => {
    const store = await ProfileStore.open(folder);
    expect(store.list()).toEqual([]);
    expect(store.problems).toEqual([]);
  });

  it('gives back what was saved, in the order in which it was made', async () => {
    const store = await ProfileStore.open(folder);
    await store.save(SITE);
    await store.save(PHOTOS);
    await store.save({ ...SITE, name: 'Renamed' });
    const again = await ProfileStore.open(folder);
    expect(again.list()).toEqual([{ ...SITE, name: 'Renamed' }, PHOTOS]);
    await again.remove('site');
    expect((await ProfileStore.open(folder)).list()).toEqual([PHOTOS]);
  });

  it.each([
    ['is cut short', JSON.stringify({ profiles: [SITE] }).slice(0, -10)],
    ['is empty', ''],
    ['is not JSON', '\0\0\0\0'],
    ['holds something else', '[1,2,3]'],
    ['holds no list', '{"profiles":{}}'],
  ])('sets a file aside that %s, and goes on', async (_how, content) => {
    await put(content);
    const store = await ProfileStore.open(folder);
    expect(store.list()).toEqual([]);
    expect(store.problems).toMatchObject([{ kind: 'damaged' }]);
    expect(store.problems[0]?.what).toContain((await asides())[0]);
    expect(await setAside()).toBe(content);

    await store.save(PHOTOS);
    expect((await ProfileStore.open(folder)).list()).toEqual([PHOTOS]);
    expect(await setAside()).toBe(content);
  });

  it.each([
    ['without a folder', { ...PHOTOS, localFolder: undefined }],
    ['with an id that is a path', { ...PHOTOS, id: '../photos' }],
    ['with an unknown mode', { ...PHOTOS, mode: 'sideways' }],
    [
      'with a deletion limit that is never reached',
      { ...PHOTOS, options: { deletionLimit: { percent: 101, files: 0 } } },
    ],
    ['that is no profile', 'photos'],
    ['that is there twice', { ...SITE, name: 'Twin' }],
  ])('keeps the good profiles beside one %s', async (_how, bad) => {
    const content = JSON.stringify({ profiles: [SITE, bad] });
    await put(content);
    const store = await ProfileStore.open(folder);
    expect(store.list()).toEqual([SITE]);
    expect(store.problems[0]?.what).toContain('One profile');
    expect(await setAside()).toBe(content);
  });

  it('gives a profile that was saved before there were options the usual ones', async () => {
    // Nothing that is undefined is written into JSON.
    await put({
      profiles: [
        { ...SITE, options: undefined },
        { ...PHOTOS, options: { hidden: 'exclude' } },
      ],
    });
    const store = await ProfileStore.open(folder);
    expect(store.problems).toEqual([]);
    expect(store.list()).toEqual([SITE, { ...PHOTOS, options: { ...DEFAULT_OPTIONS, hidden: 'exclude' } }]);
  });

  it('reads a profile in which two versions have left both names of the deletion limit: the newer one counts', async () => {
    const options = { brakes: { percent: 5, files: 3 }, deletionLimit: { percent: 6, files: 4 } };
    await put({ profiles: [{ ...PHOTOS, options }] });
    const [profile] = (await ProfileStore.open(folder)).list();
    expect(profile?.options.deletionLimit).toEqual({ percent: 6, files: 4 });
  });

  it('reads the deletion limit of a profile that was saved when it was called the brakes', async () => {
    await put({ profiles: [{ ...PHOTOS, options: { brakes: { percent: 5, files: 3 } } }] });
    const [profile] = (await ProfileStore.open(folder)).list();
    expect(profile?.options.deletionLimit).toEqual({ percent: 5, files: 3 });
  });

  it('keeps the meaning of an address that was saved when ftp://host/ was the folder in which one is signed in', async () => {
    const remotes = [
      'ftp://example.com/',
      'sftp://anna@example.com/',
      'ftp://example.com/site',
      'ftp://example.com',
    ];
    await put({
      profiles: remotes.map((remoteFolder, index) => ({ ...SITE, id: `p${index}`, remoteFolder })),
    });
    const meant = ['ftp://example.com', 'sftp://example.com', 'ftp://example.com/site', 'ftp://example.com'];
    const store = await ProfileStore.open(folder);
    expect(store.problems).toEqual([]);
    expect(store.list().map(({ remoteFolder }) => remoteFolder)).toEqual(meant);
    // Also once it is in a file of today, where a lone slash is another folder.
    await store.save({ ...SITE, id: 'root', remoteFolder: 'ftp://example.com/' });
    const again = await ProfileStore.open(folder);
    expect(again.list().map(({ remoteFolder }) => remoteFolder)).toEqual([...meant, 'ftp://example.com/']);
  });

  it('does not take a file for missing that it may not read, and never writes over it', async () => {
    // A folder in its place cannot be read as a file, by nobody.
    await mkdir(join(file(), 'inside'), { recursive: true });
    const store = await ProfileStore.open(folder);
    expect(store.problems[0]?.kind).toBe('damaged');
    expect(await asides()).toHaveLength(1);
    await store.save(SITE);
    expect((await ProfileStore.open(folder)).list()).toEqual([SITE]);
  });
});
