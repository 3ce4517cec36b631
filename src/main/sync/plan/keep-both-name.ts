import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { spellingKey } from '../../../shared/entry/names.js';
import { joinPath, nameOf, parentOf } from '../../../shared/entry/path.js';

/** Bytes that a name may have in UTF-8 on the systems we know (NAME_MAX). */
const LONGEST_NAME = 255;

const encoder = new TextEncoder();

/**
 * The path that a side's file gets where both versions of it are kept: `report (remote, 2026-11-30).pdf`, in the same folder and with the
 * same ending. The day is the one of `ms`, by this computer's clock. Counts on where `isTaken` says that a name of the folder is taken,
 * in whatever spelling, so that the file takes no other one's place (S9).
 */
export function keepBothPath(
  path: ItemPath,
  side: Side,
  ms: number,
  isTaken: (spelling: string) => boolean,
): ItemPath {
  const name = nameOf(path);
  // A name that begins with a dot has no ending by that dot alone.
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let count = 1; ; count += 1) {
    const mark = ` (${side}, ${dayOf(ms)}${count === 1 ? '' : ` ${count}`})`;
    const made = shortened(stem, mark + ending);
    if (!isTaken(spellingKey(made))) return joinPath(parentOf(path), made);
  }
}

function dayOf(ms: number): string {
  const day = new Date(ms);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** `stem` and `end`, with as many letters taken from the end of `stem` as it takes for a name that no side refuses. */
function shortened(stem: string, end: string): string {
  const letters = Array.from(stem);
  while (letters.length > 1 && encoder.encode(letters.join('') + end).length > LONGEST_NAME) letters.pop();
  return letters.join('') + end;
}
