import * as v from 'valibot';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { checkName } from '../../../shared/entry/names.js';
import type { Problem } from '../../../shared/problem.js';

/** The file in which pyftpsync keeps what it knows of one folder; it is in that folder. */
export const META_FILE = '.pyftpsync-meta.json';

/** Larger ones are not read: pyftpsync writes some hundred bytes a file. */
export const MAX_META_BYTES = 64 * 1024 * 1024;

/** The version of the format that pyftpsync 3 and 4 write, and the only one that is read here. */
const FILE_VERSION = 3;

/** What pyftpsync recorded of one name. Times are milliseconds since 1970 in UTC. */
export type MetaEntry =
  | { readonly kind: 'folder' }
  | {
      readonly kind: 'file';
      /** Bytes. */
      readonly size: number;
      /** When the content was last modified, whatever a server says. */
      readonly modifiedMs: number;
      /** When it was uploaded, or recorded: what a server that cannot set times shows, or a little later. */
      readonly uploadedMs: number;
    };

/** What pyftpsync recorded of one folder's last run with one peer. */
export interface PeerSync {
  /** Absent where the file does not say. */
  readonly lastSyncMs?: number | undefined;
  readonly entries: ReadonlyMap<string, MetaEntry>;
}

/** What one such file says. */
export interface Meta {
  /** Of files that pyftpsync put into this folder: their real times. */
  readonly mtimes: ReadonlyMap<string, MetaEntry>;
  /** By peer (see `peerIdFor`). */
  readonly peers: ReadonlyMap<string, PeerSync>;
  /** How many records were left out because they are damaged or their names unsafe. */
  readonly skipped: number;
}

export type ReadMeta =
  { readonly kind: 'read'; readonly meta: Meta } | { readonly kind: 'unusable'; readonly problem: Problem };

type Dictionary = Readonly<Record<string, unknown>>;

// Not `v.record`: that drops names such as `constructor`, and people have files of that name.
const DictionarySchema = v.custom<Dictionary>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const VersionedSchema = v.object({ _file_version: v.number() });
const FileSchema = v.object({ mtimes: DictionarySchema, peer_sync: DictionarySchema });

/** Seconds since 1970 within what a date can be. */
const SecondsSchema = v.pipe(v.number(), v.minValue(-8.64e12), v.maxValue(8.64e12));
const EntrySchema = v.union([
  v.object({
    m: SecondsSchema,
    s: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    u: v.optional(v.nullable(SecondsSchema)),
  }),
  v.object({ m: v.null(), s: v.null() }),
]);

const LAST_SYNC = ':last_sync';
/** What stands among the names of a peer and is none: when it was last synchronized. */
const NOT_NAMES: ReadonlySet<string> = new Set([LAST_SYNC, ':last_sync_str']);

/**
 * Reads the text of a `.pyftpsync-meta.json` found in `folder`. Never throws. Keys that it does not know are passed over; a
 * record that is damaged is left out, which makes its item count as new, so that it is never deleted.
 */
export function readMeta(text: string, folder: ItemPath): ReadMeta {
  const json = v.safeParse(v.pipe(v.string(), v.parseJson()), text.replace(/^\uFEFF/, ''));
  const versioned = v.safeParse(VersionedSchema, json.success ? json.output : undefined);
  if (!versioned.success) return { kind: 'unusable', problem: damaged(folder) };
  const version = versioned.output._file_version;
  if (version !== FILE_VERSION) return { kind: 'unusable', problem: otherVersion(folder, version) };
  const file = v.safeParse(FileSchema, json.output);
  if (!file.success) return { kind: 'unusable', problem: damaged(folder) };

  const mtimes = readEntries(file.output.mtimes);
  let { skipped } = mtimes;
  const peers = new Map<string, PeerSync>();
  for (const [id, value] of Object.entries(file.output.peer_sync)) {
    const peer = v.safeParse(DictionarySchema, value);
    if (!peer.success) {
      skipped += 1;
      continue;
    }
    const read = readEntries(peer.output, NOT_NAMES);
    skipped += read.skipped;
    const seconds = v.safeParse(SecondsSchema, peer.output[LAST_SYNC]);
    peers.set(id, { lastSyncMs: seconds.success ? toMs(seconds.output) : undefined, entries: read.entries });
  }
  return { kind: 'read', meta: { mtimes: mtimes.entries, peers, skipped } };
}

interface ReadEntries {
  readonly entries: ReadonlyMap<string, MetaEntry>;
  readonly skipped: number;
}

function readEntries(names: Dictionary, notNames: ReadonlySet<string> = new Set()): ReadEntries {
  const entries = new Map<string, MetaEntry>();
  let skipped = 0;
  for (const [name, value] of Object.entries(names)) {
    if (notNames.has(name)) continue;
    const read = v.safeParse(EntrySchema, value);
    if (!read.success || checkName(name, 'posix') !== undefined) {
      skipped += 1;
      continue;
    }
    entries.set(name, toEntry(read.output));
  }
  return { entries, skipped };
}

function toEntry(record: v.InferOutput<typeof EntrySchema>): MetaEntry {
  if (record.m === null) return { kind: 'folder' };
  return {
    kind: 'file',
    size: record.s,
    modifiedMs: toMs(record.m),
    uploadedMs: toMs(record.u ?? record.m),
  };
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1000);
}

function place(folder: ItemPath): string {
  return folder === '' ? 'the root folder' : `“${folder}”`;
}

function damaged(folder: ItemPath): Problem {
  return {
    kind: 'damaged',
    what: `The pyftpsync records in ${place(folder)} (${META_FILE}) can’t be read.`,
    advice: 'This folder is compared as in a first sync; nothing is deleted because of it.',
    path: folder,
  };
}

function otherVersion(folder: ItemPath, version: number): Problem {
  return {
    kind: 'unsupported',
    what: `The pyftpsync records in ${place(folder)} (${META_FILE}) have format version ${version}; Evenkeel reads version ${FILE_VERSION}.`,
    advice:
      'Run pyftpsync 4 once with --migrate to update them, or continue: this folder is then compared as in a first sync.',
    path: folder,
  };
}
