import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { limitedProfile } from './limited-profile.js';

describe('a profile under the limits of the application', () => {
  it.each([
    [6, null, null, null, 6, null],
    [6, 2048, 2, null, 2, 2048],
    [null, null, null, null, null, null],
    [null, null, 4, null, 4, null],
    [null, null, 15, null, 15, null],
    [null, null, 16, null, null, null],
    [6, null, 8, 4096, 6, 4096],
    [6, 2048, null, 4096, 6, 2048],
    [6, 8192, null, 4096, 6, 4096],
  ])(
    '%s connections and %s B/s, at most %s and %s: %s and %s',
    (connections, bytesPerSecond, most, fastest, then, speed) => {
      const { options } = limitedProfile(
        {
          id: 'a',
          name: 'A',
          localFolder: '/a',
          remoteFolder: '/b',
          userName: '',
          mode: 'two-way',
          deleteExtra: false,
          options: { ...DEFAULT_OPTIONS, connections, bytesPerSecond },
        },
        { connections: most, bytesPerSecond: fastest },
      );
      expect(options).toEqual({ ...DEFAULT_OPTIONS, connections: then, bytesPerSecond: speed });
    },
  );
});
