import { parseSize } from '../../shared/format/amounts.js';

const UNITS = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
] as const;

/** What a field shows of a size: the exact number of bytes in the shortest words that `parseSize` understands; nothing for `null`. */
export function sizeText(bytes: number | null): string {
  if (bytes === null) return '';
  let shortest: string | undefined;
  for (const [unit, size] of UNITS) {
    const text = `${bytes / size} ${unit}`;
    const read = parseSize(text);
    // At most three decimals, and only where nothing is rounded away.
    const exact =
      bytes >= size && /^\d+(\.\d{1,3})? /.test(text) && read.kind === 'valid' && read.value === bytes;
    if (exact && (shortest === undefined || text.length < shortest.length)) shortest = text;
  }
  return shortest ?? `${bytes} bytes`;
}

/** What was typed as a size: `null` for an empty field; `NaN`, which no schema takes, for what is not a size. */
export function typedSize(text: string): number | null {
  if (text.trim() === '') return null;
  const parsed = parseSize(text);
  return parsed.kind === 'valid' ? parsed.value : Number.NaN;
}
