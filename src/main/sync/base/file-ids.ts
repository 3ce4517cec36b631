import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, FileEntry, Sides } from '../../../shared/entry/entry.js';
import { sameSizeAndTime } from './entry-comparison.js';

/** Whether two reports of one side are of two files for certain, whatever their sizes and times. */
export function isAnotherFile(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one?.kind !== 'file' || other?.kind !== 'file') return false;
  return one.id !== undefined && other.id !== undefined && one.id !== other.id;
}

/** Whether both reports of one side name the same file, under whichever names it lay. */
export function isKnownFile(one: FileEntry, other: FileEntry): boolean {
  return one.id !== undefined && one.id === other.id;
}

/**
 * Whether another file has taken the place of the one on record with the very same size and time, on a side that never gives an id twice.
 * A disk that is attached anew has another number: that alone replaces no file.
 */
export function isReplaced(known: FileEntry, file: FileEntry | undefined): boolean {
  if (known.id === undefined || file?.id === undefined || known.size === 0) return false;
  if (known.id === file.id) return false;
  return onItsDisk(known.id) !== onItsDisk(file.id) && sameSizeAndTime(known, file);
}

/** An id without the number of the disk, where it has one. */
function onItsDisk(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

/**
 * The records of a folder's files with the ids and permissions that its sides tell by now and that were not known when the records were written, with
 * times as fine as they are told by now, and the names of those that were updated. What was changed since is not the file on record.
 */
export function withNewFacts(
  entries: Sides<ReadonlyMap<string, Entry>>,
  records: ReadonlyMap<string, BaselineRecord>,
): { readonly records: ReadonlyMap<string, BaselineRecord>; readonly updated: readonly string[] } {
  const updated = new Map<string, BaselineRecord>();
  for (const [name, record] of records) {
    if (record.kind !== 'file') continue;
    const { sides } = record;
    const local = withNewFact(sides.local, entries.local.get(name));
    const remote = withNewFact(sides.remote, entries.remote.get(name));
    if (local !== sides.local || remote !== sides.remote)
      updated.set(name, { ...record, sides: { local, remote } });
  }
  if (updated.size === 0) return { records, updated: [] };
  return { records: new Map([...records, ...updated]), updated: [...updated.keys()] };
}

function withNewFact(known: FileEntry, entry: Entry | undefined): FileEntry {
  if (entry?.kind !== 'file' || entry === known) return known;
  const hasNewId = known.id === undefined && entry.id !== undefined;
  // Permissions were not kept when it was recorded, and are now: the next change of them has to be seen.
  const hasNewMode = known.permissions === undefined && entry.permissions !== undefined;
  if (!(hasNewId || hasNewMode) || !sameSizeAndTime(known, entry)) return known;
  const isFiner = (entry.modified?.precisionMs ?? Infinity) < (known.modified?.precisionMs ?? Infinity);
  return {
    ...known,
    ...(hasNewId && { id: entry.id, modified: isFiner ? entry.modified : known.modified }),
    ...(hasNewMode && { permissions: entry.permissions }),
  };
}
