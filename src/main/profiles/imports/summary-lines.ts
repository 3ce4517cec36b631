import { assertNever } from '../../../shared/assert-never.js';
import type { KeptSecret, SecretPlace } from '../../../shared/profile/profile.js';
import { presetOf } from '../../../shared/profile/presets.js';
import { pairNames } from '../../../shared/profile/pairs.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import type { FoundProfile, ImportNote, ImportProgram, SkipReason } from './found.js';
import { importText, PROGRAM_NAMES } from './text.js';

const SECRETS: readonly KeptSecret[] = ['password', 'passphrase', 'proxy'];

/** What comes along with a profile, a line each: what is as in any new one needs no word. Secrets would go to `place`. */
export function importedLines(profile: FoundProfile, place: Exclude<SecretPlace, 'none'>): readonly string[] {
  const { taken } = importText;
  const { options, userName, secrets } = profile;
  const { line, patterns, matchNames, comparison, versions } = options;
  const kept = SECRETS.filter((kind) => secrets[kind] !== undefined).map((kind) => taken.secret[kind]);
  const [firstKept, ...others] = kept;
  const usual = DEFAULT_OPTIONS.versions;
  const days =
    versions.kind === 'on' && usual.kind === 'on' && versions.days !== usual.days ? versions.days : 0;
  return [
    ...(profile.pairs === undefined ? [] : [taken.pairs(profile.pairs.length)]),
    directionLine(profile),
    ...(userName === '' ? [] : [taken.userName(userName)]),
    ...(firstKept === undefined
      ? []
      : [taken.secrets([firstKept, ...others.map((one) => one.toLowerCase())].join(', '), place)]),
    ...(line.privateKeyFile === null ? [] : [taken.keyFile(line.privateKeyFile)]),
    ...(line.proxy === null ? [] : [taken.proxy(line.proxy)]),
    ...(patterns.join('\n') === DEFAULT_OPTIONS.patterns.join('\n') || patterns.length === 0
      ? []
      : [taken.patterns(patterns.length)]),
    ...(matchNames.length === 0 ? [] : [taken.onlyNames(matchNames)]),
    ...ownFilterLines(profile),
    ...(comparison === 'time' ? [] : [taken.comparison[comparison]]),
    ...(options.minSizeBytes === null ? [] : [taken.largerThan(options.minSizeBytes)]),
    ...(options.maxSizeBytes === null ? [] : [taken.smallerThan(options.maxSizeBytes)]),
    ...(options.minAgeDays === null ? [] : [taken.olderThan(options.minAgeDays)]),
    ...(options.maxAgeDays === null ? [] : [taken.newerThan(options.maxAgeDays)]),
    ...(days === 0 ? [] : [taken.versions(days)]),
  ];
}

/** What each pair of folders leaves out by itself. */
function ownFilterLines(profile: FoundProfile): readonly string[] {
  const { taken } = importText;
  const names = pairNames({ ...profile, id: '' });
  return [{ ...profile, id: '' }, ...(profile.pairs ?? [])].flatMap(({ id, ownFilters }) => {
    if (ownFilters === undefined) return [];
    const { patterns, matchNames } = ownFilters;
    const said = [
      ...(patterns.length === 0 ? [] : [taken.patterns(patterns.length)]),
      ...(matchNames.length === 0 ? [] : [taken.onlyNames(matchNames)]),
    ];
    return said.map((words) => taken.ofPair(names.get(id) ?? '', words));
  });
}

/** Which side changes, and whether anything is deleted there. */
function directionLine({ mode, deleteExtra, options }: FoundProfile): string {
  const { taken } = importText;
  const preset = presetOf({ mode, deleteExtra, force: options.force });
  if (preset !== 'custom') return taken.direction[preset];
  return mode === 'download' ? taken.download(deleteExtra) : taken.upload(deleteExtra);
}

/** What a note says to the person who imports. */
export function noteLine(note: ImportNote, program: ImportProgram): string {
  const text = importText.note;
  const name = PROGRAM_NAMES[program];
  switch (note.kind) {
    case 'commands':
      return text.commands(name);
    case 'master-password':
      return text.masterPassword(name);
    case 'secret-unreadable':
      return text.secretUnreadable;
    case 'inline-key':
      return text.inlineKey;
    case 'key-path':
      return text.keyPath(note.path);
    case 'tunnel':
      return text.tunnel;
    case 'proxy':
      return text.proxy;
    case 'tls-required':
      return text.tlsRequired;
    case 'protocol-guessed':
      return text.protocolGuessed;
    case 'scp':
      return text.scp;
    case 'ssh-config':
      return text.sshConfig;
    case 'certificate-check':
      return text.certificateCheck(name);
    case 'encoding':
      return text.encoding(note.name);
    case 'time-zone':
      return text.timeZone;
    case 'account':
      return text.account;
    case 'relative-remote':
      return text.relativeRemote(note.path);
    case 'no-local-folder':
      return text.noLocalFolder(note.path);
    case 'directions':
      return text.directions;
    case 'include-filter':
      return text.includeFilter(note.filters);
    case 'file-only-filter':
      return text.fileOnlyFilter(note.filters);
    case 'unfit-filter':
      return text.unfitFilter(note.filters);
    case 'age-filter':
      return text.ageFilter;
    case 'ignore-file':
      return text.ignoreFile(note.path);
    case 'links':
      return text.links;
    case 'time-shift':
      return text.timeShift;
    case 'versions-kept':
      return text.versionsKept;
    case 'versions-folder':
      return text.versionsFolder(note.path);
    case 'when-saved':
      return text.whenSaved;
    case 'unused':
      return text.unused(note.settings);
    default:
      return assertNever(note);
  }
}

/** Whether a note is about what the profile would do to files: somebody has to look at it first. */
export function isUnsure({ kind }: ImportNote): boolean {
  return (
    kind === 'relative-remote' ||
    kind === 'directions' ||
    kind === 'include-filter' ||
    kind === 'unfit-filter'
  );
}

/** Why something became no profile. */
export function skipLine(why: SkipReason): string {
  const text = importText.skipped;
  switch (why.kind) {
    case 'protocol':
      return text.protocol(why.name);
    case 'address':
      return text.address;
    case 'two-servers':
      return text.twoServers;
    case 'no-folder':
      return text.noFolder;
    case 'task':
      return why.why;
    case 'tree':
      return text.tree;
    case 'unfit':
      return text.unfit;
    default:
      return assertNever(why);
  }
}
