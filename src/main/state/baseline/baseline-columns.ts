import { assertNever } from '../../../shared/assert-never.js';
import type { BaselineRecord, BaselineRow, Unproven } from '../../../shared/entry/baseline.js';
import type { FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import { fileFrom, stampColumns } from './file-columns.js';

/** The columns of a row of `baseline` that say what is on record, in this order. */
const RECORD_COLUMNS =
  'kind, local_size, local_ms, local_ns, local_precision, local_mode, remote_size, remote_ms, remote_ns, remote_precision, remote_mode, link, unproven, sha256, local_id, remote_id, kept_told';

/** Writes a row of `baseline`: its pair, folder and name, and `baselineColumns`. */
export const PUT_RECORD = `INSERT OR REPLACE INTO baseline (pair, folder, name, ${RECORD_COLUMNS})
  VALUES (?, ?, ?, ${RECORD_COLUMNS.replace(/\w+/g, '?')})`;

/** What of a row of the table `baseline` is read, in this order. */
export const BASELINE_COLUMNS = `name, ${RECORD_COLUMNS}`;

/**
 * A row as it comes back from SQLite: as a list, because there may be a million of them, which cross from thread to thread. For the same reason it is
 * read by hand: a schema takes ten times as long. Every column is looked at as its record is made.
 */
class Row {
  readonly #columns: readonly unknown[];

  constructor(columns: unknown) {
    if (!Array.isArray(columns) || columns.length !== COLUMN_COUNT) throw new Error(UNKNOWN_ROW);
    this.#columns = columns;
  }

  text(at: number): string {
    const value = this.#columns[at];
    if (typeof value !== 'string') throw new Error(UNKNOWN_ROW);
    return value;
  }

  textOrNull(at: number): string | null {
    return this.#columns[at] === null ? null : this.text(at);
  }

  numberOrNull(at: number): number | null {
    const value = this.#columns[at];
    if (value !== null && typeof value !== 'number') throw new Error(UNKNOWN_ROW);
    return value;
  }
}

const COLUMN_COUNT = BASELINE_COLUMNS.split(',').length;
const UNKNOWN_ROW = 'The sync records hold a row that Evenkeel never wrote.';

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
  const row = new Row(columns);
  return { path: joinPath(folder, row.text(0)), record: recordFrom(row) };
}

function recordFrom(row: Row): BaselineRecord {
  const kind = row.text(1);
  const keptTold = row.numberOrNull(17);
  if (kind === 'folder') return keptTold === null ? { kind } : { kind, keptTold: true };
  if (kind !== 'file') throw new Error(UNKNOWN_ROW);
  const link = row.textOrNull(12);
  if (link !== null) return { kind: 'link', target: link };
  if (row.numberOrNull(2) === null) return { kind: 'apart' };
  const sides = { local: sideFrom(row, 2, 15), remote: sideFrom(row, 7, 16) };
  const unproven = unprovenFrom(row.numberOrNull(13), row.textOrNull(14));
  return unproven === undefined ? { kind, sides } : { kind, sides, unproven };
}

/** What is on record of one side's file: size, time, its nanoseconds, its step and the mode from column `at` on, and the id. */
function sideFrom(row: Row, at: number, id: number): FileEntry {
  return fileFrom(
    row.numberOrNull(at),
    row.numberOrNull(at + 1),
    row.numberOrNull(at + 2),
    row.numberOrNull(at + 3),
    row.numberOrNull(at + 4),
    row.textOrNull(id),
  );
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
