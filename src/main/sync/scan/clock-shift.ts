import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, FileEntry, Side, Timestamp } from '../../../shared/entry/entry.js';
import { sameTime } from '../base/entry-comparison.js';

/** Time zones, and what daylight saving adds to them, are quarters of an hour apart. */
const STEP_MS = 15 * 60_000;

/** No two zones are further apart. */
const MOST_MS = 26 * 60 * 60_000;

/** Of so many files that have another time, one has to bear witness; the others may have been edited. */
const EDITED_AT_MOST = 4;

/** A file whose time is told otherwise than at the last run, by as much as two clocks can differ. */
export interface Witness {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly shiftMs: number;
}

/** What the files of one folder say of one side's clock. */
export interface ClockSigns {
  /** Whether a file has kept its time, so that the clock has too. */
  readonly refuted: boolean;
  /** How many files have another time. */
  readonly moved: number;
  readonly witnesses: readonly Witness[];
}

/** What became of the times of one side's files that have kept their size. */
export function clockSigns(
  side: Side,
  entries: ReadonlyMap<string, Entry>,
  records: ReadonlyMap<string, BaselineRecord>,
): ClockSigns {
  const witnesses: Witness[] = [];
  let moved = 0;
  for (const [name, record] of records) {
    const entry = entries.get(name);
    const before = record.kind === 'file' ? record.sides[side] : undefined;
    if (entry?.kind !== 'file' || entry.size !== before?.size) continue;
    const shift = shiftBetween(before, entry);
    if (shift === undefined) continue;
    if (shift === 0) return { refuted: true, moved: 0, witnesses: [] };
    moved += 1;
    if (shift !== 'edited') witnesses.push({ name, size: entry.size, shiftMs: shift });
  }
  return { refuted: false, moved, witnesses };
}

/**
 * By how many milliseconds a side's clock seems to tell all times differently than it did at the last run (S10): after a change to or
 * from daylight saving on disks and servers that know local time only, or after a server got another zone. `undefined` where one file of
 * the whole side has kept its time, or too few others agree. Files that a job writes anew every hour look the same, so that it
 * counts only once a witness has been read.
 */
export function clockShift(folders: readonly ClockSigns[]): number | undefined {
  const counts = new Map<number, number>();
  let moved = 0;
  for (const folder of folders) {
    if (folder.refuted) return undefined;
    moved += folder.moved;
    for (const { shiftMs } of folder.witnesses) counts.set(shiftMs, (counts.get(shiftMs) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (most === undefined) return undefined;
  const [shiftMs, witnesses] = most;
  return witnesses * EDITED_AT_MOST >= moved ? shiftMs : undefined;
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
      return [name, { ...record, sides: { ...record.sides, [side]: moved } }];
    }),
  );
}

function shifted(time: Timestamp, byMs: number): Timestamp {
  return { ...time, ms: time.ms + byMs };
}
