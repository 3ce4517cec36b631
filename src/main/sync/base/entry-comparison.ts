import type { Entry, FileEntry, Timestamp } from '../../../shared/entry/entry.js';
import type { Comparison } from './policy.js';

/** Times within this many milliseconds are the same: FAT counts in steps of two seconds. */
export const TIME_TOLERANCE_MS = 2000;

/** Whether two reports can be of one moment, as finely as the coarser of the two clocks tells (S10). */
export function sameTime(one: Timestamp | undefined, other: Timestamp | undefined): boolean {
  // A side that tells no times is judged by sizes alone.
  if (one === undefined || other === undefined) return true;
  const tolerance = Math.max(TIME_TOLERANCE_MS, one.precisionMs, other.precisionMs);
  return Math.abs(one.ms - other.ms) <= tolerance;
}

/** Whether two reports can be of one state of one file. */
export function sameStamp(one: FileEntry, other: FileEntry): boolean {
  return one.size === other.size && sameTime(one.modified, other.modified);
}

/** Whether two reports can be of one file's permissions: a side that tells none is not asked. */
export function samePermissions(one: FileEntry, other: FileEntry): boolean {
  if (one.permissions === undefined || other.permissions === undefined) return true;
  return one.permissions === other.permissions;
}

/** Whether two looks at one path can have seen the same (S2). */
export function sameEntry(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind === 'file' && other.kind === 'file')
    return sameStamp(one, other) && samePermissions(one, other);
  if (one.kind === 'link' && other.kind === 'link') return one.target === other.target;
  return one.kind === other.kind;
}

/** Whether two reports are of one file as far as a policy looks: at its size and time, or at its size alone. */
export function sameBy(comparison: Comparison, one: FileEntry, other: FileEntry): boolean {
  return comparison === 'size' ? one.size === other.size : sameStamp(one, other);
}

/** What a side reports of a file that is still the `known` one, with the permissions that only its listing tells. */
export function withPermissions(current: FileEntry, known: FileEntry): FileEntry {
  if (current.permissions !== undefined || known.permissions === undefined) return current;
  return { ...current, permissions: known.permissions };
}
