import { inLocale } from './locale.js';
import { formatItems } from './plural.js';

const tenths = inLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const whole = inLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));

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
  return `${value < 9.95 ? tenths().format(value) : whole().format(value)} ${unit}`;
}

/** A number of bytes in full: `1,234,567 bytes`. */
export function formatExactSize(bytes: number): string {
  return formatItems(bytes, 'byte');
}
