import { isoDay } from '../../../shared/format/iso-time.js';
import { formatItems } from '../../../shared/format/plural.js';
import { shown } from '../../../shared/format/shown.js';
import { formatSize } from '../../../shared/format/size.js';
import type { HashName } from '../../targets/target.js';

/** What is missing where a server does not offer something. */
const WITHOUT: ReadonlyMap<string, string> = new Map([
  ['posix-rename', ' While a file is replaced, it is missing for a moment.'],
  ['statvfs', ' It does not report its free space.'],
  ['MDTM', ' Times are only as exact as in listings.'],
  ['REST STREAM', ' Interrupted transfers start over.'],
]);

/** What `doctor` reports about a folder and its server. “It” is the server, or the disk of a local folder. */
export const doctorText = {
  marks: { good: 'good', note: 'note', slow: 'SLOW', unsafe: 'UNSAFE' },
  summary: (slow: number, unsafe: number, written: boolean): string => {
    const parts = [
      unsafe === 0 ? 'nothing unsafe' : formatItems(unsafe, 'unsafe thing'),
      slow === 0 ? 'nothing slow' : formatItems(slow, 'slow thing'),
    ];
    const more = written ? '' : ' --write-test also tests times and names with temporary files.';
    return `The tests found ${parts.join(' and ')}.${more}`;
  },

  reached: (took: number): string => `Connecting and signing in took ${milliseconds(took)}.`,
  rootFolder: (path: string): string => `The folder is “${shown(path)}”.`,
  responds: (took: number): string => `It responds in ${milliseconds(took)}.`,
  respondsSlowly: (took: number): string =>
    `It takes ${milliseconds(took)} to respond, and each small file needs several responses. Using several connections compensates for this.`,
  listed: (items: number, took: number): string =>
    `Listing the folder (${formatItems(items)}) took ${milliseconds(took)}.`,

  encrypted: (protocol: string, cipher: string): string =>
    `The connection is encrypted (${protocol}, ${cipher}).`,
  weaklyEncrypted: (protocol: string, cipher: string): string =>
    `The connection is encrypted, but with ${protocol}, which is broken (${cipher}). The server should use TLS 1.2 or newer.`,
  notEncrypted:
    'Nothing is encrypted: anyone on the network path can read the password and the files. Use ftps:// or sftp:// if the server offers it.',
  identity: (subject: string, issuer: string, fingerprint: string, byComputer: boolean): string =>
    `It identified itself as ${shown(subject)} (${shown(issuer)}); SHA-256 ${fingerprint}. ${byComputer ? 'This computer trusts it.' : 'You chose to trust it.'}`,
  expired: (identity: string, ms: number): string => `${identity} It expired on ${isoDay(ms)}.`,
  validUntil: (identity: string, ms: number, soon: boolean): string =>
    `${identity} It is valid until ${isoDay(ms)}${soon ? ', which is soon' : ''}.`,

  system: (name: string): string => `The server calls itself “${shown(name)}”.`,
  exactListings: (command: string): string => `It lists folders with ${command}, with exact sizes and times.`,
  vagueListings: (command: string): string =>
    `It lists folders with ${command} only, which gives no exact times: they may have to be requested file by file.`,
  timesMissing:
    'Listings do not show the times of all files, so a change that keeps the size may go unnoticed.',
  timesTo: (unit: 'nanosecond' | 'millisecond' | 'second'): string => `It reports times to the ${unit}.`,
  timesOnlyTo: (unit: 'minute' | 'day'): string =>
    `It reports times only to the ${unit}: a change in the same ${unit} that keeps the size may go unnoticed.`,
  timeSetter: (command: string): string => `It sets file times with ${command}.`,
  timesNotSet:
    'It can’t set file times, so a file gets the time of its transfer. Evenkeel records both, so nothing is transferred twice.',
  timesSet: 'Files keep their times.',
  timesKept: 'Files keep the times they are given.',
  timesOff: (ms: number): string =>
    `File times are off by ${duration(ms)} after writing. Evenkeel records both times, so this does no harm.`,

  networkFolder: (name: string): string => `It is a network folder (${name}).`,
  fileSystem: (name: string, timesToMs: number | undefined): string =>
    timesToMs === undefined
      ? `It is on ${name}.`
      : `It is on ${name}, which stores file times only to ${duration(timesToMs)}.`,
  clockUntested: 'Its clock can only be checked with a new file: use --write-test.',
  clockAgrees: 'Its clock agrees with this computer’s.',
  clockDiffers: (aheadMs: number, timeZone: boolean): string =>
    `Its clock is ${duration(aheadMs)} ${aheadMs > 0 ? 'ahead of' : 'behind'} this computer’s${timeZone ? ', probably because of another time zone' : ''}. Evenkeel compares each side with its own earlier reports, so this does no harm; other programs may be affected.`,

  encoding: (name: string): string => `It encodes file names as ${name.toUpperCase()}.`,
  encodingUnknown:
    'It does not say how it encodes file names. Names that are not valid UTF-8 are read as Windows-1252.',
  commandsAhead: {
    yes: 'It accepts several commands at once, which saves round trips.',
    no: 'It needs one command at a time, so small files take more round trips.',
    unknown:
      'Whether it accepts several commands at once could not be tested in this folder, so they are sent one at a time.',
  },
  confirms: {
    yes: 'It confirms unchanged folders (STAT), so only the others are listed.',
    no: 'It can’t confirm unchanged folders (STAT), so all folders are listed each time.',
    untried: 'Whether it can confirm unchanged folders (STAT) is tested in the second sync.',
  },
  connections: (count: number, most?: number): string =>
    `It allows ${formatItems(count, 'connection')} at once.${most === undefined ? '' : ` Evenkeel uses up to ${most} while more are faster.`}`,
  fewConnections: (allowed: number, wanted: number): string =>
    `It allows only ${formatItems(allowed, 'connection')} at once, not ${wanted}. Evenkeel uses no more.`,
  offers: (name: string): string => `It offers ${name}.`,
  lacks: (name: string): string => `It does not offer ${name}.${WITHOUT.get(name) ?? ''}`,
  hashes: (names: readonly HashName[]): string =>
    `It gives hashes (${names.join(', ')}), so contents are compared without downloading them.`,
  noHashes: 'It gives no hashes, so comparing by content has to download the files.',
  resumes: 'It can resume interrupted transfers.',
  resumesNot: 'It can’t resume interrupted transfers: they start over.',
  freeSpace: (bytes: number): string => `${formatSize(bytes)} is free.`,
  freeSpaceUnknown: 'It does not report its free space, so it may turn out to be full during a run.',

  anyNames: 'File names may contain anything but a slash.',
  windowsNames:
    'It has the file name rules of Windows: some names from other systems are skipped and reported.',
  webSite: (name: string): string =>
    `It looks like a web site (“${shown(name)}”). Versions kept there have neutral names, and are hidden from visitors on Apache and IIS. On other servers such as nginx, keep them outside the site with --versions-in.`,
  caseIgnored:
    'Names that differ only in case are the same file there. Evenkeel never merges such names without asking.',
  caseMatters: 'Names that differ only in case are different files there.',
  accentsIgnored: 'Names whose accents are composed differently are the same file there.',
  accentsMatter: 'Names whose accents are composed differently are different files there.',
  name: {
    taken: (name: string): string => `It accepts the name “${shown(name)}”.`,
    refused: (name: string): string => `It refuses the name “${shown(name)}”.`,
    changed: (name: string): string => `It accepts the name “${shown(name)}”, but changes it.`,
  },
} as const;

function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}

function duration(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 120) return formatItems(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return formatItems(minutes, 'minute');
  return formatItems(Math.round(minutes / 6) / 10, 'hour');
}
