import * as v from 'valibot';
import { ProfileOptionsSchema } from './profile-options.js';
import { parseRemote } from './remote.js';

/** Which side may change: both, only the remote one, or only the local one. */
export const ModeSchema = v.picklist(['two-way', 'upload', 'download']);
export type Mode = v.InferOutput<typeof ModeSchema>;

/** What the user can say about a profile. Its secrets are never part of it: they go to the keyring. */
export const ProfileDraftSchema = v.pipe(
  v.strictObject({
    name: v.pipe(
      v.string(),
      v.trim(),
      v.nonEmpty('Give the profile a name.'),
      v.maxLength(120, 'The name is longer than 120 characters.'),
    ),
    /** An absolute path on this computer. */
    localFolder: v.pipe(v.string(), v.nonEmpty('Choose the folder on this computer.'), v.maxLength(4096)),
    /** `ftp://`, `ftps://`, `sftp://` or a path; never with a user name or password in it. */
    remoteFolder: v.pipe(
      v.string(),
      v.trim(),
      v.nonEmpty('Enter the remote folder.'),
      v.maxLength(4096),
      v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed) return;
        const parsed = parseRemote(dataset.value);
        if (parsed.kind === 'invalid') addIssue({ message: parsed.why });
      }),
    ),
    /** Empty where the server takes anonymous users or the remote side is a folder. */
    userName: v.pipe(v.string(), v.maxLength(256)),
    mode: ModeSchema,
    /** Under *Upload* and *Download*: also delete on the target side what the source side does not have. */
    deleteExtra: v.boolean(),
    /** Absent on the disk where the profile was saved before there were any. */
    options: v.optional(ProfileOptionsSchema, {}),
    /** SHA-256 fingerprint of a certificate that the user chose to trust for this profile. */
    trustedCertificate: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/))),
  }),
);
export type ProfileDraft = Readonly<v.InferOutput<typeof ProfileDraftSchema>>;

export const ProfileIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-z-]{1,64}$/));
/** Names a profile for good, whatever the user calls it. */
export type ProfileId = v.InferOutput<typeof ProfileIdSchema>;

/** A saved pair of folders and how to keep them even. */
export interface Profile extends ProfileDraft {
  readonly id: ProfileId;
}

/** What a file may hold of a profile: all but the name under which this computer remembers it. */
export function draftOf(profile: Profile): ProfileDraft {
  const { name, localFolder, remoteFolder, userName, mode, deleteExtra, options, trustedCertificate } =
    profile;
  const trusted = trustedCertificate === undefined ? {} : { trustedCertificate };
  return { name, localFolder, remoteFolder, userName, mode, deleteExtra, options, ...trusted };
}

/** What a profile keeps apart: the password for the server, and what opens the private key. */
export type SecretKind = 'password' | 'passphrase';

/** The same, and the password for the proxy whose user name is in the profile's options. */
export type KeptSecret = SecretKind | 'proxy';

/** Where a secret of a profile is kept. */
export type SecretPlace =
  | 'none'
  | 'keyring'
  /** There is no keyring: it is forgotten when the application quits. */
  | 'session';
