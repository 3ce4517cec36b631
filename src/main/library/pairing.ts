import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import type { Side, Sides } from '../../shared/entry/entry.js';
import { ProblemError } from '../../shared/problem-error.js';
import {
  ModeSchema,
  ProfileDraftSchema,
  type Profile,
  type ProfileDraft,
} from '../../shared/profile/profile.js';
import { ProfileOptionsSchema } from '../../shared/profile/profile-options.js';
import { parseRemote } from '../../shared/profile/remote.js';
import { formerPairOf, pairOf, remoteOf, targetOptionsOf } from '../session/pair.js';
import { policyOf } from '../session/policy-of.js';
import { unfitPattern } from '../session/unfit-pattern.js';
import { cleanRemote } from '../profiles/clean-remote.js';
import { findOverlap } from '../profiles/overlap.js';
import { applicationFolder, idOfPair } from '../state/state-folder.js';
import type { Policy } from '../sync/base/policy.js';
import { peerIdFor } from '../sync/pyftpsync/peer-id.js';
import { openTarget as makeTarget } from '../targets/open-target.js';
import type { Target } from '../targets/target.js';
import type { PairOptions, SignInOptions } from './options.js';

/** A pair of folders once all that was said of it has been checked. */
export interface Pairing {
  /** Names the pair, and with it what is remembered. */
  readonly pair: string;
  readonly id: string;
  /** What named the pair, and what is remembered, when `ftp://host/` was the folder in which one is signed in. */
  readonly formerPair: string | undefined;
  readonly policy: Policy;
  /** For people; without a password. */
  readonly places: Sides<string>;
  /** Present where neither side is a target of somebody's own. */
  readonly profile?: ProfileDraft | undefined;
  /** What pyftpsync calls the remote side, once that is connected. Present as `profile` is. */
  readonly pyftpsyncPeer?: ((remote: Target) => string) | undefined;
  readonly stateFolder?: string | undefined;
  /** Over all transfers together; `null` for no limit. */
  readonly bytesPerSecond: number | null;
  /** The target of a side: `ours` has to be connected, and closed afterwards. */
  open(side: Side): Promise<{ readonly target: Target; readonly ours: boolean }>;
}

/** Options beside those of a profile, which no schema of the profile knows. */
const WorkSchema = v.object({
  name: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(300))),
  mode: v.optional(ModeSchema, 'two-way'),
  delete: v.optional(v.boolean(), false),
  userName: v.optional(v.string()),
  trust: v.optional(v.string()),
  stateFolder: v.optional(v.pipe(v.string(), v.nonEmpty())),
});

/** Checks what was said of a pair of folders. Rejects with a `ProblemError` of kind `invalid`. Nothing is connected or changed. */
export async function pairingOf(given: PairOptions): Promise<Pairing> {
  const {
    local,
    remote,
    name,
    mode,
    delete: deletes,
    userName,
    password,
    passphrase,
    proxyPassword,
    trust,
    stateFolder,
    ...rest
  } = given;
  const said = parsed(WorkSchema, { name, mode, delete: deletes, userName, trust, stateFolder });
  const remotePlace = typeof remote === 'string' ? readRemote(remote) : undefined;
  const draft = parsed(ProfileDraftSchema, {
    name: said.name ?? 'Library',
    localFolder: typeof local === 'string' ? readLocal(local) : '-',
    remoteFolder: remotePlace?.text ?? '-',
    userName: said.userName ?? remotePlace?.userName ?? '',
    mode: said.mode,
    deleteExtra: said.delete,
    options: parsed(ProfileOptionsSchema, withoutUndefined(rest)),
    ...(said.trust !== undefined && { trustedCertificate: said.trust }),
  });
  const unfit = unfitPattern(draft.options.patterns);
  if (unfit !== undefined) throw new ProblemError(unfit);
  const profile: Profile = { ...draft, id: 'library' };
  const plain = typeof local === 'string' && typeof remote === 'string';
  if (plain) await refuseOverlap(profile);
  const pair = plain ? pairOf(profile) : nameOfPair(said.name);
  const knownPassword = password ?? remotePlace?.password ?? '';
  return {
    pair,
    id: idOfPair(pair),
    formerPair: plain ? formerPairOf(profile) : undefined,
    policy: policyOf(profile),
    places: {
      local: typeof local === 'string' ? profile.localFolder : (said.name ?? ''),
      remote: typeof remote === 'string' ? profile.remoteFolder : (said.name ?? ''),
    },
    profile: plain ? draft : undefined,
    pyftpsyncPeer: plain ? ({ rootFolder }) => peerIdFor(remoteOf(profile), rootFolder) : undefined,
    stateFolder: said.stateFolder,
    bytesPerSecond: draft.options.bytesPerSecond,
    async open(side) {
      const own = side === 'local' ? local : remote;
      if (typeof own !== 'string') return { target: own, ours: false };
      const options = { ...targetOptionsOf(profile), ownPlaces: ownPlacesIn(said.stateFolder) };
      if (side === 'local') {
        const address = { kind: 'folder', path: profile.localFolder } as const;
        return { target: makeTarget(address, side, { userName: '', password: '' }, options), ours: true };
      }
      const signIn = {
        userName: profile.userName,
        password: await secretFrom(knownPassword),
        passphrase: await secretFrom(passphrase ?? ''),
        proxyPassword: await secretFrom(proxyPassword ?? ''),
        trustedCertificate: profile.trustedCertificate,
      };
      return { target: makeTarget(remoteOf(profile), side, signIn, options), ours: true };
    },
  };
}

/** Where Evenkeel keeps its own on this computer. A folder that was named for it may hold other things. */
function ownPlacesIn(stateFolder: string | undefined): readonly string[] {
  const { env, platform } = process;
  const usual = applicationFolder({ env, platform, homeFolder: homedir() });
  return stateFolder === undefined ? [usual] : [usual, join(resolve(stateFolder), 'state')];
}

/** The pair that a saved profile stands for; `options` adds what no file holds. */
export function pairOptionsOf(
  draft: ProfileDraft,
  { password, passphrase, stateFolder }: Pick<PairOptions, 'password' | 'passphrase' | 'stateFolder'>,
): PairOptions {
  const { localFolder, remoteFolder, userName, mode, deleteExtra, options, trustedCertificate } = draft;
  return {
    ...options,
    local: localFolder,
    remote: remoteFolder,
    userName,
    mode,
    delete: deleteExtra,
    trust: trustedCertificate,
    password,
    passphrase,
    stateFolder,
  };
}

/** A password or passphrase, from whoever holds it. */
export async function secretFrom(secret: NonNullable<SignInOptions['password']>): Promise<string> {
  return typeof secret === 'string' ? secret : secret();
}

/** An address taken apart, and made absolute where it is a folder. Throws a `ProblemError` where it is none. */
export function readRemote(text: string): NonNullable<ReturnType<typeof cleanRemote>> {
  const read = parseRemote(text.trim());
  if (read.kind === 'invalid') throw invalid(read.why, 'Correct the address.');
  const clean = cleanRemote(text);
  if (clean === undefined)
    throw invalid('The address of the remote folder is not valid.', 'Correct the address.');
  if (clean.address.kind === 'server') return clean;
  const path = resolve(clean.address.path);
  return { ...clean, text: path, address: { kind: 'folder', path } };
}

function readLocal(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw invalid('The local side has to be a local folder or a target.', 'Open a target for it.');
  }
  return text === '' ? text : resolve(text);
}

function nameOfPair(name: string | undefined): string {
  if (name === undefined) {
    throw invalid(
      'Folders of which one is a target of your own need a name.',
      'Give the option “name”, so that what is remembered of them is found again.',
    );
  }
  return JSON.stringify(['named', name]);
}

const OVERLAPS = {
  same: 'Both sides are the same folder.',
  'second-inside-first': 'The remote folder is inside the local one.',
  'first-inside-second': 'The local folder is inside the remote one.',
} as const;

async function refuseOverlap(profile: Profile): Promise<void> {
  const address = remoteOf(profile);
  if (address.kind !== 'folder') return;
  const overlap = await findOverlap(profile.localFolder, address.path, process.platform);
  if (overlap !== undefined)
    throw invalid(OVERLAPS[overlap], 'Give two folders that don’t contain each other.');
}

/** An option that is `undefined` is one that was not given. */
function withoutUndefined(options: object): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function parsed<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'the options';
  if (issue.type === 'strict_object')
    throw invalid(`There is no option “${where}”.`, 'Remove it, or correct its name.');
  throw invalid(`Invalid value for the option “${where}”: ${issue.message}`, 'Correct it.');
}

function invalid(what: string, advice: string): ProblemError {
  return new ProblemError({ kind: 'invalid', what, advice });
}
