import type { Entry, FileEntry, Timestamp } from '../../../shared/entry/entry.js';
import { apartMs, sameTimeAcross } from '../../../shared/entry/times.js';
import type { Comparison } from './policy.js';

export { sameTimeAcross, TIME_TOLERANCE_MS } from '../../../shared/entry/times.js';

/**
 * Whether two reports of *one* side can be of one moment: exactly, to the precision of the coarser report (S10). Every other time is an
 * edit, however small the difference.
 */
export function sameTime(one: Timestamp | undefined, other: Timestamp | undefined): boolean {
  // A side that tells no times is judged by sizes alone.
  if (one === undefined || other === undefined) return true;
  const apart = apartMs(one, other);
  return apart === 0 || apart < Math.max(one.precisionMs, other.precisionMs);
}

/** Whether a file on one side and one on the *other* can be the same, by size and time. */
export function sameSizeAndTimeAcross(local: FileEntry, remote: FileEntry): boolean {
  return local.size === remote.size && sameTimeAcross(local.modified, remote.modified);
}

/** Whether two reports of *one* side can be of one state of one file. */
export function sameSizeAndTime(one: FileEntry, other: FileEntry): boolean {
  return one.size === other.size && sameTime(one.modified, other.modified);
}

/** Whether two reports of a file say the very same. */
export function sameReport(one: FileEntry, other: FileEntry): boolean {
  return (
    one.size === other.size &&
    one.id === other.id &&
    one.permissions === other.permissions &&
    one.followed === other.followed &&
    sameTimestamp(one.modified, other.modified)
  );
}

function sameTimestamp(one: Timestamp | undefined, other: Timestamp | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.ms === other.ms && one.ns === other.ns && one.precisionMs === other.precisionMs;
}

/** Whether two reports can be of one file's permissions: a side that tells none is not asked. */
export function samePermissions(one: FileEntry, other: FileEntry): boolean {
  if (one.permissions === undefined || other.permissions === undefined) return true;
  return one.permissions === other.permissions;
}

/** Whether two looks at one path of one side can have seen the same (S2). */
export function sameEntry(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind === 'file' && other.kind === 'file')
    return sameSizeAndTime(one, other) && samePermissions(one, other);
  if (one.kind === 'link' && other.kind === 'link') return one.target === other.target;
  return one.kind === other.kind;
}

/** Whether two reports of *one* side are of one state of a file as far as a policy looks: at its size and time, or at its size alone. */
export function sameBy(comparison: Comparison, one: FileEntry, other: FileEntry): boolean {
  return comparison === 'size' ? one.size === other.size : sameSizeAndTime(one, other);
}

/** Whether the files of *both* sides are the same as far as a policy looks. */
export function sameAcrossBy(comparison: Comparison, local: FileEntry, remote: FileEntry): boolean {
  return comparison === 'size' ? local.size === remote.size : sameSizeAndTimeAcross(local, remote);
}

/** What a side reports of a file that is still the `known` one, with the permissions that only its listing tells. */
export function withPermissions(current: FileEntry, known: FileEntry): FileEntry {
  if (current.permissions !== undefined || known.permissions === undefined) return current;
  return { ...current, permissions: known.permissions };
}
