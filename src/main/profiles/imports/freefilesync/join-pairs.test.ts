import { expect, it } from 'vitest';
import { makeFound, skip, type Described } from '../make-found.js';
import type { Found } from '../found.js';
import { joinPairs } from './join-pairs.js';

const found = (name: string, folder: string, part: Partial<Described> = {}): Found =>
  makeFound({
    name,
    localFolder: `/home/anna/${folder}`,
    remote: { kind: 'server', protocol: 'sftp', host: 'example.com', path: `/srv/${folder}` },
    userName: 'anna',
    secrets: { password: 's3cret' },
    notes: [{ kind: 'commands' }],
    ...part,
  });

it('pairs that agree in all but their folders become one profile, by the name of the file', () => {
  const joined = joinPairs(
    [found('Job 1', 'a'), found('Job 2', 'b', { notes: [{ kind: 'commands' }, { kind: 'links' }] })],
    'Job',
  );
  expect(joined).toMatchObject([
    {
      profile: {
        name: 'Job',
        localFolder: '/home/anna/a',
        remoteFolder: 'sftp://example.com/srv/a',
        pairs: [{ localFolder: '/home/anna/b', remoteFolder: '/srv/b' }],
        secrets: { password: 's3cret' },
        notes: [{ kind: 'commands' }, { kind: 'links' }],
      },
    },
  ]);
});

it('each keeps the filter that it has besides the common one', () => {
  const [job] = joinPairs(
    [
      found('Job 1', 'a', { ownFilters: { patterns: ['/cache/'], matchNames: [] } }),
      found('Job 2', 'b'),
      found('Job 3', 'c', { ownFilters: { patterns: [], matchNames: ['*.jpg'] } }),
    ],
    'Job',
  );
  expect(job).toMatchObject({
    profile: {
      ownFilters: { patterns: ['/cache/'] },
      pairs: [
        expect.not.objectContaining({ ownFilters: expect.anything() as unknown }),
        { ownFilters: { matchNames: ['*.jpg'] } },
      ],
    },
  });
});

it('that of a single pair is among the options, but for names that both filters ask for', () => {
  const own = { ownFilters: { patterns: ['/cache/'], matchNames: ['a.*'] } };
  const one = (options: Described['options'] = {}): unknown =>
    joinPairs([found('Job 1', 'a', { ...own, options: { patterns: ['*.tmp'], ...options } })], 'Job')[0];
  const patterns = ['*.tmp', '/cache/'];
  expect(one()).toMatchObject({ profile: { options: { patterns, matchNames: ['a.*'] } } });
  expect(one()).not.toHaveProperty('profile.ownFilters');
  expect(one({ matchNames: ['*.jpg'] })).toMatchObject({
    profile: {
      options: { patterns, matchNames: ['*.jpg'] },
      ownFilters: { patterns: [], matchNames: ['a.*'] },
    },
  });
});

it.each<[string, Partial<Described>]>([
  ['server', { remote: { kind: 'server', protocol: 'sftp', host: 'other.com', path: '/srv/b' } }],
  ['port', { remote: { kind: 'server', protocol: 'sftp', host: 'example.com', port: 2222, path: '/srv/b' } }],
  ['user', { userName: 'bob' }],
  ['password', { secrets: { password: 'other' } }],
  ['direction', { mode: 'upload' }],
  ['filter', { options: { patterns: ['*.tmp'] } }],
  ['sign-in folder', { remote: { kind: 'server', protocol: 'sftp', host: 'example.com', path: '' } }],
  ['local folder to be chosen', { localFolder: '' }],
])('a pair with another %s stays a profile of its own', (_what, part) => {
  expect(joinPairs([found('Job 1', 'a'), found('Job 2', 'b', part)], 'Job')).toMatchObject([
    { profile: { name: 'Job 1' } },
    { profile: { name: 'Job 2' } },
  ]);
});

it('so does one of the same folder as another, which no profile can sync twice', () => {
  const joined = joinPairs(
    [found('Job 1', 'a'), found('Job 2', 'b', { localFolder: '/home/anna/a' })],
    'Job',
  );
  expect(joined).toHaveLength(2);
});

it('what is skipped stays so, and a third pair joins those that it belongs to', () => {
  const skipped = skip('Job 2', { kind: 'no-folder' });
  const joined = joinPairs([found('Job 1', 'a'), skipped, found('Job 3', 'c')], 'Job');
  expect(joined).toMatchObject([
    { profile: { name: 'Job 1', pairs: [{}] } },
    { kind: 'skipped', name: 'Job 2' },
  ]);
});
