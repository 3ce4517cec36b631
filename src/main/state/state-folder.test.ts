import { describe, expect, it } from 'vitest';
import { applicationFolder, idOfPair, stateFileOf } from './state-folder.js';
import { ProfileIdSchema } from '../../shared/profile/profile.js';
import * as v from 'valibot';

describe('the folder of the application', () => {
  it.each([
    ['linux', {}, '/home/a/.config/Evenkeel'],
    ['linux', { XDG_CONFIG_HOME: '/x' }, '/x/Evenkeel'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/home/a/.config/Evenkeel'],
    ['darwin', { XDG_CONFIG_HOME: '/x' }, '/home/a/Library/Application Support/Evenkeel'],
    ['win32', { APPDATA: 'C:\\R' }, 'C:\\R\\Evenkeel'],
  ] as const)('on %s with %j is %s', (platform, env, folder) => {
    expect(applicationFolder({ platform, env, homeFolder: '/home/a' })).toBe(folder);
  });
});

describe('the state of a pair', () => {
  it('has a name that a profile could have, always the same for one pair', () => {
    expect(v.is(ProfileIdSchema, idOfPair('a|b'))).toBe(true);
    expect(idOfPair('a|b')).toBe(idOfPair('a|b'));
    expect(idOfPair('a|b')).not.toBe(idOfPair('a|c'));
  });

  it('lies beside those of the application’s profiles', () => {
    expect(stateFileOf('/s', 'cli-1', 'linux')).toBe('/s/state/cli-1.sqlite');
  });
});
