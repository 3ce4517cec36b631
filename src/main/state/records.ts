import * as v from 'valibot';
import type { BaselineRecord, BaselineRow, Unproven } from '../../shared/entry/baseline.js';
import { assertNever } from '../../shared/assert-never.js';
import type { FileEntry, ItemPath, Side } from '../../shared/entry/entry.js';
import type { PastRun, UnendedRun } from '../../shared/run/history.js';
import { joinPath } from '../../shared/entry/path.js';
import { NO_OUTCOMES, type RunId } from '../../shared/run/run.js';
import {
  parseChangeDetail,
  parseLeafEntry,
  parseIntentProof,
  parseRunStart,
  parseRunSummary,
  type StoredProof,
  type StoredStart,
} from './run-codec.js';
import type { Change, Intent, KeptFile, KeptVersion } from './state-store.js';

/** The columns of a row of `baseline` that say what is on record, in this order. */
const RECORD_COLUMNS =
  'kind, local_size, local_ms, local_ns, local_precision, local_mode, remote_size, remote_ms, remote_ns, remote_precision, remote_mode, link, unproven, sha256, local_id, remote_id, kept_told';

/** Writes a row of `baseline`: its pair, folder and name, and `baselineColumns`. */
export const PUT_RECORD = `INSERT OR REPLACE INTO baseline (pair, folder, name, ${RECORD_COLUMNS})
  VALUES (?, ?, ?, ${RECORD_COLUMNS.replace(/\w+/g, '?')})`;

/** What of a row of the table `baseline` is read, in this order. */
export const BASELINE_COLUMNS = `name, ${RECORD_COLUMNS}`;

/** How that comes back from SQLite: as a list, because there may be a million of them, which cross from thread to thread. */
const BaselineColumns = v.strictTuple([
  v.string(),
  v.picklist(['file', 'folder']),
  v.nullable(v.number()),
  v.nullable(v.number()),
  v.nullable(v.number()),
  v.nullable(v.number()),
  v.nullable(v.number()),
  v.nullable(v.number()),
  v.nullable(v.number()),
  v.nullable(v.number()),
  v.nullable(v.number()),
  v.nullable(v.number()),
  v.nullable(v.string()),
  v.nullable(v.number()),
  v.nullable(v.string()),
  v.nullable(v.string()),
  v.nullable(v.string()),
  v.nullable(v.number()),
]);

const IntentColumns = v.object({
  path: v.string(),
  to_side: v.picklist(['local', 'remote']),
  size: v.number(),
  ms: v.nullable(v.number()),
  ns: v.nullable(v.number()),
  precision: v.nullable(v.number()),
  proof: v.string(),
});

const RunColumns = v.object({
  seq: v.number(),
  id: v.string(),
  started_ms: v.number(),
  summary: v.nullable(v.string()),
  start: v.nullable(v.string()),
  undoable: v.number(),
});

const CountColumns = v.object({
  outcome: v.string(),
  conflict: v.number(),
  items: v.number(),
  bytes: v.number(),
});

const ChangeColumns = v.object({
  seq: v.number(),
  run: v.string(),
  noted_ms: v.number(),
  detail: v.string(),
  after: v.nullable(v.string()),
  kept_as: v.nullable(v.string()),
  kept_size: v.nullable(v.number()),
});

const VersionColumns = v.object({
  seq: v.number(),
  noted_ms: v.number(),
  kept_side: v.picklist(['local', 'remote']),
  kept_as: v.string(),
  kept_size: v.number(),
});

const KeptFileColumns = v.object({
  ...VersionColumns.entries,
  path: v.string(),
  run: v.string(),
  detail: v.string(),
});

function fileFrom(
  size: number | null,
  ms: number | null,
  ns: number | null,
  precision: number | null,
  permissions: number | null = null,
  id: string | null = null,
): FileEntry {
  const precisionMs = precision ?? 0;
  const modified =
    ms === null ? undefined : ns === null ? { ms, precisionMs } : ({ ms, ns, precisionMs } as const);
  const file = { kind: 'file', size: size ?? 0, modified } as const;
  return {
    ...file,
    ...(permissions === null ? {} : { permissions }),
    ...(id === null ? {} : { id }),
  };
}

const SIDE_BITS: readonly (readonly [Side, number])[] = [
  ['local', 1],
  ['remote', 2],
];

function unprovenFrom(bits: number | null, sha256: string | null): Unproven | undefined {
  if (bits === null) return undefined;
  const sides = SIDE_BITS.filter(([, bit]) => (bits & bit) !== 0).map(([side]) => side);
  return sha256 === null ? { sides } : { sides, sha256 };
}

function unprovenColumns(unproven: Unproven | undefined): [number | null, string | null] {
  if (unproven === undefined || unproven.sides.length === 0) return [null, null];
  const bits = SIDE_BITS.reduce((sum, [side, bit]) => (unproven.sides.includes(side) ? sum + bit : sum), 0);
  return [bits, unproven.sha256 ?? null];
}

/** Reads a row of `baseline` about something in `folder`; throws where the file holds something that Evenkeel never wrote. */
export function baselineRowFrom(folder: ItemPath, columns: unknown): BaselineRow {
  const row = v.parse(BaselineColumns, columns);
  return { path: joinPath(folder, row[0]), record: recordFrom(row) };
}

function recordFrom(row: v.InferOutput<typeof BaselineColumns>): BaselineRecord {
  const [
    ,
    kind,
    localSize,
    localMs,
    localNs,
    localStep,
    localMode,
    remoteSize,
    remoteMs,
    remoteNs,
    remoteStep,
    remoteMode,
    link,
    unprovenBits,
    sha256,
    localId,
    remoteId,
    keptTold,
  ] = row;
  if (kind === 'folder') return keptTold === null ? { kind: 'folder' } : { kind: 'folder', keptTold: true };
  if (link !== null) return { kind: 'link', target: link };
  if (localSize === null) return { kind: 'apart' };
  const sides = {
    local: fileFrom(localSize, localMs, localNs, localStep, localMode, localId),
    remote: fileFrom(remoteSize, remoteMs, remoteNs, remoteStep, remoteMode, remoteId),
  };
  const unproven = unprovenFrom(unprovenBits, sha256);
  return unproven === undefined ? { kind: 'file', sides } : { kind: 'file', sides, unproven };
}

const NO_FILE: readonly null[] = [null, null, null, null, null];

/** `RECORD_COLUMNS` as they are for a record. */
export function baselineColumns(record: BaselineRecord): (string | number | null)[] {
  switch (record.kind) {
    case 'folder':
      return [
        'folder',
        ...NO_FILE,
        ...NO_FILE,
        null,
        null,
        null,
        null,
        null,
        record.keptTold === true ? 1 : null,
      ];
    case 'apart':
      return ['file', ...NO_FILE, ...NO_FILE, null, null, null, null, null, null];
    case 'link':
      return ['file', ...NO_FILE, ...NO_FILE, record.target, null, null, null, null, null];
    case 'file': {
      const { local, remote } = record.sides;
      const unproven = unprovenColumns(record.unproven);
      return [
        'file',
        ...fileColumns(local),
        ...fileColumns(remote),
        null,
        ...unproven,
        local.id ?? null,
        remote.id ?? null,
        null,
      ];
    }
    default:
      return assertNever(record);
  }
}

function fileColumns(file: FileEntry): (number | null)[] {
  return [...stampColumns(file), file.permissions ?? null];
}

/** Size, time and precision of a file as columns. */
function stampColumns({ size, modified }: FileEntry): (number | null)[] {
  return [size, modified?.ms ?? null, modified?.ns ?? null, modified?.precisionMs ?? null];
}

/** The columns of a row of `intent` that say what is intended: `size, ms, ns, precision, proof`. Only a file has a size and a time. */
export function intentColumns(intent: Intent): (number | string | null)[] {
  const stamp = intent.kind === 'file' ? stampColumns(intent.source) : [0, null, null, null];
  return [...stamp, JSON.stringify(storedProof(intent))];
}

function storedProof(intent: Intent): StoredProof {
  switch (intent.kind) {
    case 'file':
      return intent.proof;
    case 'folder':
      return { kind: 'folder-moved', from: intent.from };
    case 'making':
      return { kind: 'made', entry: intent.entry };
    case 'removal':
      return { kind: 'removed' };
    case 'restoring':
      return { kind: 'restored', from: intent.from, entry: intent.entry, record: intent.record };
    default:
      return assertNever(intent);
  }
}

/** Reads a row of `intent`. */
export function intentFrom(columns: unknown): Intent {
  const row = v.parse(IntentColumns, columns);
  const { path, to_side: to } = row;
  const proof = parseIntentProof(row.proof);
  switch (proof.kind) {
    case 'folder-moved':
      return { kind: 'folder', path, to, from: proof.from };
    case 'made':
      return { kind: 'making', path, to, entry: proof.entry };
    case 'removed':
      return { kind: 'removal', path, to };
    case 'restored':
      return { kind: 'restoring', path, to, from: proof.from, entry: proof.entry, record: proof.record };
    case 'content':
    case 'moved':
    case 'in-place':
      return { kind: 'file', path, to, source: fileFrom(row.size, row.ms, row.ns, row.precision), proof };
    default:
      return assertNever(proof);
  }
}

/**
 * Reads a row about a run. `progressOf` is asked about one without an end.
 */
export function pastRunFrom(
  columns: unknown,
  progressOf: (runId: RunId, start: StoredStart | undefined) => UnendedRun,
): PastRun {
  const row = v.parse(RunColumns, columns);
  const run = { seq: row.seq, runId: row.id, startedMs: row.started_ms, undoable: row.undoable === 1 };
  if (row.summary !== null) return { ...run, summary: parseRunSummary(row.summary) };
  const start = row.start === null ? undefined : parseRunStart(row.start);
  return { ...run, unended: progressOf(row.id, start) };
}

/** Counts the items of a run by what came of them. */
export const PROGRESS = `SELECT item ->> '$.outcome.kind' AS outcome, item ->> '$.action.kind' = 'conflict' AS conflict,
  count(*) AS items, sum(item ->> '$.bytes') AS bytes FROM run_item WHERE run = ? GROUP BY 1, 2`;

/** Reads rows that count the items of a run by what came of them. */
export function countsFrom(rows: readonly unknown[]): Pick<UnendedRun, 'counts' | 'bytes'> {
  const counts = { ...NO_OUTCOMES };
  let bytes = 0;
  for (const columns of rows) {
    const row = v.parse(CountColumns, columns);
    bytes += row.bytes;
    if (row.conflict === 1) counts.conflicts += row.items;
    else if (row.outcome === 'done') counts.done += row.items;
    else if (row.outcome === 'skipped') counts.skipped += row.items;
    else if (row.outcome === 'failed') counts.failed += row.items;
  }
  return { counts, bytes };
}

/** Reads a row of `change`. */
export function changeFrom(columns: unknown): Change {
  const row = v.parse(ChangeColumns, columns);
  const { kept: entry, ...detail } = parseChangeDetail(row.detail);
  return {
    ...detail,
    seq: row.seq,
    runId: row.run,
    notedMs: row.noted_ms,
    after: row.after === null ? undefined : parseLeafEntry(row.after),
    kept: row.kept_as === null ? undefined : { as: row.kept_as, size: row.kept_size ?? 0, entry },
  };
}

/** Reads a row of `change` that has something put away. */
export function versionFrom(columns: unknown): KeptVersion {
  const row = v.parse(VersionColumns, columns);
  return { seq: row.seq, side: row.kept_side, as: row.kept_as, size: row.kept_size, keptMs: row.noted_ms };
}

/** The same, with the path that it had and the run that put it away. */
export function keptFileFrom(columns: unknown): KeptFile {
  const row = v.parse(KeptFileColumns, columns);
  const { kept: entry } = parseChangeDetail(row.detail);
  return { ...versionFrom(row), path: row.path, runId: row.run, entry };
}
