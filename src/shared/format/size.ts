const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A number of bytes as people read it, in powers of 1,000 as file managers show them: `1.2 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  let value = bytes;
  let unit: (typeof UNITS)[number] = 'kB';
  for (const next of UNITS) {
    // 999.95 and more would be shown as 1000.0.
    if (value < 999.95) break;
    value /= 1000;
    unit = next;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

const EXACT = new Intl.NumberFormat('en');

/** A count with its thousands set apart: `12,345`. */
export function formatCount(count: number): string {
  return EXACT.format(count);
}

/** A count with its noun: `1 item`, `2 items`. */
export function formatItems(count: number, one = 'item', many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A number of bytes in full: `1,234,567 bytes`. */
export function formatExactSize(bytes: number): string {
  return formatItems(bytes, 'byte');
}
