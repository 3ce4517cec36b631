import * as v from 'valibot';
import {
  ProfileIdSchema,
  SavedDraftSchema,
  type Profile,
  type ProfileId,
} from '../../shared/profile/profile.js';
import { cleanRemote } from './clean-remote.js';
import { asMeantFormerly } from '../../shared/profile/former-remote.js';
import { separateSecrets, type SecretsByKind } from './found-secrets.js';

/** The name of the file in the application's folder that holds the profiles. */
export const PROFILES_FILE = 'profiles.json';

/**
 * What the addresses in the file mean. In a file without it, which an earlier version wrote, `ftp://host/` is the folder in which one is signed in;
 * since version 2 it is the root of the server.
 */
export const PROFILES_VERSION = 2;

/** What the text of a profile file holds. */
export interface ParsedProfiles {
  /** In the order in which they were made. */
  readonly profiles: readonly Profile[];
  /** How many there are besides that are not profiles, or have the name of another one, or one of whose pairs has. */
  readonly unfit: number;
  /** What stands in the file of these profiles that belongs into the keyring. */
  readonly secrets: ReadonlyMap<ProfileId, SecretsByKind>;
}

const FileSchema = v.object({ profiles: v.array(v.unknown()), version: v.optional(v.number(), 1) });
const IdSchema = v.looseObject({ id: ProfileIdSchema });

/** One profile as it stands in a file of that version, and the secrets that stand with it; `undefined` where it is not one. */
function readProfile(
  value: unknown,
  version: number,
): { readonly profile: Profile; readonly secrets: SecretsByKind } | undefined {
  const id = v.safeParse(IdSchema, value);
  if (!id.success) return undefined;
  const { rest, secrets } = separateSecrets(id.output);
  const others = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'id'));
  const draft = v.safeParse(SavedDraftSchema, others);
  if (!draft.success) return undefined;
  const { remoteFolder } = draft.output;
  const remote = cleanRemote(version < 2 ? asMeantFormerly(remoteFolder) : remoteFolder);
  if (remote === undefined) return undefined;
  const profile = {
    ...draft.output,
    id: id.output.id,
    remoteFolder: remote.text,
    userName: draft.output.userName === '' ? remote.userName : draft.output.userName,
  };
  const inAddress = remote.password === '' ? {} : { password: remote.password };
  return { profile, secrets: { ...inAddress, ...secrets } };
}

/** Reads the text of a profile file, which nobody is trusted to have written well; `undefined` where it is none. */
export function parseProfiles(text: string): ParsedProfiles | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), FileSchema), text.replace(/^\uFEFF/, ''));
  if (!parsed.success) return undefined;
  const profiles = new Map<string, Profile>();
  const secrets = new Map<string, SecretsByKind>();
  // Each names what is on record of one pair of folders.
  const taken = new Set<string>();
  let unfit = 0;
  for (const value of parsed.output.profiles) {
    const read = readProfile(value, parsed.output.version);
    const ids = read === undefined ? [] : [read.profile, ...(read.profile.pairs ?? [])].map(({ id }) => id);
    if (read === undefined || new Set(ids).size < ids.length || ids.some((id) => taken.has(id))) {
      unfit += 1;
      continue;
    }
    for (const id of ids) taken.add(id);
    profiles.set(read.profile.id, read.profile);
    if (Object.keys(read.secrets).length > 0) secrets.set(read.profile.id, read.secrets);
  }
  return { profiles: [...profiles.values()], unfit, secrets };
}
