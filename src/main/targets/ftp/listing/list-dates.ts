import type { Timestamp } from '../../../../shared/entry/entry.js';
import type { DateOrder } from './list-line.js';
import { monthOf } from './month-names.js';
import { momentMs } from '../protocol/times.js';

export const SECOND = 1000;
export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** A date and time as far as a listing tells, and where the text behind it begins. */
export interface DateColumns {
  /** `undefined` where it is no moment that there can be, or in no language that is known. */
  readonly modified: Timestamp | undefined;
  readonly end: number;
  /** What the next word would be if it were part of the date; absent where there is no such word. */
  readonly column?: { readonly modified: Timestamp | undefined; readonly end: number } | undefined;
  /** Whether the date would show such a word if its server wrote one. */
  readonly tellsColumn: boolean;
}

type Groups = Readonly<Partial<Record<string, string>>>;

interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, nowMs: number) => Timestamp | undefined;
  /** A word behind it that may belong to it, and what the time is then. */
  readonly column?: { readonly pattern: RegExp; readonly read: Form['read'] };
}

// The parts of which dates are made, in wire form: letters beyond ASCII are bytes.
const MONTH = String.raw`(?<month>\d{1,2}[\x80-\xff]{2,3}|[A-Za-z\x80-\xff][A-Za-z\x80-\xff']*\.?)`;
const DAY_OF_MONTH = String.raw`(?<day>\d{1,2})(?:[.,]|[\x80-\xff]{2,3})?`;
const CLOCK = String.raw`(?<hours>\d{1,2})[:.](?<minutes>\d\d)`;
const SECONDS = String.raw`(?::(?<seconds>\d\d)(?:[.,](?<fraction>\d+))?)`;
const YEAR = String.raw`(?<year>\d{4})(?:[\x80-\xff]{2,3})?`;
// A bare number in front of a month may be the size.
const MARKED_YEAR = String.raw`(?<year>\d{4})[\x80-\xff]{2,3}`;
const ISO = String.raw`(?<year>\d{4})[-/](?<month>\d\d)[-/](?<day>\d\d)`;
const ZONE = String.raw`(?<zone>[-+]\d{4}|UTC|GMT|Z)`;

const CLOCK_BEHIND = { pattern: stickyPattern(`${CLOCK} `), read: byYear };
const YEAR_BEHIND = { pattern: stickyPattern(`${YEAR} `), read: byYear };

/** The forms in which listings write dates, each with the one blank behind it; the most telling ones first. */
const FORMS: readonly Form[] = [
  // 2026-11-22 10:43:05.123456789 +0100
  {
    pattern: stickyPattern(String.raw`${ISO}[ T]+${CLOCK}:(?<seconds>\d\d)[.,](?<fraction>\d+) ${ZONE} `),
    read: byYear,
  },
  // 2026-11-22 10:43:05, of which some write the zone behind it
  {
    pattern: stickyPattern(`${ISO}[ T]+${CLOCK}${SECONDS} `),
    read: byYear,
    column: { pattern: stickyPattern(`${ZONE} `), read: byYear },
  },
  // 2026-11-22 10:43
  { pattern: stickyPattern(`${ISO}[ T]+${CLOCK} `), read: byYear },
  // 2026-11-22, with the blanks that `ls` writes in place of a time
  { pattern: stickyPattern(`${ISO}  `), read: byYear },
  // 11-22 10:43
  { pattern: stickyPattern(String.raw`(?<month>\d\d)-(?<day>\d\d) +${CLOCK} `), read: byNow },
  // Sun Nov 22 10:43:05 2026
  {
    pattern: stickyPattern(`(?:[A-Za-z]{3} +)?${MONTH} +${DAY_OF_MONTH} +${CLOCK}${SECONDS} +${YEAR} `),
    read: byYear,
  },
  // 11<month>22<day> and 2026<year>11<month>22<day>, as they are written in Chinese and Japanese
  {
    pattern: stickyPattern(String.raw`${MARKED_YEAR} *${MONTH} *${DAY_OF_MONTH}(?: +${CLOCK})? `),
    read: byYear,
  },
  // Nov 22 10:43, 22 Nov 10:43 and 26. Juli 10:43, of which some write the year behind it
  { pattern: stickyPattern(`${MONTH} *${DAY_OF_MONTH} +${CLOCK} `), read: byNow, column: YEAR_BEHIND },
  { pattern: stickyPattern(`${DAY_OF_MONTH} +${MONTH} +${CLOCK} `), read: byNow, column: YEAR_BEHIND },
  // Nov 22 2026 and 22 Nov 2026, of which some write the time behind it
  { pattern: stickyPattern(`${MONTH} *${DAY_OF_MONTH} +${YEAR} `), read: byYear, column: CLOCK_BEHIND },
  { pattern: stickyPattern(`${DAY_OF_MONTH} +${MONTH} +${YEAR} `), read: byYear, column: CLOCK_BEHIND },
  // 22.11.2026 10:43, which nobody writes with the month first
  {
    pattern: stickyPattern(
      String.raw`(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4}) +${CLOCK}${SECONDS}? `,
    ),
    read: byYear,
  },
];

/** Reads the date at `start` of a line in wire form; `undefined` where none is. `nowMs` tells the year of dates without one. */
export function readDate(line: string, start: number, nowMs: number): DateColumns | undefined {
  for (const { pattern, read, column } of FORMS) {
    const found = matchAt(pattern, line, start);
    if (found === undefined) continue;
    const behind = column && matchAt(column.pattern, line, found.end);
    const whole = { ...found.groups, ...behind?.groups };
    return {
      modified: read(found.groups, nowMs),
      end: found.end,
      column: behind ? { modified: column.read(whole, nowMs), end: behind.end } : undefined,
      tellsColumn: column !== undefined,
    };
  }
  return undefined;
}

/** Where `pattern`, which is sticky, matches at `start`. */
export function matchAt(
  pattern: RegExp,
  line: string,
  start: number,
): { readonly groups: Groups; readonly end: number } | undefined {
  pattern.lastIndex = start;
  const match = pattern.exec(line);
  return match === null ? undefined : { groups: { ...match.groups }, end: start + match[0].length };
}

export function stickyPattern(pattern: string): RegExp {
  return new RegExp(pattern, 'y');
}

function byYear(groups: Groups): Timestamp | undefined {
  const month = monthIn(groups);
  const { year, day, hours, minutes, seconds, fraction } = groups;
  if (month === undefined) return undefined;
  const ms = momentMs({
    year: Number(year),
    month,
    day: Number(day),
    hours: Number(hours ?? 0),
    minutes: Number(minutes ?? 0),
    seconds: Number(seconds ?? 0),
    ms: fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
  });
  const precisionMs =
    hours === undefined ? DAY : seconds === undefined ? MINUTE : fraction === undefined ? SECOND : 1;
  return ms === undefined ? undefined : { ms: ms - offsetMs(groups['zone']), precisionMs };
}

/** `ls` shows the time of day for files of the last half year or so, and the year for all others. */
function byNow(groups: Groups, nowMs: number): Timestamp | undefined {
  const month = monthIn(groups);
  if (month === undefined) return undefined;
  const { day, hours, minutes } = groups;
  // The latest such date that is not in the future; a day's grace, because the server's clock and zone are its own.
  for (let year = new Date(nowMs + DAY).getUTCFullYear(), tries = 0; tries < 9; year -= 1, tries += 1) {
    const ms = momentMs({ year, month, day: Number(day), hours: Number(hours), minutes: Number(minutes) });
    if (ms !== undefined && ms <= nowMs + DAY) return { ms, precisionMs: MINUTE };
  }
  return undefined;
}

function monthIn({ month = '' }: Groups): number | undefined {
  return /^\d+$/.test(month) ? Number(month) : monthOf(month);
}

function offsetMs(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([-+])(\d\d)(\d\d)$/.exec(zone ?? '') ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE;
  return sign === '-' ? -ms : ms;
}

/**
 * When a date of three numbers is, in each order in which there is such a date. A year of two digits is one from 1970 to 2069; dots
 * stand between day, month and year only in this order.
 */
export function readings(
  numbers: readonly [string, string, string],
  separator: string,
  clock: { readonly hours: number; readonly minutes: number; readonly seconds?: number | undefined },
): ReadonlyMap<DateOrder, Timestamp> {
  const [first, second, third] = numbers;
  const precisionMs = clock.seconds === undefined ? MINUTE : SECOND;
  const orders: readonly (readonly [DateOrder, string, string, string])[] =
    first.length === 4
      ? [['year-month-day', first, second, third]]
      : [
          ['day-month-year', third, second, first],
          ...(separator === '.' ? [] : ([['month-day-year', third, first, second]] as const)),
          ...(third.length === 4 || separator === '.'
            ? []
            : ([['year-month-day', first, second, third]] as const)),
        ];
  const found = new Map<DateOrder, Timestamp>();
  for (const [order, year, month, day] of orders) {
    const ms = momentMs({ year: fullYear(year), month: Number(month), day: Number(day), ...clock });
    if (ms !== undefined) found.set(order, { ms, precisionMs });
  }
  return found;
}

function fullYear(year: string): number {
  if (year.length === 4) return Number(year);
  return year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : NaN;
}
