import { expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { effectOf, type ProfileChange } from './profile-change.js';

const BEFORE: Profile = {
  id: 'p',
  name: 'Site',
  localFolder: '/site',
  remoteFolder: 'ftp://example.com/',
  userName: 'anna',
  mode: 'two-way',
  deleteExtra: false,
  options: DEFAULT_OPTIONS,
};

it.each<[string, Partial<Profile>, ProfileChange]>([
  ['another name', { name: 'Shop' }, 'nothing'],
  ['a limit of speed', { options: { ...DEFAULT_OPTIONS, bytesPerSecond: 100_000 } }, 'nothing'],
  ['fewer connections', { options: { ...DEFAULT_OPTIONS, connections: 1 } }, 'nothing'],
  ['no versions', { options: { ...DEFAULT_OPTIONS, versions: { kind: 'off' } } }, 'nothing'],
  ['running unattended', { options: { ...DEFAULT_OPTIONS, unattended: true } }, 'nothing'],
  ['a pattern', { options: { ...DEFAULT_OPTIONS, patterns: ['*.tmp'] } }, 'plan'],
  ['a filter of its own', { ownFilters: { patterns: ['*.tmp'], matchNames: [] } }, 'plan'],
  [
    'the deletion limit',
    { options: { ...DEFAULT_OPTIONS, deletionLimit: { percent: 1, files: 1 } } },
    'plan',
  ],
  ['the mode', { mode: 'upload' }, 'plan'],
  ['another folder', { localFolder: '/other' }, 'folders'],
  ['another user', { userName: 'ben' }, 'folders'],
])('%s', (_what, change, effect) => {
  expect(effectOf(BEFORE, { ...BEFORE, ...change })).toBe(effect);
});
