import type { Timestamp } from '../../../../shared/entry/entry.js';

/** Servers that know no time say 1601 (NTFS), 1858 (VMS) or the year zero. */
const FIRST_YEAR = 1900;

const LAST_YEAR = 9999;

/** A moment in UTC as it is written down; the month counts from 1. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
  readonly seconds?: number | undefined;
  readonly ms?: number | undefined;
}

/**
 * Milliseconds since 1970 of a moment that there is; `undefined` for 31 February, hour 25 and their like. (`Date.UTC` makes another moment
 * of such.)
 */
export function momentMs({
  year,
  month,
  day,
  hours = 0,
  minutes = 0,
  seconds = 0,
  ms = 0,
}: Moment): number | undefined {
  if (!isWithin(year, FIRST_YEAR, LAST_YEAR) || !isWithin(month, 1, 12)) return undefined;
  if (!isWithin(day, 1, new Date(Date.UTC(year, month, 0)).getUTCDate())) return undefined;
  // A leap second is the sixty-first; no file system knows it apart from the next one.
  if (!isWithin(hours, 0, 23) || !isWithin(minutes, 0, 59) || !isWithin(seconds, 0, 60)) return undefined;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds, ms);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

// RFC 3659, 2.3: YYYYMMDDHHMMSS with an optional fraction, in UTC. Some servers wrote the year 2000 as “19100”: a digit too many.
const TIME_VAL = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?(?!\d)/;

/** Reads a time value as MDTM and MLST give it; `undefined` where it is none. */
export function parseTimeVal(text: string): Timestamp | undefined {
  const match = TIME_VAL.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction] = match;
  const ms = momentMs({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hours: Number(hours),
    minutes: Number(minutes),
    seconds: Number(seconds),
    ms: fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
  });
  return ms === undefined ? undefined : { ms, precisionMs: fraction === undefined ? 1000 : 1 };
}

/** Writes a time for MFMT and its like; what is finer than a second is dropped. */
export function formatTimeVal(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '');
}
