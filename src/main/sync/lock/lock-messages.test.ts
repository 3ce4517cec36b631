import { describe, expect, it } from 'vitest';
import { lockedProblem, lockLostProblem, QUIET_MS } from './lock-messages.js';

const MINUTE = 60_000;
const lock = {
  version: 1,
  id: 'r',
  host: 'studio',
  user: 'ada',
  pid: 7,
  startedMs: 100 * MINUTE,
  renewals: 4,
} as const;

describe('what is said of somebody else’s lock', () => {
  it.each([
    [
      'began just now, and heard of just now',
      100,
      0,
      'the run started just now by its own clock, and last reported just now',
    ],
    ['began by a clock that is ahead', 10, 0, 'the run started just now'],
    [
      'heard of a minute ago',
      105,
      1,
      'the run started 5 minutes ago by its own clock, and last reported a minute ago',
    ],
    [
      'heard of hours after a clock that lies',
      100 + 3 * 1440,
      2,
      'the run started 3 days ago by its own clock, and last reported 2 minutes ago',
    ],
    [
      'quiet for a while',
      160,
      40,
      'hasn’t reported for 40 minutes by the clock on the remote side; it started 60 minutes ago by its own clock',
    ],
    ['quiet for hours', 400, 200, 'hasn’t reported for 3 hours'],
  ])('%s', (_title, nowMinutes, ageMinutes, words) => {
    const { kind, what } = lockedProblem({
      lock,
      side: 'remote',
      nowMs: nowMinutes * MINUTE,
      ageMs: ageMinutes * MINUTE,
    });
    expect(kind).toBe('locked');
    expect(what).toMatch(/^“ada” on “studio” /);
    expect(what).toContain(words);
    expect(what).toMatch(/Nothing was changed\.$/);
  });

  it('calls nobody quiet of whom nothing can be heard, or whose side tells no times', () => {
    const about = { side: 'local', nowMs: 200 * MINUTE } as const;
    for (const what of [
      lockedProblem({ ...about, lock: { ...lock, renewals: undefined }, ageMs: 2 * QUIET_MS }).what,
      lockedProblem({ ...about, lock }).what,
    ]) {
      expect(what).toContain('is already syncing this folder');
      expect(what).not.toContain('heard');
    }
  });

  it('shows what cannot be seen as what it is, and never nothing', () => {
    const { what } = lockLostProblem({ ...lock, user: '\u202Eada\n', host: ' \n' }, 'local');
    expect(what).toContain('“<U+202E>ada” on an unnamed computer broke this run’s lock');
  });
});
