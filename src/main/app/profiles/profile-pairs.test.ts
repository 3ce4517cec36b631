import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import type { MorePair } from '../../../shared/profile/pairs.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { NO_OUTCOMES, type RunReport } from '../../../shared/run/run.js';
import { lastOf, namedPairs, recordsAfter, unfitFolders } from './profile-pairs.js';

const more = (id: string, name = id): MorePair => ({
  id,
  localFolder: `/l/${name}`,
  remoteFolder: `/r/${name}`,
});
const profile = (first: string, ...pairs: readonly MorePair[]): Profile => ({
  id: 'site',
  name: 'Site',
  localFolder: `/l/${first}`,
  remoteFolder: `ftp://example.com/r/${first}`,
  userName: 'anna',
  mode: 'two-way',
  deleteExtra: false,
  options: DEFAULT_OPTIONS,
  ...(pairs.length > 0 && { pairs }),
});

describe('the names of pairs that are saved', () => {
  it('stay where they were there, and are new ones otherwise, whatever the window says', () => {
    const named = namedPairs([more('conf'), more('new-1'), more('other-profile')], [more('conf')]) ?? [];
    expect(named.map(({ id }) => id === 'conf')).toEqual([true, false, false]);
    expect(new Set(named.map(({ id }) => id)).size).toBe(3);
    expect(named.some(({ id }) => id === 'other-profile' || id === 'new-1')).toBe(false);
  });

  it('are of one pair each', () => {
    const named = namedPairs([more('conf', 'a'), more('conf', 'b')], [more('conf')]) ?? [];
    expect(new Set(named.map(({ id }) => id)).size).toBe(2);
  });

  it('are none where there are no further pairs', () => {
    expect(namedPairs([], [more('conf')])).toBeUndefined();
  });
});

describe('the records after a change', () => {
  it.each<[string, Profile, Profile, ReturnType<typeof recordsAfter>]>([
    ['nothing', profile('a', more('b')), profile('a', more('b')), { first: undefined, gone: [] }],
    ['a pair more', profile('a'), profile('a', more('b')), { first: undefined, gone: [] }],
    ['a pair less', profile('a', more('b')), profile('a'), { first: undefined, gone: ['b'] }],
    ['the first one less', profile('a', more('b')), profile('b'), { first: 'b', gone: [] }],
    [
      'the first one less of three',
      profile('a', more('b'), more('c')),
      profile('b', more('c')),
      { first: 'b', gone: [] },
    ],
    ['the first two less', profile('a', more('b'), more('c')), profile('c'), { first: 'c', gone: ['b'] }],
    [
      'another first folder',
      profile('a', more('b')),
      profile('x', more('b')),
      { first: undefined, gone: [] },
    ],
  ])('of %s', (_what, before, after, records) => {
    expect(recordsAfter(before, after)).toEqual(records);
  });
});

describe('folders that cannot be saved', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-unfit-'));
    await mkdir(join(folder, 'one'));
    await symlink(join(folder, 'one'), join(folder, 'link'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const unfit = (localFolder: string) =>
    unfitFolders(
      {
        localFolder: join(folder, 'one'),
        pairs: [{ id: 'b', localFolder, remoteFolder: '/b' }],
      },
      { text: 'ftp://example.com/a', isServer: true },
    );

  it('are those that a link shows to be in two pairs', async () => {
    expect(await unfit(join(folder, 'link'))).toMatchObject({
      what: expect.stringContaining('the same folder') as string,
    });
    expect(await unfit(join(folder, 'two'))).toBeUndefined();
  });

  it('are those without a whole path', async () => {
    expect(await unfit('two')).toMatchObject({ what: '“two” is not the full path of a folder.' });
  });
});

describe('how a profile stands', () => {
  const ran = (
    id: string,
    failed: number,
    rest: Partial<RunReport> = { joint: 'j' },
  ): { id: string; report: RunReport; notRun: undefined } => ({
    id,
    notRun: undefined,
    report: {
      runId: id,
      profileId: id,
      trigger: 'window',
      dryRun: false,
      startedMs: 1,
      finishedMs: 2,
      end: { kind: 'finished' },
      counts: { ...NO_OUTCOMES, done: 1, failed },
      bytes: 0,
      unreached: { items: 0, bytes: 0 },
      items: [],
      ...rest,
    },
  });
  const two = profile('a', more('b'));

  it('with one pair is how that stands', () => {
    expect(lastOf(profile('a'), [ran('site', 0)])).toEqual({ ms: 2, words: '1 item synced', tone: 'good' });
    expect(lastOf(profile('a'), [{ id: 'site', report: undefined, notRun: undefined }])).toBeUndefined();
  });

  it('with several is what they did together where all went well', () => {
    expect(lastOf(two, [ran('site', 0), ran('b', 0)])).toMatchObject({
      words: '2 items synced',
      tone: 'good',
    });
  });

  it('with several is what the newest run did, and nothing of the one before', () => {
    const before = ran('b', 0, { joint: 'j' });
    const synced = ran('site', 0, { startedMs: 3, finishedMs: 4 });
    expect(lastOf(two, [synced, before])).toMatchObject({ ms: 4, words: '1 item synced' });
    const undone = ran('site', 0, { startedMs: 3, finishedMs: 4, undoes: 'r' });
    expect(lastOf(two, [undone, before])).toMatchObject({ ms: 4, words: '1 item undone' });
  });

  it('names the pair that did not go well', () => {
    expect(lastOf(two, [ran('site', 0), ran('b', 1)])).toMatchObject({
      words: expect.stringMatching(/^b: .*1 failed/) as string,
      tone: 'bad',
    });
    const notRun = { ms: 5, words: 'Couldn’t connect', tone: 'bad' } as const;
    expect(
      lastOf(two, [
        { id: 'site', report: undefined, notRun },
        { id: 'b', report: undefined, notRun },
      ]),
    ).toMatchObject({ ms: 5, words: 'a: Couldn’t connect (and 1 other)' });
  });
});
