import * as v from 'valibot';
import { ProfileDraftSchema, ProfileIdSchema, type Profile } from '../../shared/profile/profile.js';
import { cleanRemote } from './clean-remote.js';
import { asMeantFormerly } from '../../shared/profile/former-remote.js';

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
  /** How many there are besides that are not profiles, or have the name of another one. */
  readonly unfit: number;
}

const FileSchema = v.object({ profiles: v.array(v.unknown()), version: v.optional(v.number(), 1) });
const IdSchema = v.looseObject({ id: ProfileIdSchema });

/** One profile as it stands in a file of that version; `undefined` where it is not one. */
function readProfile(value: unknown, version: number): Profile | undefined {
  const id = v.safeParse(IdSchema, value);
  if (!id.success) return undefined;
  const others = Object.fromEntries(Object.entries(id.output).filter(([key]) => key !== 'id'));
  const draft = v.safeParse(ProfileDraftSchema, others);
  if (!draft.success) return undefined;
  const { remoteFolder } = draft.output;
  const remote = cleanRemote(version < 2 ? asMeantFormerly(remoteFolder) : remoteFolder);
  if (remote === undefined) return undefined;
  return {
    ...draft.output,
    id: id.output.id,
    remoteFolder: remote.text,
    userName: draft.output.userName === '' ? remote.userName : draft.output.userName,
  };
}

/** Reads the text of a profile file, which nobody is trusted to have written well; `undefined` where it is none. */
export function parseProfiles(text: string): ParsedProfiles | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), FileSchema), text.replace(/^\uFEFF/, ''));
  if (!parsed.success) return undefined;
  const profiles = new Map<string, Profile>();
  let unfit = 0;
  for (const value of parsed.output.profiles) {
    const profile = readProfile(value, parsed.output.version);
    if (profile === undefined || profiles.has(profile.id)) unfit += 1;
    else profiles.set(profile.id, profile);
  }
  return { profiles: [...profiles.values()], unfit };
}
