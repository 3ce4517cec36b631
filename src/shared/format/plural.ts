import { inLocale } from './locale.js';

const counts = inLocale((locale) => new Intl.NumberFormat(locale));

/** A count with its thousands set apart: `12,345`. */
export function formatCount(count: number): string {
  return counts().format(count);
}

/** The form that goes with a count: `plural(n, 'is', 'are')`. */
export function plural(count: number, one: string, other: string): string {
  return count === 1 ? one : other;
}

/** A count with its noun: `1 item`, `2 items`. */
export function formatItems(count: number, one = 'item', other = `${one}s`): string {
  return `${formatCount(count)} ${plural(count, one, other)}`;
}
