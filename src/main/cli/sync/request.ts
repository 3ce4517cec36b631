import { resolve as absolute } from 'node:path';
import type { Mode, Profile, ProfileDraft, ProfileId } from '../../../shared/profile/profile.js';
import {
  DEFAULT_OPTIONS,
  type ProfileOptions,
  type Resolve,
} from '../../../shared/profile/profile-options.js';
import { unfitPattern } from '../../activity/unfit-pattern.js';
import type { MostDeleted, Options } from '../options/read-options.js';
import type { RemotePlace } from '../target-arguments/places.js';
import { UsageError } from '../usage-error.js';

/** What `upload`, `download` and `sync` are asked for. */
export interface EvenRequest {
  readonly mode: Mode;
  /** An absolute path. */
  readonly local: string;
  readonly remote: RemotePlace;
  readonly options: Options;
  /** How the folders were kept even when a plan was saved; what the options say of that is passed over. */
  readonly saved?: ProfileDraft | undefined;
  /** The profile of the application that it is, whose memory and password are used. */
  readonly application?: ProfileId | undefined;
}

/** What becomes known of a request on the way: who signs in, and whom the user trusts. */
export interface SignedIn {
  readonly userName: string;
  readonly trustedCertificate: string | undefined;
}

/** What pyftpsync leaves out unless told otherwise. */
const EXCLUDED: readonly string[] = ['.DS_Store', '.git', '.hg', '.svn', '#recycle'];

/** `--resolve` in pyftpsync's words, and in ours. */
const RESOLVES: Readonly<Record<NonNullable<Options['resolve']>, Resolve>> = {
  old: 'older',
  new: 'newer',
  local: 'local',
  remote: 'remote',
  skip: 'skip',
  ask: 'ask',
};

const RESOLVES_IN: Readonly<Record<Mode, readonly string[]>> = {
  'two-way': ['old', 'new', 'local', 'remote', 'skip', 'ask'],
  upload: ['local', 'skip', 'ask'],
  download: ['remote', 'skip', 'ask'],
};

/** The profile that does what was asked for. `id` names what is remembered of it. */
export function profileOf(
  { mode, local, remote, options, saved }: EvenRequest,
  signedIn: SignedIn,
): Omit<Profile, 'id'> {
  if (saved !== undefined) return asSaved(saved, options, signedIn);
  return {
    name: 'Command line',
    localFolder: local,
    remoteFolder: remote.text,
    userName: signedIn.userName,
    mode,
    deleteExtra: options.delete === true || options.deleteUnmatched === true,
    options: profileOptionsOf(options),
    ...(signedIn.trustedCertificate !== undefined && { trustedCertificate: signedIn.trustedCertificate }),
  };
}

/** Only how the line is used may be said anew. */
function asSaved(saved: ProfileDraft, options: Options, signedIn: SignedIn): ProfileDraft {
  const { connections, bytesPerSecond, line } = saved.options;
  return {
    ...saved,
    userName: signedIn.userName,
    options: {
      ...saved.options,
      connections: options.connections ?? connections,
      bytesPerSecond: options.limitRate ?? bytesPerSecond,
      line: options.identity === undefined ? line : { ...line, privateKeyFile: absolute(options.identity) },
    },
    ...(signedIn.trustedCertificate !== undefined && { trustedCertificate: signedIn.trustedCertificate }),
  };
}

/** Throws a `UsageError` for options that cannot go together with the mode, or that can never have an effect. */
export function checkRequest({ mode, options }: Pick<EvenRequest, 'mode' | 'options'>): void {
  const { resolve } = options;
  if (resolve !== undefined && !RESOLVES_IN[mode].includes(resolve)) {
    throw new UsageError(
      `--resolve ${resolve} would change the side that ${mode} never changes.`,
      `Use one of ${RESOLVES_IN[mode].join(', ')}.`,
    );
  }
  for (const name of ['force', 'delete', 'deleteUnmatched'] as const) {
    if (mode !== 'two-way' || options[name] !== true) continue;
    throw new UsageError(
      `There is no --${name === 'deleteUnmatched' ? 'delete-unmatched' : name} in sync, which has no target side.`,
      'Use upload or download.',
    );
  }
  const unfit = unfitPattern(patternsOf(options));
  if (unfit !== undefined)
    throw new UsageError('One of the wildcards of --exclude can never fit anything.', unfit.what);
}

/** The options of a profile that does what was asked for. */
export function profileOptionsOf(options: Options): ProfileOptions {
  return {
    ...DEFAULT_OPTIONS,
    patterns: patternsOf(options),
    matchNames: options.match ?? [],
    // `--exclude` says all that is left out, as in pyftpsync.
    system: 'include',
    deleteUnmatched: options.deleteUnmatched === true,
    force: options.force === true,
    resolve: RESOLVES[options.resolve ?? 'ask'],
    comparison: options.compare ?? 'time',
    caseRule: options.case ?? 'stop',
    firstSync: options.firstSync ?? 'ask',
    connections: options.connections ?? DEFAULT_OPTIONS.connections,
    bytesPerSecond: options.limitRate ?? null,
    line: {
      ...DEFAULT_OPTIONS.line,
      ftpMode: options.ftpActive === true ? 'active' : 'passive',
      privateKeyFile: options.identity === undefined ? null : absolute(options.identity),
    },
    versions: options.versions === false ? { kind: 'off' } : DEFAULT_OPTIONS.versions,
    brakes: brakesOf(options.maxDelete),
  };
}

/** Wildcards as lines of an ignore file, where a `#` or `!` at the beginning would mean something else. */
function patternsOf({ exclude }: Options): readonly string[] {
  return (exclude ?? EXCLUDED).map((name) => (/^[#!]/.test(name) ? `\\${name}` : name));
}

/** Both limits have to be passed, so the one that nobody named is none. */
function brakesOf(most: MostDeleted | undefined): ProfileOptions['brakes'] {
  if (most === undefined) return DEFAULT_OPTIONS.brakes;
  return most.kind === 'files' ? { percent: 0, files: most.count } : { percent: most.count, files: 0 };
}
