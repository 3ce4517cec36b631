import { expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../shared/profile/profile-options.js';
import { DEFAULT_SCHEDULE } from '../../shared/profile/schedule.js';
import type { Profile } from '../../shared/profile/profile.js';
import { DEFAULT_POLICY } from '../sync/base/policy.js';
import { planHead } from './plan-head.js';

const PROFILE: Profile = {
  id: 'p',
  name: 'Site',
  localFolder: '/site',
  remoteFolder: 'ftp://example.com/',
  userName: 'anna',
  mode: 'two-way',
  deleteExtra: false,
  options: DEFAULT_OPTIONS,
};

it('a plan is saved with what it takes to run it, and no more: not when its profile runs by itself, nor where it is listed', () => {
  const binding = { pair: 'pair', memory: 'memory', revision: 1, policy: DEFAULT_POLICY };
  const plain = planHead(binding, PROFILE);
  expect(plain).toEqual({
    ...binding,
    places: { local: '/site', remote: 'ftp://example.com/' },
    profile: {
      name: 'Site',
      localFolder: '/site',
      remoteFolder: 'ftp://example.com/',
      userName: 'anna',
      mode: 'two-way',
      deleteExtra: false,
      options: DEFAULT_OPTIONS,
    },
  });
  const scheduled = { ...PROFILE, group: 'Sites', schedule: { ...DEFAULT_SCHEDULE, onChange: true } };
  expect(planHead(binding, scheduled)).toEqual(plain);
});
