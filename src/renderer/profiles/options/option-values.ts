import { parseSize } from '../../../shared/format/amounts.js';
import {
  DEFAULT_OPTIONS,
  DEFAULT_VERSIONS,
  type LineOptions,
  type ProfileOptions,
} from '../../../shared/profile/profile-options.js';
import type { RemoteAddress } from '../../../shared/profile/remote.js';
import { sizeText, typedSize } from '../../components/typed-size.js';
import { optionsText } from '../text/options.js';

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
  readonly deletionLimitPercent: string;
  readonly deletionLimitFiles: string;
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
  'deletionLimitPercent',
  'deletionLimitFiles',
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
  'deletionLimit.percent': 'deletionLimitPercent',
  'deletionLimit.files': 'deletionLimitFiles',
};

/** What the form shows of `options`. */
export function optionValuesOf(options: ProfileOptions): OptionValues {
  const { patterns, hidden, maxSizeBytes, firstSync, versions, deletionLimit, line } = options;
  // Where none are kept, the fields are as for a new profile, for when the tick comes back.
  const kept = versions.kind === 'on' ? versions : DEFAULT_VERSIONS;
  return {
    leaveOut: patterns.join('\n'),
    leaveHiddenOut: hidden === 'exclude',
    onlyNames: options.matchNames.join(', '),
    takeSystem: options.system === 'include',
    largest: sizeText(maxSizeBytes),
    smallest: sizeText(options.minSizeBytes),
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
    connections: numberText(options.connections),
    speed: sizeText(options.bytesPerSecond),
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
    deletionLimitPercent: String(deletionLimit.percent),
    deletionLimitFiles: String(deletionLimit.files),
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
    connections: values.connections.trim() === '' ? null : typedNumber(values.connections),
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
    deletionLimit: {
      percent: typedNumber(values.deletionLimitPercent),
      files: typedNumber(values.deletionLimitFiles),
    },
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
  const { short, conflicts, comparing, links } = optionsText;
  const said: string[] = [];
  const differs = (...keys: readonly (keyof OptionValues)[]): boolean =>
    keys.some((key) => values[key] !== USUAL[key]);
  const patterns = lines(values.leaveOut);
  if (patterns.join('\n') !== USUAL.leaveOut) {
    const count = patterns.filter((line) => !line.startsWith('#')).length;
    said.push(count === 0 ? short.noPatterns : short.patterns(count));
  }
  if (values.leaveHiddenOut) said.push(short.noHidden);
  if (values.onlyNames.trim() !== '') said.push(short.only(values.onlyNames.trim()));
  if (differs('smallest', 'youngest', 'oldest', 'takeSystem')) said.push(short.otherLimits);
  if (values.resolve !== 'ask') said.push(short.conflicts(conflicts.laterRules[values.resolve]));
  if (values.comparison !== 'time') said.push(short.comparison(comparing.comparisons[values.comparison]));
  if (differs('caseRule')) said.push(short.otherCaseRule);
  if (values.links !== 'skip') said.push(short.links(links.rules[values.links]));
  if (values.permissions === 'keep') said.push(short.permissions);
  if (values.deleteUnmatched) said.push(short.deletesExcluded);
  if (values.speed.trim() !== '') said.push(short.speed(values.speed.trim()));
  if (differs('connections', 'ftpMode', 'oneCommand', 'tls', 'encoding', 'proxy', 'oldSshAlgorithms'))
    said.push(short.otherConnection);
  if (values.largest.trim() !== '') said.push(short.largest(values.largest.trim()));
  if (differs('firstSync')) said.push(short.firstSync(conflicts.firstRules[values.firstSync]));
  if (values.unattended) said.push(short.unattended);
  if (!values.keepVersions) said.push(short.versionsOff);
  else if (differs('versionDays', 'versionMegabytes')) {
    said.push(short.versions(values.versionDays, values.versionMegabytes));
  }
  if (values.versionsIn.trim() !== '') said.push(short.versionsIn(values.versionsIn.trim()));
  if (differs('ownNames')) said.push(short.ownNames(values.ownNames));
  if (values.writesInPlace) said.push(short.inPlace);
  if (values.noLock) said.push(short.noLock);
  if (differs('deletionLimitPercent', 'deletionLimitFiles')) {
    said.push(short.deletions(values.deletionLimitPercent, values.deletionLimitFiles));
  }
  return said.join(', ');
}

/** A server gives no links away, and takes none. */
export function linkRulesFor(remote: RemoteAddress | undefined): readonly ProfileOptions['links'][] {
  return remote?.kind === 'folder' ? ['skip', 'follow', 'copy'] : ['skip', 'follow'];
}

const USUAL = optionValuesOf(DEFAULT_OPTIONS);

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}

/** The patterns among lines. */
export function lines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** The wildcards among commas. */
export function names(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function typedDays(text: string): number | null {
  return text.trim() === '' ? null : typedNumber(text);
}

/** `NaN`, which no schema takes, where it is not one. */
function typedNumber(text: string): number {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
}
