import { NOTHING, type ListLine } from './list-line.js';
import { parseDosLine } from './parse-dos.js';
import { parseEplfLine } from './parse-eplf.js';
import { parseFactsInList, UnreadableListing } from './parse-mlsd.js';
import { parseOs400Line } from './parse-os400.js';
import { parseUnixLine } from './parse-unix.js';

// `total 12`, in whatever language: words of letters, a number, perhaps a unit. It says how many blocks there are, or nothing at all.
const HEADING =
  /^[A-Za-z\x80-\xff']+(?: [A-Za-z\x80-\xff']+)?(?:\s*:)?\s+\d[\d.,]*(?: ?(?:[KkMGTP]?i?[Bbo]|[KMGTP]))?$/;

// What some servers write into the list of an empty folder, instead of nothing.
const NO_FILES = /^(?:no files(?: found)?|0 files?|total of 0 files[^:]*)[.!]?$/i;

/**
 * Reads one line of LIST, in wire form, in whichever form servers have for it. Times are taken for UTC unless the line names a zone; `nowMs`
 * tells the year of dates without one. `isFirst` says that nothing but blank lines came before: only there is a heading one. Throws
 * `UnreadableListing` for a line in none of these forms: what it hides is unknown (S8).
 */
export function parseListLine(line: string, nowMs: number, isFirst: boolean): ListLine {
  if (/^\s*$/.test(line)) return NOTHING;
  const parsed =
    parseUnixLine(line, nowMs) ??
    parseDosLine(line) ??
    parseEplfLine(line) ??
    parseFactsInList(line) ??
    parseOs400Line(line);
  if (parsed !== undefined) return parsed;
  const words = line.trim();
  if ((isFirst && HEADING.test(words)) || /^total:?\s+\d+\S*$/i.test(words) || NO_FILES.test(words))
    return NOTHING;
  throw new UnreadableListing(`Not a line of LIST: ${line}`);
}
