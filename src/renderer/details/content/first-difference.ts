/** Bytes in a row of a dump. */
const ROW_BYTES = 16;
/** Rows of a dump: one before the first difference, and what follows. */
const ROWS = 8;

/** Where two contents differ first, counted in bytes; `undefined` where neither differs nor ends before the other. */
export function firstDifference(one: Uint8Array, other: Uint8Array): number | undefined {
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index += 1) if (one[index] !== other[index]) return index;
  return one.length === other.length ? undefined : shorter;
}

/** A byte of a dump. */
interface DumpedByte {
  readonly hex: string;
  /** The character that it is in ASCII, or a dot. */
  readonly letter: string;
  /** Whether the other side has another byte there, or none. */
  readonly differs: boolean;
}

export interface DumpedRow {
  /** Where the row begins, as eight hexadecimal digits. */
  readonly offset: string;
  readonly bytes: readonly DumpedByte[];
}

/** The bytes around `at`, row by row, with what differs from `other` there; with no `other`, nothing does. */
export function dump(bytes: Uint8Array, other: Uint8Array | undefined, at: number): readonly DumpedRow[] {
  const from = Math.max(0, Math.floor(at / ROW_BYTES) - 1) * ROW_BYTES;
  const rows: DumpedRow[] = [];
  for (let start = from; start < bytes.length && rows.length < ROWS; start += ROW_BYTES) {
    const row = [...bytes.subarray(start, start + ROW_BYTES)].map((byte, index) => ({
      hex: byte.toString(16).padStart(2, '0'),
      letter: byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
      differs: other !== undefined && other[start + index] !== byte,
    }));
    rows.push({ offset: start.toString(16).padStart(8, '0'), bytes: row });
  }
  return rows;
}
