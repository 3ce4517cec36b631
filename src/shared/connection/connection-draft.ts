import * as v from 'valibot';
import { ProfileDraftSchema, type ProfileId, type SecretChanges } from '../profile/profile.js';

const { remoteFolder, userName, options, trustedCertificate } = ProfileDraftSchema.entries;

/** The part of a profile that says how its remote side is reached; enough to try that before the rest is filled in. */
export const ConnectionDraftSchema = v.strictObject({ remoteFolder, userName, options, trustedCertificate });
export type ConnectionDraft = Readonly<v.InferOutput<typeof ConnectionDraftSchema>>;

/** A connection as it stands in a form, saved or not. */
export interface ConnectionQuery {
  /** The profile whose secrets count where they are kept; `null` for one that is new. */
  readonly profileId: ProfileId | null;
  readonly draft: ConnectionDraft;
  readonly secrets: SecretChanges;
}
