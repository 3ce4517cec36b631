import { expect, it } from 'vitest';
import * as v from 'valibot';
import type { Profile } from '../../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { SettingsSchema } from '../../../shared/settings.js';
import { diagnosticsReport } from './report.js';

const PROFILE: Profile = {
  id: 'p',
  name: 'Private name',
  localFolder: '/home/anna/private',
  remoteFolder: 'ftps://private.example.com/private',
  userName: 'private-user',
  mode: 'upload',
  deleteExtra: false,
  options: DEFAULT_OPTIONS,
};

it('tells what runs where and how it is set up, and of profiles no more than their kind', () => {
  const report = diagnosticsReport(
    {
      version: '1.2.3',
      runtime: { Electron: '42.0.0', Node: '24.1.0' },
      system: 'Linux 6.1 x64',
      locale: 'en-GB',
      packaged: true,
      secrets: 'session',
    },
    v.parse(SettingsSchema, {}),
    [PROFILE],
    'a line\nanother line\n',
  );
  expect(report).toContain(
    'Evenkeel 1.2.3\nSystem: Linux 6.1 x64, en-GB\nRuntime: Electron 42.0.0, Node 24.1.0\n',
  );
  expect(report).toContain('Profiles: 1\n  1. ftps, upload, versions on, comparing by time\n');
  expect(report).toMatch(/End of the log:\na line\nanother line\n$/);
  expect(report).not.toMatch(/private/i);
});
