import { describe, expect, it } from 'vitest';
import type { ProfileListing } from '../../../shared/ipc.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import type { RunTone } from '../../../shared/run/run.js';
import { trayState, trayTooltip } from './tray-state.js';

const NOW = new Date(2026, 10, 30, 12).getTime();

function listing(id: string, tone?: RunTone, words = 'Already in sync'): ProfileListing {
  return {
    profile: {
      id,
      name: `Profile ${id}`,
      localFolder: '/a',
      remoteFolder: '/b',
      userName: '',
      mode: 'two-way',
      deleteExtra: false,
      options: DEFAULT_OPTIONS,
    },
    password: 'none',
    passphrase: 'none',
    proxyPassword: 'none',
    toldOfPlain: true,
    untriedTls: false,
    last: tone && { ms: 0, words, tone },
  };
}

const seen = (listings: readonly ProfileListing[], atWork: readonly string[] = [], pausedUntilMs = 0) => ({
  listings,
  atWork: new Set(atWork),
  pausedUntilMs,
});

describe('the icon in the tray', () => {
  it.each([
    ['nothing has run', seen([listing('1')]), 'idle', 'Evenkeel'],
    ['all went well', seen([listing('1', 'good')]), 'idle', 'Evenkeel – everything is in sync'],
    [
      'a profile runs, whatever there was before',
      seen([listing('1', 'bad'), listing('2', 'good')], ['2'], NOW + 1),
      'running',
      'Evenkeel – syncing Profile 2 (42%)',
    ],
    [
      'several run',
      seen([listing('1'), listing('2')], ['1', '2']),
      'running',
      'Evenkeel – syncing 2 profiles (42%)',
    ],
    [
      'one has left conflicts',
      seen([listing('1', 'mixed', '1 conflict left'), listing('2', 'good')]),
      'attention',
      'Evenkeel – Profile 1: 1 conflict left',
    ],
    [
      'two need somebody, though all are paused',
      seen([listing('1', 'bad'), listing('2', 'mixed')], [], NOW + 1),
      'attention',
      'Evenkeel – 2 profiles need attention',
    ],
    [
      'schedules are paused',
      seen([listing('1', 'good')], [], NOW + 3_600_000),
      'paused',
      expect.stringMatching(/^Evenkeel – schedules are paused until /) as string,
    ],
  ])('where %s', (_when, state, shape, tooltip) => {
    expect(trayState(state, NOW)).toBe(shape);
    expect(trayTooltip(state, 42, NOW)).toEqual(tooltip);
  });
});
