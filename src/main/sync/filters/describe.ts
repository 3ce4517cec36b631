import { assertNever } from '../../../shared/assert-never.js';
import { IGNORE_FILE, type Pattern } from './pattern.js';
import type { FilterReason, LeftOutBy } from './verdict.js';

/** Says in one whole sentence why an item is left out, for the preview of what the filters leave out. */
export function describeFilter(by: LeftOutBy): string {
  const what = by.folder === undefined ? 'It is' : `The folder “${by.folder}” above it is`;
  return `${what} excluded ${because(by)}.`;
}

function because(by: FilterReason): string {
  switch (by.kind) {
    case 'never-content':
      return `because files called “${by.name}” belong to ${by.name.startsWith('evenkeel') ? 'Evenkeel' : 'pyftpsync'} and are never synced`;
    case 'excluded-name':
      return `by the name “${by.wildcard}”`;
    case 'pattern':
      return `by the pattern “${by.pattern.text.trim()}”${place(by.pattern)}`;
    case 'hidden':
      return 'because names that start with a dot are hidden';
    case 'system':
      return `because “${by.wildcard}” is a system file`;
    case 'no-match':
      return by.wildcards.length === 1
        ? `because its name does not match ${quoted(by.wildcards)}`
        : `because its name matches none of ${quoted(by.wildcards)}`;
    case 'too-small':
      return `because it is smaller than ${amount(by.bytes, SIZES)}`;
    case 'too-large':
      return `because it is larger than ${amount(by.bytes, SIZES)}`;
    case 'too-new':
      return `because it was modified less than ${amount(by.ageMs, AGES)} ago`;
    case 'too-old':
      return `because it was modified more than ${amount(by.ageMs, AGES)} ago`;
    default:
      return assertNever(by);
  }
}

function place({ source }: Pattern): string {
  switch (source.kind) {
    case 'profile':
      return '';
    case 'pair':
      return ' of this folder pair';
    case 'ignore-file':
      return ` (line ${source.line} of ${IGNORE_FILE})`;
    default:
      return assertNever(source);
  }
}

function quoted(wildcards: readonly string[]): string {
  return wildcards.map((wildcard) => `“${wildcard}”`).join(', ');
}

interface Unit {
  readonly size: number;
  readonly one: string;
  readonly many: string;
}

const SIZES: readonly Unit[] = [
  { size: 1e9, one: 'GB', many: 'GB' },
  { size: 1e6, one: 'MB', many: 'MB' },
  { size: 1e3, one: 'kB', many: 'kB' },
  { size: 1, one: 'byte', many: 'bytes' },
];

const AGES: readonly Unit[] = [
  { size: 86_400_000, one: 'day', many: 'days' },
  { size: 3_600_000, one: 'hour', many: 'hours' },
  { size: 60_000, one: 'minute', many: 'minutes' },
  { size: 1000, one: 'second', many: 'seconds' },
  { size: 1, one: 'millisecond', many: 'milliseconds' },
];

/** In the largest unit that tells the bound to two decimals; what it rounds is never what decides. */
function amount(value: number, units: readonly Unit[]): string {
  const unit = units.find(({ size }) => value >= size) ?? units.at(-1);
  if (unit === undefined) return String(value);
  const count = Math.round((value / unit.size) * 100) / 100;
  return `${count} ${count === 1 ? unit.one : unit.many}`;
}
