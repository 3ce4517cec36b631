import * as v from 'valibot';
import { OwnFiltersSchema } from './own-filters.js';
import { ProfileOptionsSchema } from './profile-options.js';
import { pairFaults, type Paired } from './pairs.js';
import { parseRemote } from './remote.js';
import { RunCommandsSchema, type RunCommands } from './run-commands.js';
import { ScheduleSchema } from './schedule.js';

/** Which side may change: both, only the remote one, or only the local one. */
export const ModeSchema = v.picklist(['two-way', 'upload', 'download']);
export type Mode = v.InferOutput<typeof ModeSchema>;

export const ProfileIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-z-]{1,64}$/));
/** Names a profile for good, whatever the user calls it, and its first pair of folders; a further pair has one of its own. */
export type ProfileId = v.InferOutput<typeof ProfileIdSchema>;

/** An absolute path on this computer. */
const LocalFolderSchema = v.pipe(
  v.string(),
  v.nonEmpty('Choose the folder on this computer.'),
  v.maxLength(4096),
);

/** The address or path of a remote folder as somebody typed it. */
const RemoteFolderSchema = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('Enter the remote folder.'),
  v.maxLength(4096),
);

/** A further pair of folders; see `MorePair`. */
const MorePairSchema = v.strictObject({
  id: ProfileIdSchema,
  localFolder: LocalFolderSchema,
  remoteFolder: v.pipe(
    RemoteFolderSchema,
    // eslint-disable-next-line no-control-regex -- it is about them
    v.regex(/^[^\u0000-\u001f\u007f]*$/, 'The path contains a control character.'),
  ),
  ownFilters: v.optional(OwnFiltersSchema),
});

/** How many pairs of folders a profile can have besides its first. */
export const MORE_PAIRS_AT_MOST = 99;

/** What the user can say about a profile. Its secrets are never part of it: they go to the keyring. */
export const ProfileDraftSchema = v.pipe(
  v.strictObject({
    name: v.pipe(
      v.string(),
      v.trim(),
      v.nonEmpty('Give the profile a name.'),
      v.maxLength(120, 'The name is longer than 120 characters.'),
    ),
    localFolder: LocalFolderSchema,
    /** `ftp://`, `ftps://`, `sftp://` or a path; never with a user name or password in it. */
    remoteFolder: v.pipe(
      RemoteFolderSchema,
      v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed) return;
        const parsed = parseRemote(dataset.value);
        if (parsed.kind === 'invalid') addIssue({ message: parsed.why });
      }),
    ),
    /** What is synced besides these two folders, on the same server and in the same way; absent where nothing is. */
    pairs: v.optional(v.pipe(v.array(MorePairSchema), v.maxLength(MORE_PAIRS_AT_MOST), v.readonly())),
    /** What the first pair of folders leaves out besides what the options say; absent where that is nothing. */
    ownFilters: v.optional(OwnFiltersSchema),
    /** Empty where the server takes anonymous users or the remote side is a folder. */
    userName: v.pipe(v.string(), v.maxLength(256)),
    mode: ModeSchema,
    /** Under *Upload* and *Download*: also delete on the target side what the source side does not have. */
    deleteExtra: v.boolean(),
    /** The heading that it stands under in the list of profiles. */
    group: v.optional(
      v.pipe(
        v.string(),
        v.trim(),
        v.nonEmpty(),
        v.maxLength(60, 'The name of the group is longer than 60 characters.'),
      ),
    ),
    /** Absent on the disk where the profile was saved before there were any. */
    options: v.optional(ProfileOptionsSchema, {}),
    /** When it runs by itself; absent where it does not. */
    schedule: v.optional(ScheduleSchema),
    /** SHA-256 fingerprint of a certificate that the user chose to trust for this profile. */
    trustedCertificate: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/))),
  }),
  v.rawCheck((context) => refuseUnfitPairs(context)),
);
export type ProfileDraft = Readonly<v.InferOutput<typeof ProfileDraftSchema>>;

/** Says of each further pair of folders what is wrong with it. */
function refuseUnfitPairs<T extends Paired>({ dataset, addIssue }: v.RawCheckContext<T>): void {
  if (!dataset.typed) return;
  const { localFolder, remoteFolder, pairs = [] } = dataset.value;
  for (const { at, field, why } of pairFaults(dataset.value)) {
    const pair = pairs[at];
    if (pair === undefined) continue;
    addIssue({
      message: why,
      path: [
        {
          type: 'object',
          origin: 'value',
          input: { localFolder, remoteFolder, pairs },
          key: 'pairs',
          value: pairs,
        },
        { type: 'array', origin: 'value', input: [...pairs], key: at, value: pair },
        { type: 'object', origin: 'value', input: { ...pair }, key: field, value: pair[field] },
      ],
    });
  }
}

/**
 * A profile as the form makes it and the application saves it: with its commands, which are part of no draft, so that nothing but the form brings
 * any (S12).
 */
export const SavedDraftSchema = v.pipe(
  v.strictObject({ ...ProfileDraftSchema.entries, commands: v.optional(RunCommandsSchema) }),
  v.rawCheck((context) => refuseUnfitPairs(context)),
);
export type SavedDraft = Readonly<v.InferOutput<typeof SavedDraftSchema>>;

/** One or more saved pairs of folders and how to keep them in sync. */
export interface Profile extends ProfileDraft {
  readonly id: ProfileId;
  /** What is run before and after each of its runs; absent where nothing is. */
  readonly commands?: RunCommands | undefined;
}

/** What a plan holds of a profile: all but the name under which this computer remembers it, and where it lists it. */
export function draftOf(profile: Profile): ProfileDraft {
  const {
    name,
    localFolder,
    remoteFolder,
    pairs,
    ownFilters,
    userName,
    mode,
    deleteExtra,
    options,
    schedule,
    trustedCertificate,
  } = profile;
  const more = pairs === undefined ? {} : { pairs };
  const own = ownFilters === undefined ? {} : { ownFilters };
  const trusted = trustedCertificate === undefined ? {} : { trustedCertificate };
  const scheduled = schedule === undefined ? {} : { schedule };
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
    ...scheduled,
    ...trusted,
  };
}

/** What a profile keeps apart: the password for the server, and what opens the private key. */
export type SecretKind = 'password' | 'passphrase';

/** The same, and the password for the proxy whose user name is in the profile's options. */
export type KeptSecret = SecretKind | 'proxy';

/** Where a secret of a profile is kept. */
export type SecretPlace =
  | 'none'
  | 'keyring'
  /** There is no keyring: it is in a file of the application, encrypted by the system, because the user wants it to be. */
  | 'encrypted'
  /** There is no keyring: it is forgotten when the application quits. */
  | 'session';

/** How a secret changes when a profile is saved. */
export type SecretChange =
  { readonly kind: 'keep' } | { readonly kind: 'set'; readonly secret: string } | { readonly kind: 'remove' };

/** How the secrets of a profile change when it is saved. */
export type SecretChanges = Readonly<Record<KeptSecret, SecretChange>>;
