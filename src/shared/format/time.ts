import type { Timestamp } from '../entry/entry.js';
import { inLocale, once } from './locale.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** How moments are written; every function takes milliseconds since 1970 in UTC and writes local time. */
export interface TimeFormat {
  /** When a file was modified, as short as it stays clear: no more than the side that reported it knows (S10). */
  readonly modified: (modified: Timestamp, nowMs: number) => string;
  /** When a file was modified, to the precision of the side that reported it. */
  readonly modifiedExactly: (modified: Timestamp) => string;
  /** A moment in full, to the second. */
  readonly exactly: (ms: number) => string;
  /** A day: `3 Feb 2027`. */
  readonly day: (ms: number) => string;
  /** How long ago something was: `just now`, `5 min ago`, `today 14:02`, `yesterday 09:30`, `3 Feb 09:30`. */
  readonly ago: (ms: number, nowMs: number) => string;
  /** When something was: `Today 14:02`, `Yesterday 09:30`, `3 Feb, 09:30`; another year instead of the time. */
  readonly when: (ms: number, nowMs: number) => string;
  /** Until when something lasts, within a sentence: `14:02`, `tomorrow`, `tomorrow 09:30`, `3 Feb, 09:30`. */
  readonly until: (ms: number, nowMs: number) => string;
  /** Which day it was: `Today`, `Yesterday`, `Wed, 3 Feb`; another year with the year. */
  readonly dayName: (ms: number, nowMs: number) => string;
  /** The time of the day: `14:02`. */
  readonly timeOfDay: (ms: number) => string;
}

/** The same moments as people in `locale` (a BCP 47 tag of English, such as `en-GB`) write them. */
export function timeFormat(locale: string): TimeFormat {
  const time = once(() => timeOptions(locale));
  const format = (options: Intl.DateTimeFormatOptions, withTime: boolean) =>
    once(() => new Intl.DateTimeFormat(locale, withTime ? { ...options, ...time() } : options));
  const clock = format({}, true);
  const dayAndClock = format({ day: 'numeric', month: 'short' }, true);
  const dayOnly = format(DATE, false);
  const weekday = format({ weekday: 'short', day: 'numeric', month: 'short' }, false);
  const exact = format({ ...DATE, second: '2-digit' }, true);
  const exactMinute = format(DATE, true);

  const older = (then: Date, now: Date): string =>
    (then.getFullYear() === now.getFullYear() ? dayAndClock() : dayOnly()).format(then);

  return {
    modified: ({ ms, precisionMs }, nowMs) => {
      const then = new Date(ms);
      const now = new Date(nowMs);
      if (precisionMs >= DAY) return dayOnly().format(then);
      return isSameDay(then, now) ? `Today ${clock().format(then)}` : older(then, now);
    },
    modifiedExactly: ({ ms, precisionMs }) =>
      (precisionMs >= DAY ? dayOnly() : precisionMs >= MINUTE ? exactMinute() : exact()).format(ms),
    exactly: (ms) => exact().format(ms),
    day: (ms) => dayOnly().format(ms),
    ago: (ms, nowMs) => {
      const age = nowMs - ms;
      if (age < MINUTE) return 'just now';
      if (age < 60 * MINUTE) return `${Math.floor(age / MINUTE)} min ago`;
      const then = new Date(ms);
      if (isSameDay(then, new Date(nowMs))) return `today ${clock().format(then)}`;
      if (isSameDay(then, new Date(nowMs - DAY))) return `yesterday ${clock().format(then)}`;
      return older(then, new Date(nowMs));
    },
    when: (ms, nowMs) => {
      const then = new Date(ms);
      if (isSameDay(then, new Date(nowMs))) return `Today ${clock().format(then)}`;
      if (isSameDay(then, new Date(nowMs - DAY))) return `Yesterday ${clock().format(then)}`;
      return older(then, new Date(nowMs));
    },
    until: (ms, nowMs) => {
      const then = new Date(ms);
      const now = new Date(nowMs);
      if (isSameDay(then, now)) return clock().format(then);
      const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
      if (!isSameDay(then, tomorrow)) return older(then, now);
      return ms === tomorrow.getTime() ? 'tomorrow' : `tomorrow ${clock().format(then)}`;
    },
    dayName: (ms, nowMs) => {
      const then = new Date(ms);
      if (isSameDay(then, new Date(nowMs))) return 'Today';
      if (isSameDay(then, new Date(nowMs - DAY))) return 'Yesterday';
      return then.getFullYear() === new Date(nowMs).getFullYear()
        ? weekday().format(then)
        : dayOnly().format(then);
    },
    timeOfDay: (ms) => clock().format(ms),
  };
}

/** Moments as this system's region writes them. */
const here = inLocale(timeFormat);
export const formatModified: TimeFormat['modified'] = (...of) => here().modified(...of);
export const formatModifiedExactly: TimeFormat['modifiedExactly'] = (...of) => here().modifiedExactly(...of);
export const formatExactly: TimeFormat['exactly'] = (...of) => here().exactly(...of);
export const formatDay: TimeFormat['day'] = (...of) => here().day(...of);
export const formatAgo: TimeFormat['ago'] = (...of) => here().ago(...of);
export const formatWhen: TimeFormat['when'] = (...of) => here().when(...of);
export const formatUntil: TimeFormat['until'] = (...of) => here().until(...of);
export const formatDayName: TimeFormat['dayName'] = (...of) => here().dayName(...of);
export const formatTimeOfDay: TimeFormat['timeOfDay'] = (...of) => here().timeOfDay(...of);

/** How long something takes: `8 s`, `2 min`, `1 h 5 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

/** With AM and PM, no zero stands before the hour. */
function timeOptions(locale: string): Intl.DateTimeFormatOptions {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return { hour: hour12 === true ? 'numeric' : '2-digit', minute: '2-digit' };
}
