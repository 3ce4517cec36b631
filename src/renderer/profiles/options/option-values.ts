import { parseSize } from '../../../shared/format/amounts.js';
import {
  DEFAULT_OPTIONS,
  DEFAULT_VERSIONS,
  type LineOptions,
  type ProfileOptions,
} from '../../../shared/profile/profile-options.js';
import type { RemoteAddress } from '../../../shared/profile/remote.js';
import { formatItems } from '../../format/size.js';

/** The options of a profile as they stand in the form. */
export interface OptionValues {
  /** One pattern a line. */
  readonly leaveOut: string;
  readonly leaveHiddenOut: boolean;
  /** Wildcards with commas between them; empty for all names. */
  readonly onlyNames: string;
  readonly takeSystem: boolean;
  /** `10 MB`; empty where there is no limit. */
  readonly largest: string;
  readonly smallest: string;
  /** Days; empty where there is no limit. */
  readonly youngest: string;
  readonly oldest: string;
  readonly firstSync: ProfileOptions['firstSync'];
  readonly comparison: ProfileOptions['comparison'];
  readonly caseRule: ProfileOptions['caseRule'];
  readonly resolve: ProfileOptions['resolve'];
  readonly links: ProfileOptions['links'];
  readonly permissions: ProfileOptions['permissions'];
  readonly force: boolean;
  /** Whether Sync now runs without showing the plan first. */
  readonly unattended: boolean;
  readonly deleteUnmatched: boolean;
  readonly connections: string;
  /** `1 MB`, a second; empty where there is no limit. */
  readonly speed: string;
  readonly ftpMode: LineOptions['ftpMode'];
  readonly tls: LineOptions['tls'];
  /** Whether somebody has chosen that since the form was opened: then it does not follow from the port. */
  readonly tlsChosen: boolean;
  readonly oneCommand: boolean;
  readonly encoding: string;
  /** Empty for none. */
  readonly proxy: string;
  /** Empty for the keys that SSH finds by itself. */
  readonly keyFile: string;
  readonly oldSshAlgorithms: boolean;
  /** What the form does not show, kept as it was. */
  readonly others: ProfileOptions;
  readonly keepVersions: boolean;
  readonly versionDays: string;
  readonly versionMegabytes: string;
  readonly ownNames: string;
  /** Empty for the remote folder itself. */
  readonly versionsIn: string;
  readonly writesInPlace: boolean;
  readonly noLock: boolean;
  readonly brakePercent: string;
  readonly brakeFiles: string;
}

/** The fields of the options in which something wrong can be typed, from top to bottom; the key stands with the user name. */
export const OPTION_FIELDS = [
  'keyFile',
  'leaveOut',
  'onlyNames',
  'smallest',
  'largest',
  'youngest',
  'oldest',
  'connections',
  'speed',
  'encoding',
  'proxy',
  'versionDays',
  'versionMegabytes',
  'ownNames',
  'versionsIn',
  'brakePercent',
  'brakeFiles',
] as const;
export type OptionField = (typeof OPTION_FIELDS)[number];

/** Where in the options an issue of their schema was found, and the field that it is about. */
const FIELD_OF: Readonly<Record<string, OptionField>> = {
  patterns: 'leaveOut',
  maxSizeBytes: 'largest',
  minSizeBytes: 'smallest',
  minAgeDays: 'youngest',
  maxAgeDays: 'oldest',
  matchNames: 'onlyNames',
  connections: 'connections',
  bytesPerSecond: 'speed',
  'line.encoding': 'encoding',
  'line.proxy': 'proxy',
  'line.privateKeyFile': 'keyFile',
  'versions.days': 'versionDays',
  'versions.megabytes': 'versionMegabytes',
  ownNames: 'ownNames',
  versionsIn: 'versionsIn',
  'brakes.percent': 'brakePercent',
  'brakes.files': 'brakeFiles',
};

/** What the form shows of `options`. */
export function optionValuesOf(options: ProfileOptions): OptionValues {
  const { patterns, hidden, maxSizeBytes, firstSync, versions, brakes, line } = options;
  // Where none are kept, the fields are as for a new profile, for when the tick comes back.
  const kept = versions.kind === 'on' ? versions : DEFAULT_VERSIONS;
  return {
    leaveOut: patterns.join('\n'),
    leaveHiddenOut: hidden === 'exclude',
    onlyNames: options.matchNames.join(', '),
    takeSystem: options.system === 'include',
    largest: amountText(maxSizeBytes),
    smallest: amountText(options.minSizeBytes),
    youngest: numberText(options.minAgeDays),
    oldest: numberText(options.maxAgeDays),
    comparison: options.comparison,
    caseRule: options.caseRule,
    resolve: options.resolve,
    links: options.links,
    permissions: options.permissions,
    force: options.force,
    unattended: options.unattended,
    deleteUnmatched: options.deleteUnmatched,
    connections: String(options.connections),
    speed: amountText(options.bytesPerSecond),
    ftpMode: line.ftpMode,
    tls: line.tls,
    tlsChosen: false,
    oneCommand: line.ftpCommands === 'single',
    encoding: line.encoding,
    proxy: line.proxy ?? '',
    keyFile: line.privateKeyFile ?? '',
    oldSshAlgorithms: line.oldSshAlgorithms,
    others: options,
    firstSync,
    keepVersions: versions.kind === 'on',
    versionDays: String(kept.days),
    versionMegabytes: String(kept.megabytes),
    ownNames: options.ownNames,
    versionsIn: options.versionsIn ?? '',
    writesInPlace: options.writing === 'in-place',
    noLock: options.lock === 'off',
    brakePercent: String(brakes.percent),
    brakeFiles: String(brakes.files),
  };
}

/** What was typed, in the shape of the options; still to be checked against their schema. */
export function typedOptions(values: OptionValues): unknown {
  return {
    ...values.others,
    patterns: lines(values.leaveOut),
    hidden: values.leaveHiddenOut ? 'exclude' : 'include',
    matchNames: names(values.onlyNames),
    system: values.takeSystem ? 'include' : 'exclude',
    maxSizeBytes: typedSize(values.largest),
    minSizeBytes: typedSize(values.smallest),
    minAgeDays: typedDays(values.youngest),
    maxAgeDays: typedDays(values.oldest),
    comparison: values.comparison,
    caseRule: values.caseRule,
    resolve: values.resolve,
    links: values.links,
    permissions: values.permissions,
    force: values.force,
    deleteUnmatched: values.deleteUnmatched,
    connections: typedNumber(values.connections),
    bytesPerSecond: typedSize(values.speed),
    line: {
      ...values.others.line,
      ftpMode: values.ftpMode,
      ftpCommands: values.oneCommand ? 'single' : 'auto',
      tls: values.tls,
      encoding: values.encoding.trim(),
      proxy: values.proxy.trim() === '' ? null : values.proxy.trim(),
      privateKeyFile: values.keyFile.trim() === '' ? null : values.keyFile.trim(),
      oldSshAlgorithms: values.oldSshAlgorithms,
    },
    unattended: values.unattended,
    firstSync: values.firstSync,
    versions: values.keepVersions
      ? { kind: 'on', days: typedNumber(values.versionDays), megabytes: typedNumber(values.versionMegabytes) }
      : { kind: 'off' },
    ownNames: values.ownNames.trim(),
    versionsIn: values.versionsIn.trim() === '' ? null : values.versionsIn.trim(),
    writing: values.writesInPlace ? 'in-place' : 'beside',
    lock: values.noLock ? 'off' : 'on',
    brakes: { percent: typedNumber(values.brakePercent), files: typedNumber(values.brakeFiles) },
  };
}

/** The field that an issue at `path` inside the options is about; `undefined` where there is none. */
export function optionFieldAt(path: readonly unknown[]): OptionField | undefined {
  const keys = path.filter((key) => typeof key === 'string');
  return FIELD_OF[keys.join('.')];
}

/** Whether a field holds a number of bytes. */
export function isSizeField(field: string): field is 'smallest' | 'largest' | 'speed' {
  return field === 'smallest' || field === 'largest' || field === 'speed';
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
  if (values.onlyNames.trim() !== '') said.push(`only ${values.onlyNames.trim()}`);
  if (differs('smallest', 'youngest', 'oldest', 'takeSystem')) said.push('other limits');
  if (values.resolve !== 'ask') said.push(`conflicts: ${RESOLVE_WORDS[values.resolve].toLowerCase()}`);
  if (values.comparison !== 'time') said.push(COMPARISON_WORDS[values.comparison].toLowerCase());
  if (differs('caseRule')) said.push('other case rule');
  if (values.links !== 'skip') said.push(`symbolic links: ${LINK_WORDS[values.links].toLowerCase()}`);
  if (values.permissions === 'keep') said.push('permissions kept');
  if (values.deleteUnmatched) said.push('deletes excluded files');
  if (values.speed.trim() !== '') said.push(`up to ${values.speed.trim()}/s`);
  if (differs('connections', 'ftpMode', 'oneCommand', 'tls', 'encoding', 'proxy', 'oldSshAlgorithms'))
    said.push('other connection settings');
  if (values.largest.trim() !== '') said.push(`files up to ${values.largest.trim()}`);
  if (differs('firstSync')) said.push(`first sync: ${FIRST_SYNC_WORDS[values.firstSync].toLowerCase()}`);
  if (values.unattended) said.push('Sync now without a preview');
  if (!values.keepVersions) said.push('versions off');
  else if (differs('versionDays', 'versionMegabytes')) {
    said.push(`versions: ${values.versionDays} days, ${values.versionMegabytes} MB`);
  }
  if (values.versionsIn.trim() !== '') said.push(`versions in ${values.versionsIn.trim()}`);
  if (differs('ownNames')) said.push(`own files called ${values.ownNames}`);
  if (values.writesInPlace) said.push('written in place');
  if (values.noLock) said.push('no lock');
  if (differs('brakePercent', 'brakeFiles')) {
    said.push(`deletion limit: ${values.brakePercent} %, ${values.brakeFiles} files`);
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

/** How each way of settling conflicts is called. */
export const RESOLVE_WORDS: Readonly<Record<ProfileOptions['resolve'], string>> = {
  ask: 'Ask me',
  skip: 'Keep both as they are',
  newer: 'The newer one wins',
  older: 'The older one wins',
  local: 'This computer wins',
  remote: 'The remote side wins',
};

/** What tells two files apart. */
export const COMPARISON_WORDS: Readonly<Record<ProfileOptions['comparison'], string>> = {
  time: 'By size and time',
  size: 'By size only',
  content: 'By content',
};

/** What names mean that differ only in their spelling. */
export const CASE_RULE_WORDS: Readonly<Record<ProfileOptions['caseRule'], string>> = {
  stop: 'Ask me',
  strict: 'Treat as different files',
  local: 'Same file, spelled as on this computer',
  remote: 'Same file, spelled as on the remote side',
};

/** What becomes of symbolic links. */
export const LINK_WORDS: Readonly<Record<ProfileOptions['links'], string>> = {
  skip: 'Skip and report',
  follow: 'Follow',
  copy: 'Copy as links',
};

/** A server gives no links away, and takes none. */
export function linkRulesFor(remote: RemoteAddress | undefined): readonly ProfileOptions['links'][] {
  return remote?.kind === 'folder' ? ['skip', 'follow', 'copy'] : ['skip', 'follow'];
}

export const PERMISSION_WORDS: Readonly<Record<ProfileOptions['permissions'], string>> = {
  leave: 'Keep each side’s own',
  keep: 'Copy with the file',
};

export const FTP_MODE_WORDS: Readonly<Record<LineOptions['ftpMode'], string>> = {
  passive: 'Passive (default)',
  active: 'Active',
};

export const TLS_WORDS: Readonly<Record<LineOptions['tls'], string>> = {
  explicit: 'Explicit TLS',
  implicit: 'Implicit TLS (port 990)',
};

const USUAL = optionValuesOf(DEFAULT_OPTIONS);

function amountText(bytes: number | null): string {
  return bytes === null ? '' : sizeText(bytes);
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}

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

function names(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function typedDays(text: string): number | null {
  return text.trim() === '' ? null : typedNumber(text);
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
