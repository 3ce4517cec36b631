import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterQuiet, cronProblem, nextTimes } from './next-times.js';
import { DEFAULT_SCHEDULE, type Regular } from './schedule.js';
import { describeSchedule } from './schedule-text.js';

// A Friday.
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 0, day, hour, minute).getTime();
const NOW = at(2, 12);

describe('the next times of a schedule', () => {
  it.each<[string, Regular, readonly number[]]>([
    ['by hand', { kind: 'by-hand' }, []],
    ['every 30 minutes', { kind: 'every', minutes: 30 }, [at(2, 12, 30), at(2, 13), at(2, 13, 30)]],
    [
      'daily',
      { kind: 'daily', at: '07:30', days: [0, 1, 2, 3, 4, 5, 6] },
      [at(3, 7, 30), at(4, 7, 30), at(5, 7, 30)],
    ],
    ['on weekdays', { kind: 'daily', at: '13:00', days: [1, 2, 3, 4, 5] }, [at(2, 13), at(5, 13), at(6, 13)]],
    [
      'by cron',
      { kind: 'cron', expression: '0 6 1 * *' },
      [
        new Date(2026, 1, 1, 6).getTime(),
        new Date(2026, 2, 1, 6).getTime(),
        new Date(2026, 3, 1, 6).getTime(),
      ],
    ],
    ['a cron expression that is none', { kind: 'cron', expression: 'soon' }, []],
  ])('%s', (_case, regular, expected) => {
    expect(nextTimes(regular, NOW, 3)).toEqual(expected);
  });

  it('always come later, each after the one before', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.record({ kind: fc.constant('every' as const), minutes: fc.integer({ min: 1, max: 10_080 }) }),
          fc.record({
            kind: fc.constant('daily' as const),
            at: fc.constantFrom('00:00', '02:30', '23:59'),
            days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
          }),
        ),
        fc.integer({ min: 1.6e12, max: 2e12 }),
        (regular, after) => {
          const times = [after, ...nextTimes(regular, after, 4)];
          expect(times).toHaveLength(5);
          for (const [index, time] of times.slice(1).entries())
            expect(time).toBeGreaterThan(times[index] ?? 0);
        },
      ),
    );
  });
});

describe('quiet hours', () => {
  const night = { from: '22:00', to: '06:30' };
  it.each([
    ['before them', at(2, 21, 59), at(2, 21, 59)],
    ['as they begin', at(2, 22), at(3, 6, 30)],
    ['after midnight', at(3, 1), at(3, 6, 30)],
    ['as they end', at(3, 6, 30), at(3, 6, 30)],
  ])('a moment %s', (_when, moment, expected) => {
    expect(afterQuiet(moment, night)).toBe(expected);
  });

  it('within a day end on that day', () => {
    expect(afterQuiet(at(2, 12), { from: '09:00', to: '17:00' })).toBe(at(2, 17));
    expect(afterQuiet(at(2, 8), { from: '09:00', to: '17:00' })).toBe(at(2, 8));
  });
});

describe('a cron expression', () => {
  it.each(['*/5 * * * *', '30 7 * * 1-5', '0 0 29 2 *', '0 8-18/2 * * MON'])(
    '%s can be used',
    (expression) => {
      expect(cronProblem(expression)).toBeUndefined();
    },
  );

  it.each(['', 'soon', '* * *', '99 * * * *', '* * * * * *', '@reboot'])(
    '“%s” cannot, and it is said how to write one',
    (expression) => {
      expect(cronProblem(expression)).toContain('five fields');
    },
  );

  it('for a day that is in no calendar is told as such', () => {
    expect(cronProblem('0 0 31 2 *')).toContain('never');
  });
});

describe('a schedule in words', () => {
  it.each([
    [{}, 'Only when you start it'],
    [{ regular: { kind: 'every', minutes: 15 } }, 'Runs every 15 minutes'],
    [{ regular: { kind: 'every', minutes: 60 } }, 'Runs every hour'],
    [{ regular: { kind: 'every', minutes: 120 }, onBattery: false }, 'Runs every 2 hours; not on battery'],
    [{ onAppear: { kind: 'volume', label: 'CAMERA' } }, 'Runs when the drive “CAMERA” appears'],
    [{ onAppear: { kind: 'folder', path: '/media/a' } }, 'Runs when the folder “/media/a” appears'],
    [{ atStart: true, onMetered: false }, 'Runs when Evenkeel starts; not on metered connections'],
    [{ regular: { kind: 'daily', at: '07:30', days: [5, 1, 2, 3, 4] } }, 'Runs on weekdays at 07:30'],
    [{ regular: { kind: 'daily', at: '18:00', days: [0, 6] } }, 'Runs on Sunday, Saturday at 18:00'],
    [
      { onChange: true, atStart: true, quiet: { from: '22:00', to: '06:00' } },
      'Runs soon after a local file changes, when Evenkeel starts; not between 22:00 and 06:00',
    ],
  ] as const)('%j', (schedule, expected) => {
    expect(describeSchedule({ ...DEFAULT_SCHEDULE, ...schedule })).toBe(expected);
  });
});
