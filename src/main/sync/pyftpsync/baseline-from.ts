import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, FileEntry, Timestamp } from '../../../shared/entry/entry.js';
import type { ImportedFolder } from '../base/baseline-importer.js';
import { TIME_TOLERANCE_MS } from '../base/entry-comparison.js';
import type { Meta, MetaEntry } from './meta.js';

/** What is known of one folder when its baseline is imported from pyftpsync. */
export interface ReadFolder {
  /** The peer that the remote side was to pyftpsync: see `peerIdFor`. */
  readonly peerId: string;
  /** What the local folder's file says. */
  readonly local: Meta;
  /** What the remote folder's file says; absent where there is none. */
  readonly remote?: Meta | undefined;
  /** What the remote folder holds now. */
  readonly remoteEntries: ReadonlyMap<string, Entry>;
}

/** pyftpsync takes times that are less than two seconds apart for the same. */
const PRECISION_MS = 2000;

/**
 * The baseline of a folder as pyftpsync's records tell it. Both sides had the recorded size and time. What the remote
 * side *reports* is another matter (S10): a server that cannot set times shows when a file was uploaded, so where
 * pyftpsync would take the file for unchanged, what is listed now is what it reported then.
 */
export function baselineFrom({ peerId, local, remote, remoteEntries }: ReadFolder): ImportedFolder {
  const peer = local.peers.get(peerId);
  const records = new Map<string, BaselineRecord>();
  for (const [name, entry] of peer?.entries ?? []) {
    records.set(name, recordOf(entry, remote?.mtimes.get(name), remoteEntries.get(name)));
  }
  return { onRecord: records.size > 0 || peer?.lastSyncMs !== undefined, records };
}

function recordOf(
  synced: MetaEntry,
  known: MetaEntry | undefined,
  listed: Entry | undefined,
): BaselineRecord {
  if (synced.kind === 'folder') return { kind: 'folder' };
  const entry: FileEntry = { kind: 'file', size: synced.size, modified: timestamp(synced.modifiedMs) };
  return {
    kind: 'file',
    sides: { local: entry, remote: remoteHalf(entry, synced.modifiedMs, known, listed) },
  };
}

function remoteHalf(
  entry: FileEntry,
  syncedMs: number,
  known: MetaEntry | undefined,
  listed: Entry | undefined,
): FileEntry {
  // Nothing but what was uploaded has its time recorded, and not any more once the content is another one.
  if (known?.kind !== 'file' || known.size !== entry.size || !isNear(known.modifiedMs, syncedMs))
    return entry;
  const uploaded: FileEntry = { ...entry, modified: timestamp(known.uploadedMs) };
  if (listed?.kind !== 'file' || listed.size !== entry.size) return uploaded;
  // The time of the upload was recorded after it, so a listing shows that time or an earlier one, until somebody writes again.
  const step = Math.max(TIME_TOLERANCE_MS, listed.modified?.precisionMs ?? 0);
  const writtenSince = listed.modified !== undefined && listed.modified.ms > known.uploadedMs + step;
  return writtenSince ? uploaded : listed;
}

function isNear(oneMs: number, otherMs: number): boolean {
  return Math.abs(oneMs - otherMs) <= TIME_TOLERANCE_MS;
}

function timestamp(ms: number): Timestamp {
  return { ms, precisionMs: PRECISION_MS };
}
