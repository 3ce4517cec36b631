import type { Timestamp } from '../../../../shared/entry/entry.js';

// RFC 3659, 2.3: YYYYMMDDHHMMSS with an optional fraction, in UTC.
const TIME_VAL = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?/;

/** Reads a time value as MDTM and MLST give it; `undefined` where it is none. */
export function parseTimeVal(text: string): Timestamp | undefined {
  const match = TIME_VAL.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction] = match;
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hours),
    Number(minutes),
    Number(seconds),
    fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
  );
  return { ms, precisionMs: fraction === undefined ? 1000 : 1 };
}

/** Writes a time for MFMT and its like; what is finer than a second is dropped. */
export function formatTimeVal(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '');
}
