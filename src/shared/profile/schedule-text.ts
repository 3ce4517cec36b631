import { formatItems } from '../format/plural.js';
import { shown } from '../format/shown.js';
import type { AppearingPlace, Regular, Schedule } from './schedule.js';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const WORKDAYS = '1,2,3,4,5';

/** When a profile runs, in one sentence without a full stop. */
export function describeSchedule(schedule: Schedule): string {
  const { regular, onChange, atStart, onAppear, quiet, onBattery, onMetered } = schedule;
  const when = [
    ...(regular.kind === 'by-hand' ? [] : [describeRegular(regular)]),
    ...(onChange ? ['soon after a local file changes'] : []),
    ...(atStart ? ['when Evenkeel starts'] : []),
    ...(onAppear === null ? [] : [describePlace(onAppear)]),
  ];
  if (when.length === 0) return 'Only when you start it';
  const not = [
    ...(quiet === null ? [] : [`not between ${quiet.from} and ${quiet.to}`]),
    ...(onBattery ? [] : ['not on battery']),
    ...(onMetered ? [] : ['not on metered connections']),
  ];
  return `Runs ${when.join(', ')}${not.length === 0 ? '' : `; ${not.join(', ')}`}`;
}

function describePlace(place: AppearingPlace): string {
  return place.kind === 'volume'
    ? `when the drive “${shown(place.label)}” appears`
    : `when the folder “${shown(place.path)}” appears`;
}

function describeRegular(regular: Exclude<Regular, { readonly kind: 'by-hand' }>): string {
  switch (regular.kind) {
    case 'every':
      return regular.minutes % 60 === 0
        ? every(regular.minutes / 60, 'hour')
        : every(regular.minutes, 'minute');
    case 'daily':
      return `${daysOf(regular.days)} at ${regular.at}`;
    case 'cron':
      return `by the cron expression ${regular.expression}`;
  }
}

function every(count: number, unit: string): string {
  return count === 1 ? `every ${unit}` : `every ${formatItems(count, unit)}`;
}

function daysOf(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((one, other) => one - other);
  if (sorted.length === 7) return 'every day';
  if (sorted.join(',') === WORKDAYS) return 'on weekdays';
  return `on ${sorted.map((day) => DAYS[day] ?? '').join(', ')}`;
}
