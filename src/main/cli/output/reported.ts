import type { EntryClass } from '../../../shared/plan/plan.js';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { PastRun } from '../../../shared/run/history.js';
import type { Profile, ProfileId } from '../../../shared/profile/profile.js';
import type { ItemOutcome, RunId } from '../../../shared/run/run.js';
import type { Verification, VerificationCounts } from '../../sync/decide/verification.js';
import type { DoctorFinding, Verdict } from '../doctor/finding.js';

/** What was kept of a file, as it is told of. */
export interface VersionInfo {
  /** Names it among all versions of this pair of folders. */
  readonly number: number;
  readonly side: Side;
  readonly path: ItemPath;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970 in UTC. */
  readonly keptMs: number;
  /** The run that replaced or deleted it. */
  readonly runId: RunId;
}

/** A file or folder in which the sides differ, or which could not be read. */
export interface VerificationInfo {
  readonly path: ItemPath;
  readonly found: Exclude<Verification, 'same' | 'left-out'>;
  /** What became of it on each side since the last sync. */
  readonly local: EntryClass;
  readonly remote: EntryClass;
  /** The same in a sentence. */
  readonly text: string;
}

/** What commands tell that are asked about something, rather than doing something. */
export type CommandEvent =
  | { readonly kind: 'past-run'; readonly run: PastRun }
  /** What became of an item in a past run. */
  | { readonly kind: 'past-item'; readonly runId: RunId; readonly item: ItemOutcome }
  | { readonly kind: 'kept-version'; readonly version: VersionInfo }
  /** A version that is kept no longer, or in a dry run would be. */
  | { readonly kind: 'dropped-version'; readonly version: VersionInfo }
  | { readonly kind: 'verified-item'; readonly item: VerificationInfo }
  | { readonly kind: 'verified'; readonly counts: VerificationCounts }
  | { readonly kind: 'profile'; readonly profile: Profile }
  /** Of several pairs of folders of a profile, the one that the events after it are about. */
  | {
      readonly kind: 'pair';
      readonly pair: {
        readonly profileId: ProfileId;
        /** What its records go by: the name of the profile for the first pair. */
        readonly id: ProfileId;
        readonly localFolder: string;
        readonly remoteFolder: string;
      };
    }
  /** What the doctor found out, how much it matters, and the same in a sentence. */
  | {
      readonly kind: 'finding';
      readonly finding: DoctorFinding;
      readonly verdict: Verdict;
      readonly text: string;
    };
