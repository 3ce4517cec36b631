import type { Entry, FileEntry, OtherEntry, Timestamp } from '../../../../shared/entry/entry.js';
import type { Listed } from '../../target.js';

/** An order in which a date of three numbers is written. */
export type DateOrder = 'month-day-year' | 'day-month-year' | 'year-month-day';

/** Something that a folder holds, as a line of its listing tells it. All names are in wire form. */
export interface EntryLine {
  readonly kind: 'entry';
  /** More than one where the line does not say for certain what it is called: then all are unreadable, or links. */
  readonly items: readonly Listed[];
  /** How the line reads if the word in front of the name is a column of its own; absent where that cannot be. */
  readonly withColumn?: Listed | undefined;
  /** Whether the line would show such a column if its server had one. */
  readonly tellsColumn?: boolean | undefined;
  /** Of a file whose date has no certain order: when it was, in each order in which there is such a date. */
  readonly readings?: ReadonlyMap<DateOrder, Timestamp> | undefined;
  /** Whether a date in this form has the month first, as far as nothing else has been seen (IIS). */
  readonly isMonthFirst?: boolean | undefined;
}

/** What one line of a listing stands for. */
export type ListLine =
  | EntryLine
  /** The folder itself, or the one above: nothing that it holds, but proof that it was listed. */
  | { readonly kind: 'folder-itself'; readonly withColumn: boolean }
  /** A heading, a total, a blank line: no proof of anything. */
  | { readonly kind: 'nothing' };

export const NOTHING: ListLine = { kind: 'nothing' };

/** What is there, but not told in an intelligible form (S8). */
export const UNREADABLE: OtherEntry = { kind: 'other', what: 'unreadable-entry' };

/** A file of `size` bytes, or something unreadable where there can be no file of such a size. */
export function fileOfSize(size: number | undefined, rest: Omit<FileEntry, 'kind' | 'size'>): Entry {
  return size !== undefined && Number.isSafeInteger(size) && size >= 0
    ? { kind: 'file', size, ...rest }
    : UNREADABLE;
}

/** The number of bytes in `1234`, `9,730` or `9.730`; `undefined` for anything else, such as `4.0K`. */
export function sizeIn(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  return /^\d{1,3}(?:([,.'\xa0\xff])\d{3})(?:\1\d{3})*$/.test(text)
    ? Number(text.replace(/\D/g, ''))
    : undefined;
}

export function isDots(name: string): boolean {
  return name === '.' || name === '..';
}
