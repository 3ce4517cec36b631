import { resolve as absolute } from 'node:path';
import type { Mode, Profile, ProfileDraft, ProfileId } from '../../../shared/profile/profile.js';
import {
  DEFAULT_OPTIONS,
  DEFAULT_VERSIONS,
  type LineOptions,
  type ProfileOptions,
  type Resolve,
} from '../../../shared/profile/profile-options.js';
import type { RunCommands } from '../../../shared/profile/run-commands.js';
import { readProxy, type ProxyPlace } from '../../../shared/connection/proxy.js';
import { usualTls, type RemoteAddress } from '../../../shared/profile/remote.js';
import type { JointRun } from '../../session/commands/joint-run.js';
import { unfitPattern } from '../../session/profile/unfit-pattern.js';
import { longName, type Options } from '../options/read-options.js';
import type { RemoteArgument } from '../target-arguments/local-and-remote.js';
import { UsageError } from '../usage-error.js';
import { usageText } from '../text/usage.js';

/** What `upload`, `download` and `sync` are asked for. */
export interface SyncRequest {
  readonly mode: Mode;
  /** An absolute path. */
  readonly local: string;
  readonly remote: RemoteArgument;
  readonly options: Options;
  /** How the folders were synced when a plan was saved; the options for that are ignored. */
  readonly saved?: ProfileDraft | undefined;
  /** The profile of the application that it is, whose state and password are used. */
  readonly application?: ProfileId | undefined;
  /** What its records go by, where it is a further pair of folders of that profile. */
  readonly records?: ProfileId | undefined;
  /** What the profile of the application has run before and after its runs; no file brings any. */
  readonly commands?: RunCommands | undefined;
  /** The run of the whole profile that its run is a part of. */
  readonly joint?: JointRun | undefined;
}

/** What becomes known of a request on the way: who signs in, and whom the user trusts. */
export interface SignedIn {
  readonly userName: string;
  readonly trustedCertificate: string | undefined;
}

/** `--mode`, by the names of the commands. */
export const MODES: Readonly<Record<string, Mode>> = {
  sync: 'two-way',
  upload: 'upload',
  download: 'download',
};

/** What pyftpsync leaves out unless told otherwise. */
const EXCLUDED: readonly string[] = ['.DS_Store', '.git', '.hg', '.svn', '#recycle'];

/** `--resolve` in pyftpsync's words, and in ours. */
export const RESOLVES: Readonly<Record<NonNullable<Options['resolve']>, Resolve>> = {
  old: 'older',
  new: 'newer',
  local: 'local',
  remote: 'remote',
  'keep-both': 'keep-both',
  merge: 'merge',
  skip: 'skip',
  ask: 'ask',
};

const RESOLVES_IN: Readonly<Record<Mode, readonly string[]>> = {
  'two-way': ['old', 'new', 'local', 'remote', 'keep-both', 'merge', 'skip', 'ask'],
  upload: ['local', 'skip', 'ask'],
  download: ['remote', 'skip', 'ask'],
};

/** The profile that does what was asked for. `id` names what is remembered of it. */
export function profileOf(
  { mode, local, remote, options, saved }: SyncRequest,
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
    options: profileOptionsOf(options, remote.address),
    ...(signedIn.trustedCertificate !== undefined && { trustedCertificate: signedIn.trustedCertificate }),
  };
}

/** Only how the server is reached may be said anew. */
function asSaved(saved: ProfileDraft, options: Options, signedIn: SignedIn): ProfileDraft {
  const { connections, bytesPerSecond, line } = saved.options;
  return {
    ...saved,
    userName: signedIn.userName,
    options: {
      ...saved.options,
      connections: options.connections === undefined ? connections : options.connections,
      bytesPerSecond: options.limitRate ?? bytesPerSecond,
      line: lineOf(options, line),
    },
    ...(signedIn.trustedCertificate !== undefined && { trustedCertificate: signedIn.trustedCertificate }),
  };
}

/** How the server is reached: as the options say, and else as before. */
export function lineOf(options: Options, before: LineOptions): LineOptions {
  const { ftpActive, tls, encoding, identity, sshOldAlgorithms } = options;
  const proxy = options.proxy === undefined ? before.proxy : (readProxy(options.proxy)?.url ?? null);
  return {
    ftpMode: ftpActive === undefined ? before.ftpMode : ftpActive ? 'active' : 'passive',
    ftpPassive: options.ftpPassive ?? before.ftpPassive,
    ftpCommands: options.ftpCommands ?? before.ftpCommands,
    tls: tls ?? before.tls,
    encoding: encoding ?? before.encoding,
    proxy,
    privateKeyFile: identity === undefined ? before.privateKeyFile : absolute(identity),
    oldSshAlgorithms: sshOldAlgorithms ?? before.oldSshAlgorithms,
  };
}

/** The proxy that is used, with what was typed of its sign-in; `undefined` where there is none. */
export function proxyOf(options: Options, { line }: Pick<ProfileOptions, 'line'>): ProxyPlace | undefined {
  return readProxy(options.proxy ?? line.proxy ?? '');
}

/**
 * Throws a `UsageError` for options that cannot go together with the mode, or that can never have an effect. `named` says how an option is
 * called where it was given: on the command line, unless said otherwise.
 */
export function checkRequest(
  { mode, options }: Pick<SyncRequest, 'mode' | 'options'>,
  named: (option: string) => string = longName,
): void {
  const { resolve } = options;
  if (resolve !== undefined && !RESOLVES_IN[mode].includes(resolve)) {
    throw new UsageError(usageText.resolveAgainstMode(named('resolve'), resolve, mode, RESOLVES_IN[mode]));
  }
  for (const name of ['force', 'delete', 'deleteUnmatched'] as const) {
    if (mode !== 'two-way' || options[name] !== true) continue;
    throw new UsageError(usageText.oneWayOnly(named(name)));
  }
  const unfit = unfitPattern(patternsOf(options));
  if (unfit !== undefined)
    throw new UsageError(
      usageText.deadPattern(named(options.ignore === undefined ? 'exclude' : 'ignore'), unfit.what),
    );
}

/** The options of a profile that does what was asked for; `address` is that of the server. */
export function profileOptionsOf(options: Options, address?: RemoteAddress): ProfileOptions {
  return {
    ...DEFAULT_OPTIONS,
    patterns: patternsOf(options),
    matchNames: options.match ?? [],
    hidden: options.hidden ?? 'include',
    // `--exclude` says all that is left out, as in pyftpsync.
    system: options.system ?? 'include',
    minSizeBytes: options.minSize ?? null,
    maxSizeBytes: options.maxSize ?? null,
    minAgeDays: options.minAge ?? null,
    maxAgeDays: options.maxAge ?? null,
    deleteUnmatched: options.deleteUnmatched === true,
    force: options.force === true,
    resolve: RESOLVES[options.resolve ?? 'ask'],
    comparison: options.compare ?? 'time',
    caseRule: options.case ?? 'stop',
    links: options.links ?? 'skip',
    permissions: options.permissions ?? 'leave',
    firstSync: options.firstSync ?? 'ask',
    connections: options.connections === undefined ? DEFAULT_OPTIONS.connections : options.connections,
    bytesPerSecond: options.limitRate ?? null,
    line: lineOf(options, { ...DEFAULT_OPTIONS.line, tls: usualTls(address) }),
    versions: versionsOf(options),
    ownNames: options.ownNames ?? DEFAULT_OPTIONS.ownNames,
    lock: options.lock === false ? 'off' : 'on',
    writing: options.inPlace === true ? 'in-place' : 'beside',
    versionsIn: options.versionsIn ?? null,
    deletionLimit: options.maxDelete ?? DEFAULT_OPTIONS.deletionLimit,
  };
}

/** Wildcards as lines of an ignore file, where a `#` or `!` at the beginning would mean something else; then such lines themselves. */
function patternsOf({ exclude, ignore }: Options): readonly string[] {
  const names = (exclude ?? EXCLUDED).map((name) => (/^[#!]/.test(name) ? `\\${name}` : name));
  return [...names, ...(ignore ?? [])];
}

function versionsOf({ versions, versionsDays, versionsSize }: Options): ProfileOptions['versions'] {
  if (versions === false) return { kind: 'off' };
  const { days, megabytes } = DEFAULT_VERSIONS;
  return { kind: 'on', days: versionsDays ?? days, megabytes: versionsSize ?? megabytes };
}
