import type { Entry } from '../../../../shared/entry/entry.js';
import { readings } from './list-dates.js';
import { fileOfSize, sizeIn, UNREADABLE, type ListLine } from './list-line.js';

// OWNER         77824 02/23/00 15:09:55 *STMF      name; members of a library's file have neither size nor date.
const OS400 = /^\S+\s+(?:(\d+)\s+(\d\d)([-/.])(\d\d)\3(\d\d)\s+(\d\d):(\d\d):(\d\d)\s+)?\*([A-Z]+)\s+(\S.*)$/;

const FOLDERS = new Set(['DIR', 'DDIR', 'LIB', 'FLR']);
const FILES = new Set(['STMF', 'DSTMF', 'DOC', 'MEM']);

/** Reads one line, in wire form, as the server of IBM i writes it in its own form; `undefined` for any other. */
export function parseOs400Line(line: string): ListLine | undefined {
  const match = OS400.exec(line);
  if (match === null) return undefined;
  const [
    ,
    size,
    first = '',
    separator = '',
    second = '',
    third = '',
    hours,
    minutes,
    seconds,
    type = '',
    text = '',
  ] = match;
  const name = text.replace(/\/$/, '');
  if (!FILES.has(type)) return { kind: 'entry', items: [{ name, entry: kindOf(type) }] };
  if (size === undefined) return { kind: 'entry', items: [{ name, entry: UNREADABLE }] };
  return {
    kind: 'entry',
    items: [{ name, entry: fileOfSize(sizeIn(size), { modified: undefined }) }],
    readings: readings([first, second, third], separator, {
      hours: Number(hours),
      minutes: Number(minutes),
      seconds: Number(seconds),
    }),
  };
}

function kindOf(type: string): Entry {
  return FOLDERS.has(type) ? { kind: 'folder' } : { kind: 'other', what: 'device' };
}
