import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SettingsSchema } from '../settings.js';
import { connectionRange } from './connection-range.js';
import { ProfileOptionsSchema } from './profile-options.js';

describe('the connections of a profile', () => {
  it('are as many as somebody chose, also in what was saved before the number could be automatic', () => {
    const { connections } = v.parse(ProfileOptionsSchema, { connections: 6 });
    expect(connectionRange(connections)).toEqual({ start: 6, most: 6 });
    const settings = v.parse(SettingsSchema, { newProfiles: { connections: 6 } });
    expect(settings.newProfiles.connections).toBe(6);
  });

  it('are as many as help where nobody did', () => {
    const { connections } = v.parse(ProfileOptionsSchema, {});
    expect(connectionRange(connections)).toEqual({ start: 6, most: 16 });
    expect(DEFAULT_SETTINGS.newProfiles.connections).toBeNull();
  });
});
