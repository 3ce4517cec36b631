import type { Entry, Timestamp } from '../../../../shared/entry/entry.js';
import type { Listed } from '../../target.js';
import { UnreadableListing } from './parse-mlsd.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

// Type and permissions, links, owner and group (either may be missing, names may hold spaces), size or device numbers, date
// in one of two orders or as ISO 8601 has it, time or year, one space, the name. The repetition is bounded: no line costs much.
const UNIX =
  /^([bcdlps-])([-rwxsStTlL]{9})[+.@]?\s+\d+\s+(?:\S+\s+){0,6}?(\d+(?:,\s*\d+)?)\s+(?:([\p{L}\x80-\xff]{3,12})\.?\s+(\d{1,2})|(\d{1,2})\.?\s+([\p{L}\x80-\xff]{3,12})\.?|(\d{4}-\d\d-\d\d))\s+(\d{1,2}:\d\d|\d{4})\s(.*)$/u;

// 11-22-26  10:43AM       <DIR>          name
const DOS =
  /^(\d\d)-(\d\d)-(\d{2}|\d{4})\s+(\d{1,2}):(\d\d)\s*([AP]M)?\s+(?:(<DIR>|<JUNCTION>|<SYMLINKD?>)|(\d+))\s(.*)$/i;

/**
 * Reads one line of LIST, which may be in wire form, in the form of Unix or DOS; `undefined` for lines that stand for no entry. Times are taken
 * for UTC. `nowMs` tells the year of dates without one. Throws `UnreadableListing` for a line that is neither.
 */
export function parseListLine(line: string, nowMs: number): Listed | undefined {
  if (/^\s*$/.test(line) || /^total\s+\d+\S*\s*$/i.test(line)) return undefined;
  const listed = parseUnix(line, nowMs) ?? parseDos(line);
  if (listed === undefined) throw new UnreadableListing(`Not a line of LIST: ${line}`);
  if (listed.name === '.' || listed.name === '..') return undefined;
  return listed;
}

function parseUnix(line: string, nowMs: number): Listed | undefined {
  const match = UNIX.exec(line);
  if (match === null) return undefined;
  const [, type, mode = '', size = '', month, day, dayFirst, monthSecond, iso, clock = '', name = ''] = match;
  if (name === '') return undefined;
  switch (type) {
    case 'd':
      return { name, entry: { kind: 'folder' } };
    case 'l':
      return { name: name.split(' -> ')[0] ?? name, entry: { kind: 'other', what: 'symbolic-link' } };
    case '-': {
      const modified =
        iso === undefined
          ? unixTime(month ?? monthSecond ?? '', Number(day ?? dayFirst), clock, nowMs)
          : isoTime(iso, clock);
      return { name, entry: { kind: 'file', size: Number(size), modified, permissions: bitsOf(mode) } };
    }
    default:
      return { name, entry: { kind: 'other', what: 'device' } };
  }
}

/** The nine lower bits of a mode in the form `rwxr-x---`; of one that runs as somebody else, `s` or `t` stand for `x`. */
function bitsOf(mode: string): number {
  return Array.from(mode).reduce((bits, letter) => bits * 2 + (/[rwxst]/.test(letter) ? 1 : 0), 0);
}

/** `ls` shows the time of day for files of the last half year or so, and the year for all others. */
function unixTime(month: string, day: number, clock: string, nowMs: number): Timestamp | undefined {
  const monthIndex = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  if (monthIndex === -1) return undefined;
  if (!clock.includes(':')) return { ms: Date.UTC(Number(clock), monthIndex, day), precisionMs: DAY };
  const [hours, minutes] = clock.split(':').map(Number);
  // The latest such date that is not in the future; a day's grace, because the server's clock and zone are its own.
  for (let year = new Date(nowMs + DAY).getUTCFullYear(), tries = 0; tries < 9; year -= 1, tries += 1) {
    const ms = Date.UTC(year, monthIndex, day, hours, minutes);
    if (ms <= nowMs + DAY && new Date(ms).getUTCDate() === day) return { ms, precisionMs: MINUTE };
  }
  return undefined;
}

function isoTime(date: string, clock: string): Timestamp | undefined {
  const ms = Date.parse(`${date}T${clock.padStart(5, '0')}Z`);
  return Number.isNaN(ms) ? undefined : { ms, precisionMs: MINUTE };
}

function parseDos(line: string): Listed | undefined {
  const match = DOS.exec(line);
  if (match === null) return undefined;
  const [, month, day, year = '', hours, minutes, half, folder, size, name = ''] = match;
  // The columns are padded, so that a name that begins with spaces cannot be told from padding: IIS pads the size, not the name.
  if (name === '') return undefined;
  if (folder !== undefined) {
    const entry: Entry = /dir/i.test(folder) ? { kind: 'folder' } : { kind: 'other', what: 'symbolic-link' };
    return { name: name.replace(/^ +/, ''), entry };
  }
  const twelve = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  const fullYear = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900);
  const ms = Date.UTC(fullYear, Number(month) - 1, Number(day), twelve, Number(minutes));
  return { name, entry: { kind: 'file', size: Number(size), modified: { ms, precisionMs: MINUTE } } };
}
