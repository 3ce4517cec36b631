import { homedir } from 'node:os';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { ProblemError } from '../../shared/problem-error.js';
import {
  ModeSchema,
  ProfileDraftSchema,
  type KeptSecret,
  type Profile,
  type ProfileDraft,
} from '../../shared/profile/profile.js';
import { ProfileOptionsSchema } from '../../shared/profile/profile-options.js';
import { parseRemote } from '../../shared/profile/remote.js';
import { namelessPlaces, type FolderPair } from '../session/folder-pair.js';
import { formerPairOf, pairOf, remoteOf } from '../session/profile/pair.js';
import { planHead, type UnsavedHead } from '../session/plan-head.js';
import { unfitPattern } from '../session/profile/unfit-pattern.js';
import { cleanRemote } from '../profiles/clean-remote.js';
import { findOverlap } from '../profiles/overlap.js';
import { currentTarget } from '../targets/earlier-target.js';
import { applicationFolder, idOfPair } from '../state/state-folder.js';
import type { PlanBinding } from '../sync/saved-plan/format.js';
import type { PairOptions, SignInOptions } from './options.js';

/** A pair of folders once all that was said of it has been checked. */
export interface Pairing {
  readonly folders: FolderPair;
  /** What a plan that was made for the pair is saved with. */
  readonly headOf: (binding: PlanBinding) => UnsavedHead;
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
  const nameless: Profile = { ...draft, id: '' };
  const plain = typeof local === 'string' && typeof remote === 'string';
  if (plain) await refuseOverlap(nameless);
  const pair = plain ? pairOf(nameless) : nameOfPair(said.name);
  const profile: Profile = { ...draft, id: idOfPair(pair) };
  const secrets: Readonly<Record<KeptSecret, NonNullable<SignInOptions['password']>>> = {
    password: password ?? remotePlace?.password ?? '',
    passphrase: passphrase ?? '',
    proxy: proxyPassword ?? '',
  };
  const { env, platform } = process;
  const usual = applicationFolder({ env, platform, homeFolder: homedir() });
  const folder = said.stateFolder === undefined ? usual : resolve(said.stateFolder);
  const theirs = {
    ...(typeof local === 'string' ? {} : { local: currentTarget(local) }),
    ...(typeof remote === 'string' ? {} : { remote: currentTarget(remote) }),
  };
  return {
    folders: {
      profile,
      ...namelessPlaces(folder, platform, pair, plain ? formerPairOf(profile) : undefined),
      secret: (kind) => secretFrom(secrets[kind]),
      ownPlaces: [usual],
      given: plain ? undefined : theirs,
    },
    headOf: (binding) =>
      plain
        ? planHead(binding, profile)
        : {
            ...binding,
            places: {
              local: typeof local === 'string' ? profile.localFolder : (said.name ?? ''),
              remote: typeof remote === 'string' ? profile.remoteFolder : (said.name ?? ''),
            },
          },
  };
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
      'A pair with a target of your own needs a name.',
      'Set the option “name”: the records of the pair are stored under it.',
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
