import { parseSize } from '../../shared/amounts.js';
import { DEFAULT_OPTIONS, DEFAULT_VERSIONS, type ProfileOptions } from '../../shared/profile-options.js';
import { formatItems } from '../format/size.js';

/** The options of a profile as they stand in the form. */
export interface OptionValues {
  /** One pattern a line. */
  readonly leaveOut: string;
  readonly leaveHiddenOut: boolean;
  /** `10 MB`; empty where there is no limit. */
  readonly largest: string;
  readonly firstSync: ProfileOptions['firstSync'];
  readonly keepVersions: boolean;
  readonly versionDays: string;
  readonly versionMegabytes: string;
  readonly brakePercent: string;
  readonly brakeFiles: string;
}

/** The fields of the options in which something wrong can be typed, from top to bottom. */
export const OPTION_FIELDS = [
  'leaveOut',
  'largest',
  'versionDays',
  'versionMegabytes',
  'brakePercent',
  'brakeFiles',
] as const;
export type OptionField = (typeof OPTION_FIELDS)[number];

/** Where in the options an issue of their schema was found, and the field that it is about. */
const FIELD_OF: Readonly<Record<string, OptionField>> = {
  patterns: 'leaveOut',
  maxSizeBytes: 'largest',
  'versions.days': 'versionDays',
  'versions.megabytes': 'versionMegabytes',
  'brakes.percent': 'brakePercent',
  'brakes.files': 'brakeFiles',
};

/** What the form shows of `options`. */
export function optionValuesOf(options: ProfileOptions): OptionValues {
  const { patterns, hidden, maxSizeBytes, firstSync, versions, brakes } = options;
  // Where none are kept, the fields are as for a new profile, for when the tick comes back.
  const kept = versions.kind === 'on' ? versions : DEFAULT_VERSIONS;
  return {
    leaveOut: patterns.join('\n'),
    leaveHiddenOut: hidden === 'exclude',
    largest: maxSizeBytes === null ? '' : sizeText(maxSizeBytes),
    firstSync,
    keepVersions: versions.kind === 'on',
    versionDays: String(kept.days),
    versionMegabytes: String(kept.megabytes),
    brakePercent: String(brakes.percent),
    brakeFiles: String(brakes.files),
  };
}

/** What was typed, in the shape of the options; still to be checked against their schema. */
export function typedOptions(values: OptionValues): unknown {
  return {
    patterns: lines(values.leaveOut),
    hidden: values.leaveHiddenOut ? 'exclude' : 'include',
    maxSizeBytes: typedSize(values.largest),
    firstSync: values.firstSync,
    versions: values.keepVersions
      ? { kind: 'on', days: typedNumber(values.versionDays), megabytes: typedNumber(values.versionMegabytes) }
      : { kind: 'off' },
    brakes: { percent: typedNumber(values.brakePercent), files: typedNumber(values.brakeFiles) },
  };
}

/** The field that an issue at `path` inside the options is about; `undefined` where there is none. */
export function optionFieldAt(path: readonly unknown[]): OptionField | undefined {
  const keys = path.filter((key) => typeof key === 'string');
  return FIELD_OF[keys.join('.')];
}

/** What is wrong with what was typed as a size, in a sentence; `undefined` where nothing is. */
export function sizeError(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const parsed = parseSize(text);
  return parsed.kind === 'invalid' ? parsed.why : undefined;
}

/** What differs from a new profile, in a few words; empty where nothing does. */
export function optionsInShort(values: OptionValues): string {
  const said: string[] = [];
  const differs = (...keys: readonly (keyof OptionValues)[]): boolean =>
    keys.some((key) => values[key] !== USUAL[key]);
  const patterns = lines(values.leaveOut);
  if (patterns.join('\n') !== USUAL.leaveOut) {
    const count = patterns.filter((line) => !line.startsWith('#')).length;
    said.push(count === 0 ? 'no patterns' : formatItems(count, 'pattern'));
  }
  if (values.leaveHiddenOut) said.push('no hidden files');
  if (values.largest.trim() !== '') said.push(`files up to ${values.largest.trim()}`);
  if (differs('firstSync')) said.push(`at first ${FIRST_SYNC_WORDS[values.firstSync].toLowerCase()}`);
  if (!values.keepVersions) said.push('versions off');
  else if (differs('versionDays', 'versionMegabytes')) {
    said.push(`versions: ${values.versionDays} days, ${values.versionMegabytes} MB`);
  }
  if (differs('brakePercent', 'brakeFiles')) {
    said.push(`brakes: ${values.brakePercent} %, ${values.brakeFiles} files`);
  }
  return said.join(', ');
}

/** How each way of meeting for the first time is called. */
export const FIRST_SYNC_WORDS: Readonly<Record<ProfileOptions['firstSync'], string>> = {
  ask: 'Ask me',
  newer: 'The newer one wins',
  local: 'This computer wins',
  remote: 'The remote side wins',
};

const USUAL = optionValuesOf(DEFAULT_OPTIONS);

/** The exact number of bytes in the shortest words that `parseSize` understands. */
function sizeText(bytes: number): string {
  for (const [unit, size] of [
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
    ['GiB', 2 ** 30],
    ['MiB', 2 ** 20],
    ['KiB', 2 ** 10],
  ] as const) {
    const text = `${bytes / size} ${unit}`;
    const read = parseSize(text);
    // At most three decimals, and only where nothing is rounded away.
    if (bytes >= size && /^\d+(\.\d{1,3})? /.test(text) && read.kind === 'valid' && read.value === bytes) {
      return text;
    }
  }
  return `${bytes} bytes`;
}

function lines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** `NaN`, which no schema takes, where it is not one. */
function typedSize(text: string): number | null {
  if (text.trim() === '') return null;
  const parsed = parseSize(text);
  return parsed.kind === 'valid' ? parsed.value : Number.NaN;
}

function typedNumber(text: string): number {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
}
