import * as v from 'valibot';
import { expect, it } from 'vitest';
import { DEFAULT_SCHEDULE, ScheduleSchema, type Schedule } from '../../../shared/profile/schedule.js';
import { scheduleProblem, scheduleValuesOf, typedSchedule } from './schedule-values.js';

it.each<[string, Partial<Schedule>]>([
  ['every so many minutes', { regular: { kind: 'every', minutes: 45 } }],
  [
    'daily, not at night',
    { regular: { kind: 'daily', at: '07:30', days: [0, 6] }, quiet: { from: '22:00', to: '06:00' } },
  ],
  ['by cron, not on battery', { regular: { kind: 'cron', expression: '0 8 * * 1' }, onBattery: false }],
  ['when a drive appears', { onAppear: { kind: 'volume', label: 'CAMERA' } }],
  ['when a folder appears', { onAppear: { kind: 'folder', path: '/media/camera' } }],
  ['not on metered connections', { onChange: true, onMetered: false }],
  ['after changes and at start', { onChange: true, atStart: true }],
])('a schedule (%s) comes back from its fields as it was', (_case, part) => {
  const schedule = { ...DEFAULT_SCHEDULE, ...part };
  expect(typedSchedule(scheduleValuesOf(schedule))).toEqual(schedule);
});

it('a profile that only runs by hand has no schedule', () => {
  expect(typedSchedule(scheduleValuesOf())).toBeUndefined();
});

it.each([
  [{ kind: 'every', minutes: '' }],
  [{ kind: 'every', minutes: '1.5' }],
  [{ kind: 'daily', days: [] }],
  [{ appears: true }],
  [{ appears: true, appearKind: 'folder' }],
  [{ kind: 'daily', at: '25:00' }],
] as const)('%j is refused', (part) => {
  const typed = typedSchedule({ ...scheduleValuesOf(), ...part });
  expect(v.safeParse(ScheduleSchema, typed).success).toBe(false);
});

it('a cron expression that cannot be used is told', () => {
  const typed = (cron: string) => typedSchedule({ ...scheduleValuesOf(), kind: 'cron', cron });
  expect(scheduleProblem(typed('soon'))).toContain('five fields');
  expect(scheduleProblem(typed('*/5 * * * *'))).toBeUndefined();
  expect(scheduleProblem(undefined)).toBeUndefined();
});
