import * as v from 'valibot';
import { ProfileDraftSchema, ProfileIdSchema, type Profile } from '../../shared/profile/profile.js';
import { cleanRemote } from './clean-remote.js';

/** The name of the file in the application's folder that holds the profiles. */
export const PROFILES_FILE = 'profiles.json';

/** What the text of a profile file holds. */
export interface ParsedProfiles {
  /** In the order in which they were made. */
  readonly profiles: readonly Profile[];
  /** How many there are besides that are not profiles, or have the name of another one. */
  readonly unfit: number;
}

const FileSchema = v.object({ profiles: v.array(v.unknown()) });
const IdSchema = v.looseObject({ id: ProfileIdSchema });

/** One profile as it stands in the file; `undefined` where it is not one. */
function readProfile(value: unknown): Profile | undefined {
  const id = v.safeParse(IdSchema, value);
  if (!id.success) return undefined;
  const others = Object.fromEntries(Object.entries(id.output).filter(([key]) => key !== 'id'));
  const draft = v.safeParse(ProfileDraftSchema, others);
  if (!draft.success) return undefined;
  const remote = cleanRemote(draft.output.remoteFolder);
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
    const profile = readProfile(value);
    if (profile === undefined || profiles.has(profile.id)) unfit += 1;
    else profiles.set(profile.id, profile);
  }
  return { profiles: [...profiles.values()], unfit };
}
