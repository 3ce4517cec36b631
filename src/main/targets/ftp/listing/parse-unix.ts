import type { Entry, Timestamp } from '../../../../shared/entry/entry.js';
import type { Listed } from '../../target.js';
import { matchAt, readDate, stickyPattern, type DateColumns } from './list-dates.js';
import { fileOfSize, isDots, NOTHING, sizeIn, UNREADABLE, type ListLine } from './list-line.js';

// Type and permissions, as `ls` writes them.
const UNIX = stickyPattern(String.raw`(?<type>[-bcdlpsDn])(?<mode>[-rwxsStTlL]{9})[+.@]? *\s`);

// Of NetWare: `d [RWCEAFMS] owner size date name`.
const NETWARE = stickyPattern(String.raw`(?<type>[-d])\s+\[[-A-Z]{8}\]\s`);

/** Links, owner, group and what else stands before the size; any of them may be missing, and names may hold blanks. */
const COLUMN = stickyPattern(String.raw`\s*\S+(?=\s)`);

const NUMBER = stickyPattern(String.raw`\s*(?<size>-?\d[\d.,'\xa0]*|\d+,\s*\d+)\s+(?!\s)`);
const WORD = stickyPattern(String.raw`\s*(?<size>\S+)\s+(?!\s)`);

/** More columns than that no server writes: no line costs much. */
const MOST_COLUMNS = 10;

/** Links, owner and group, which stand before the size on most servers. */
const USUAL_COLUMNS = 3;

/** How many names a line may have of which it is not certain where its name begins. */
const MOST_NAMES = 16;

/** Reads one line, in wire form, as `ls -l` and NetWare write it; `undefined` for a line that does not begin so. */
export function parseUnixLine(line: string, nowMs: number): ListLine | undefined {
  const head = matchAt(UNIX, line, 0) ?? matchAt(NETWARE, line, 0);
  if (head === undefined) return undefined;
  const { type = '-', mode } = head.groups;
  for (const size of [NUMBER, WORD]) {
    const found = readingsBy(size, line, head.end, nowMs);
    const [reading, ...more] = likeliest(found);
    if (reading === undefined) continue;
    const { sizeText, date } = reading;
    if (more.length > 0) {
      return unreadable(
        type,
        found.map((each) => line.slice(each.date.end)),
      );
    }
    const entryAt = (modified: Timestamp | undefined): Entry =>
      entryOf(type, mode, sizeIn(sizeText), modified);
    return lineOf(
      { name: line.slice(date.end), entry: entryAt(date.modified) },
      date.column && { name: line.slice(date.column.end), entry: entryAt(date.column.modified) },
      date.tellsColumn,
    );
  }
  return unreadable(type, possibleNames(line.slice(head.end)));
}

/** A size and a date behind it, as they may stand in a line. */
interface Reading {
  readonly sizeText: string;
  readonly date: DateColumns;
}

/**
 * The readings of a line. Behind the first one, only those count whose size stands no further right than where links, owner and group
 * are all there: what looks like one beyond that is part of the name.
 */
function readingsBy(size: RegExp, line: string, start: number, nowMs: number): readonly Reading[] {
  const found: Reading[] = [];
  let at = start;
  for (let column = 0; column < MOST_COLUMNS; column += 1) {
    if (found.length > 0 && column > USUAL_COLUMNS) break;
    const sized = matchAt(size, line, at);
    const date = sized && readDate(line, sized.end, nowMs);
    if (date !== undefined && date.end < line.length) {
      found.push({ sizeText: sized?.groups['size'] ?? '', date });
    }
    const next = matchAt(COLUMN, line, at);
    if (next === undefined) break;
    at = next.end;
  }
  return found;
}

/** An owner, a group without a name and a size can pass for month, day and year: `tester 1 4096`. A date that there is comes first. */
function likeliest(found: readonly Reading[]): readonly Reading[] {
  const dated = found.filter(({ date }) => (date.modified ?? date.column?.modified) !== undefined);
  return dated.length > 0 ? dated : found;
}

/** S8: whichever of the names it is, it counts as not listed. The folder itself and the one above are nothing that it holds. */
function unreadable(type: string, names: readonly string[]): ListLine {
  if (type === 'd' && names.some(isDots)) return NOTHING;
  const items = names.filter((name) => !isDots(name)).map((name) => ({ name, entry: UNREADABLE }));
  return { kind: 'entry', items: items.slice(-MOST_NAMES) };
}

function lineOf(plain: Listed, withColumn: Listed | undefined, tellsColumn: boolean): ListLine {
  if (isDots(plain.name)) return { kind: 'folder-itself', withColumn: false };
  if (withColumn !== undefined && isDots(withColumn.name)) return { kind: 'folder-itself', withColumn: true };
  const isLink = plain.entry.kind === 'other' && plain.entry.what === 'symbolic-link';
  const items = isLink ? linkNames(plain.name).map((name) => ({ name, entry: plain.entry })) : [plain];
  return {
    kind: 'entry',
    items,
    tellsColumn,
    withColumn: withColumn === undefined || withColumn.name === '' || isLink ? undefined : withColumn,
  };
}

function entryOf(
  type: string,
  mode: string | undefined,
  size: number | undefined,
  modified: Timestamp | undefined,
): Entry {
  switch (type) {
    case 'd':
      return { kind: 'folder' };
    case 'l':
      return { kind: 'other', what: 'symbolic-link' };
    case '-':
      return fileOfSize(size, mode === undefined ? { modified } : { modified, permissions: bitsOf(mode) });
    default:
      return { kind: 'other', what: 'device' };
  }
}

/** The nine lower bits of a mode in the form `rwxr-x---`; of one that runs as somebody else, `s` or `t` stand for `x`. */
function bitsOf(mode: string): number {
  return Array.from(mode).reduce((bits, letter) => bits * 2 + (/[rwxst]/.test(letter) ? 1 : 0), 0);
}

/** What a link may be called whose name, or that to which it leads, may hold an arrow. */
function linkNames(text: string): readonly string[] {
  const parts = text.split(' -> ');
  if (parts.length === 1) return [text];
  return parts.slice(1, MOST_NAMES).map((_, index) => parts.slice(0, index + 1).join(' -> '));
}

/** Every name that a line may end in of which nobody knows where its name begins. */
function possibleNames(text: string): readonly string[] {
  return Array.from(text.matchAll(/(?<=^|\s)\S/g), ({ index }) => text.slice(index));
}
