import type { Listed } from '../../target.js';
import { readings } from './list-dates.js';
import { fileOfSize, isDots, sizeIn, type ListLine } from './list-line.js';

// 11-22-26  10:43AM       <DIR>          name
const DOS =
  /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})\s+(\d{1,2})[:.](\d\d)(?::(\d\d))?\s*([AP])?\.?(?:M\.?)?\s+(?:<(DIR|JUNCTION|SYMLINKD?)>|(\d[\d.,'\xa0\xff]*|-\d+))\s(.*)$/i;

/**
 * Reads one line, in wire form, as Windows and its servers write it; `undefined` for any other. What order its date is in, other lines have
 * to tell, unless there is only one in which there is such a date.
 */
export function parseDosLine(line: string): ListLine | undefined {
  const match = DOS.exec(line);
  if (match === null) return undefined;
  const [
    ,
    first = '',
    separator = '',
    second = '',
    third = '',
    hours,
    minutes,
    seconds,
    half,
    folder,
    size,
    text = '',
  ] = match;
  // The columns are padded, so that a name that begins with spaces cannot be told from padding: IIS pads the size, not the name.
  const name = folder === undefined ? text : text.replace(/^ +/, '');
  if (name === '') return undefined;
  if (isDots(name)) return { kind: 'folder-itself', withColumn: false };
  if (folder !== undefined) {
    const isFolder = /dir/i.test(folder);
    const item: Listed = {
      name,
      entry: isFolder ? { kind: 'folder' } : { kind: 'other', what: 'symbolic-link' },
    };
    return { kind: 'entry', items: [item] };
  }
  const found = readings([first, second, third], separator, {
    hours: hourOf(Number(hours), half),
    minutes: Number(minutes),
    seconds: seconds === undefined ? undefined : Number(seconds),
  });
  const entry = fileOfSize(sizeIn(size ?? ''), { modified: undefined });
  return {
    kind: 'entry',
    items: [{ name, entry }],
    readings: found,
    isMonthFirst: separator === '-' && half !== undefined,
  };
}

/** `NaN` for an hour that no clock with two halves shows. */
function hourOf(hours: number, half: string | undefined): number {
  if (half === undefined) return hours;
  if (hours < 1 || hours > 12) return NaN;
  return (hours % 12) + (/p/i.test(half) ? 12 : 0);
}
