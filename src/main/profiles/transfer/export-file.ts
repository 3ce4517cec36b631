import * as v from 'valibot';
import { ProfileDraftSchema, type Profile, type ProfileDraft } from '../../../shared/profile/profile.js';
import { cleanRemote } from '../clean-remote.js';
import { without } from '../../../shared/without.js';
import { separateSecrets } from '../found-secrets.js';

/** The version of the file, which grows when its meaning changes. */
const EXPORT_VERSION = 1;

/** No file of profiles is larger. */
export const LARGEST_EXPORT_BYTES = 20_000_000;

const MARK = 'evenkeel-profiles';

const FileSchema = v.object({
  kind: v.literal(MARK),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  profiles: v.pipe(v.array(v.record(v.string(), v.unknown())), v.maxLength(10_000)),
});

/** Profiles as a file that can be taken to another computer: without a secret, and without what only counts on this one. */
export function exportText(profiles: readonly Profile[]): string {
  const exported = profiles.map((profile) => withoutTrust(profile));
  return `${JSON.stringify({ kind: MARK, version: EXPORT_VERSION, profiles: exported }, null, 2)}\n`;
}

/** A profile as a file of exported profiles has it. */
export interface ExportedDraft {
  readonly draft: ProfileDraft;
  /** Whether there were commands with it, which are never taken over. */
  readonly hadCommands: boolean;
}

/** What a file of exported profiles holds. */
export type ParsedExport =
  | {
      readonly kind: 'profiles';
      readonly drafts: readonly ExportedDraft[];
      /** How many there are besides that are not profiles. */
      readonly unfit: number;
    }
  /** A later version wrote it. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'no-export' };

/**
 * Reads a file of exported profiles, which anybody may have written (S12): secrets in it are passed over, and nothing in it makes a profile run by
 * itself or trust a server.
 */
export function parseExport(text: string): ParsedExport {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), FileSchema), text.replace(/^\uFEFF/, ''));
  if (!parsed.success) return { kind: 'no-export' };
  if (parsed.output.version > EXPORT_VERSION) return { kind: 'newer' };
  const drafts = parsed.output.profiles.flatMap((written) => {
    const draft = readDraft(written);
    return draft === undefined ? [] : [draft];
  });
  return { kind: 'profiles', drafts, unfit: parsed.output.profiles.length - drafts.length };
}

function readDraft(written: Readonly<Record<string, unknown>>): ExportedDraft | undefined {
  const { rest } = separateSecrets(written);
  const hadCommands = 'commands' in rest;
  const draft = v.safeParse(ProfileDraftSchema, hadCommands ? without(rest, 'commands') : rest);
  if (!draft.success) return undefined;
  const remote = cleanRemote(draft.output.remoteFolder);
  if (remote === undefined) return undefined;
  const { options, userName } = draft.output;
  const fit: ProfileDraft = {
    ...withoutTrust(draft.output),
    remoteFolder: remote.text,
    userName: userName === '' ? remote.userName : userName,
    // Somebody has to look at its first plans before it may run unasked.
    options: { ...options, unattended: false },
  };
  return { draft: fit, hadCommands };
}

function withoutTrust(draft: ProfileDraft): ProfileDraft {
  const { name, localFolder, remoteFolder, pairs, ownFilters, userName, mode, deleteExtra, options, group } =
    draft;
  const more = pairs === undefined ? {} : { pairs };
  const own = ownFilters === undefined ? {} : { ownFilters };
  const inGroup = group === undefined ? {} : { group };
  return {
    name,
    localFolder,
    remoteFolder,
    ...more,
    ...own,
    userName,
    mode,
    deleteExtra,
    options,
    ...inGroup,
  };
}
