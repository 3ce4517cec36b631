import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, FileEntry, Side, Timestamp } from '../../../shared/entry/entry.js';
import { sameTime } from '../base/entry-comparison.js';

/** Time zones, and what daylight saving adds to them, are quarters of an hour apart. */
const STEP_MS = 15 * 60_000;

/** No two zones are further apart. */
const MOST_MS = 26 * 60 * 60_000;

/** One file may have been touched by somebody; several, all of them by the same quarters of an hour, were not. */
const WITNESSES = 2;

/** Of so many files that have another time, one has to bear witness; the others may have been edited. */
const EDITED_AT_MOST = 4;

/** By how many milliseconds one side's clock seems to tell times differently than at the last run, and how many files say so. */
export interface ClockShift {
  readonly shiftMs: number;
  readonly witnesses: number;
}

/**
 * Whether one side's clock tells all times in a folder differently than it did at the last run (S10): after a change to or from
 * daylight saving on disks and servers that know local time only, or after a server got another zone. `undefined` where it
 * does not: then a file has kept its time, or too few others agree. Two witnesses prove a shift (`isProven`).
 */
export function clockShift(
  side: Side,
  entries: ReadonlyMap<string, Entry>,
  records: ReadonlyMap<string, BaselineRecord>,
): ClockShift | undefined {
  const shifts = new Map<number, number>();
  let compared = 0;
  for (const [name, record] of records) {
    const entry = entries.get(name);
    const before = record.kind === 'file' ? record.sides[side] : undefined;
    if (entry?.kind !== 'file' || entry.size !== before?.size) continue;
    const shift = shiftBetween(before, entry);
    if (shift === undefined) continue;
    if (shift === 0) return undefined;
    compared += 1;
    if (shift !== 'edited') shifts.set(shift, (shifts.get(shift) ?? 0) + 1);
  }
  const [most] = [...shifts].sort(([, a], [, b]) => b - a);
  if (most === undefined) return undefined;
  const [shiftMs, witnesses] = most;
  return witnesses * EDITED_AT_MOST >= compared ? { shiftMs, witnesses } : undefined;
}

/** Whether so many files prove a shift; one is enough where `known` says what it is elsewhere on that side. */
export function isProven({ shiftMs, witnesses }: ClockShift, known: number | undefined): boolean {
  return witnesses >= WITNESSES || shiftMs === known;
}

/** 0 where the file has kept its time, `edited` where no clock explains the new one, `undefined` where the times are too coarse to say. */
function shiftBetween(before: FileEntry, now: FileEntry): number | 'edited' | undefined {
  if (before.modified === undefined || now.modified === undefined) return undefined;
  if (Math.max(before.modified.precisionMs, now.modified.precisionMs) >= STEP_MS) return undefined;
  if (sameTime(before.modified, now.modified)) return 0;
  const steps = Math.round((now.modified.ms - before.modified.ms) / STEP_MS);
  const shift = steps * STEP_MS;
  const explained = shift !== 0 && Math.abs(shift) <= MOST_MS;
  return explained && sameTime(shifted(before.modified, shift), now.modified) ? shift : 'edited';
}

/** The records as this side would have reported them by the clock that it has now. */
export function withShift(
  side: Side,
  shiftMs: number,
  records: ReadonlyMap<string, BaselineRecord>,
): ReadonlyMap<string, BaselineRecord> {
  return new Map(
    [...records].map(([name, record]) => {
      const file = record.kind === 'file' ? record.sides[side] : undefined;
      if (record.kind !== 'file' || file?.modified === undefined) return [name, record];
      const moved: FileEntry = { ...file, modified: shifted(file.modified, shiftMs) };
      return [name, { kind: 'file', sides: { ...record.sides, [side]: moved } }];
    }),
  );
}

function shifted(time: Timestamp, byMs: number): Timestamp {
  return { ...time, ms: time.ms + byMs };
}
