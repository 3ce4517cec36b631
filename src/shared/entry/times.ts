import type { FileEntry, Side, Timestamp } from './entry.js';

/** The times of the two sides of a file that are within this many milliseconds count as the same: FAT counts in steps of two seconds. */
export const TIME_TOLERANCE_MS = 2000;

const NS_IN_MS = 1_000_000;

/** How far two times are apart, in milliseconds. */
export function apartMs(one: Timestamp, other: Timestamp): number {
  return Math.abs(one.ms - other.ms + ((one.ns ?? 0) - (other.ns ?? 0)) / NS_IN_MS);
}

/** Whether the times of a file on one side and on the *other* can mean the same, with the tolerance that two clocks need. */
export function sameTimeAcross(local: Timestamp | undefined, remote: Timestamp | undefined): boolean {
  if (local === undefined || remote === undefined) return true;
  return apartMs(local, remote) <= Math.max(TIME_TOLERANCE_MS, local.precisionMs, remote.precisionMs);
}

/** Which of two files was modified later; `undefined` where their times do not tell. */
export function newerOf(local: FileEntry, remote: FileEntry): Side | undefined {
  if (local.modified === undefined || remote.modified === undefined) return undefined;
  if (sameTimeAcross(local.modified, remote.modified)) return undefined;
  return local.modified.ms > remote.modified.ms ? 'local' : 'remote';
}
