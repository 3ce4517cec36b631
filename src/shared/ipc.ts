import type { Activity } from './run/activity.js';
import type { ItemPath } from './entry/entry.js';
import type { HistoryPage, OutcomePage, OutcomeWish, PastRun } from './run/history.js';
import type { Reach, Settlement } from './plan/plan.js';
import type { Problem } from './problem.js';
import type {
  KeptSecret,
  Profile,
  ProfileDraft,
  ProfileId,
  SecretKind,
  SecretPlace,
} from './profile/profile.js';
import type { RunTone } from './run/run-tone.js';
import type { EngineEvent, RunId, RunPace, RunWish } from './run/run.js';

/** A profile as the window lists it. */
export interface ProfileListing {
  readonly profile: Profile;
  readonly password: SecretPlace;
  /** `none` wherever the server is not one of SSH. */
  readonly passphrase: SecretPlace;
  /** The password for the proxy; `none` wherever it wants no sign-in. */
  readonly proxyPassword: SecretPlace;
  /** Whether somebody has been told that password and files travel unencrypted. */
  readonly toldOfPlain: boolean;
  /** When its last run ended, milliseconds since 1970 in UTC, and how, in a few words. */
  readonly last?: { readonly ms: number; readonly words: string; readonly tone: RunTone } | undefined;
}

/** The answer to a request that can be refused for a reason that the user should read. */
export type Answer<T> =
  { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'refused'; readonly problem: Problem };

/** How a secret changes when a profile is saved. */
export type SecretChange =
  { readonly kind: 'keep' } | { readonly kind: 'set'; readonly secret: string } | { readonly kind: 'remove' };

/** How the secrets of a profile change when it is saved. */
export type SecretChanges = Readonly<Record<KeptSecret, SecretChange>>;

/** Whether this computer has a keyring for secrets; where not, `why` says so in a sentence. */
export type KeyringState =
  { readonly kind: 'available' } | { readonly kind: 'unavailable'; readonly why: string };

/** What the window needs to know once, when it opens. */
export interface Opening {
  readonly profiles: readonly ProfileListing[];
  readonly keyring: KeyringState;
  /** Present in the demonstration: the profile to show first. */
  readonly demoProfile?: ProfileId | undefined;
  /** What went wrong while starting, for example a damaged profile file that was set aside. */
  readonly problems: readonly Problem[];
  readonly version: string;
}

/**
 * Every request that the window can make, and its answer. The main process validates the arguments and the sender
 * of each (`src/main/ipc`).
 */
export interface Requests {
  open(): Opening;
  saveProfile(id: ProfileId | null, draft: ProfileDraft, secrets: SecretChanges): Answer<ProfileListing>;
  deleteProfile(id: ProfileId): Answer<null>;
  /** Lets the user choose a folder of this computer in the system's own dialog; `null` where they cancelled. */
  chooseFolder(): string | null;
  /** Lets them choose the file of a private key; `null` where they cancelled. */
  chooseKeyFile(): string | null;
  /**
   * What is going on with a profile. If it has a plan, all its items follow as `plan-items` messages, the first
   * of which says `fresh`.
   */
  watch(id: ProfileId): Activity;
  compare(id: ProfileId): Answer<null>;
  /** Compares with the filters that the other side brought: `text` is the ignore file as it was shown. */
  acceptFilters(id: ProfileId, text: string): Answer<null>;
  /** Compares, and reads all files on both sides for that, whatever the profile compares by. */
  verify(id: ProfileId): Answer<null>;
  /**
   * Chooses for these items (with `below`, and for all that lies in them), or with `null` for every conflict that is not settled
   * yet, what is to happen; `null` takes a choice back.
   */
  settle(
    id: ProfileId,
    paths: readonly ItemPath[] | null,
    settlement: Settlement | null,
    reach: Reach,
  ): Answer<null>;
  /** Begins to carry out the plan, with the user's answer to what stopped the run before. */
  run(id: ProfileId, how: RunWish): Answer<null>;
  /** Undoes the last choice made in the plan. */
  undoChoice(id: ProfileId): Answer<null>;
  /** Leaves the question of a run that stopped to ask unanswered, or the preview of an undo: nothing is done. */
  cancel(id: ProfileId): Answer<null>;
  /** Looks at what undoing a run would do (S4), and shows it as a plan; what has been changed since is not undone. */
  previewUndo(id: ProfileId, runId: RunId): Answer<null>;
  /** Carries out the undo that is shown, without what was left out of it. */
  undo(id: ProfileId): Answer<null>;
  /** Takes note that somebody knows that password and files travel unencrypted. */
  acceptPlain(id: ProfileId): Answer<null>;
  /** Has the profile use FTP with TLS from now on. */
  useTls(id: ProfileId): Answer<null>;
  /** Tries once more what failed for want of this secret; keeps it only after it has worked. */
  signIn(id: ProfileId, kind: SecretKind, secret: string, remember: boolean): Answer<null>;
  /** The runs on record, newest first, a page at a time. */
  history(id: ProfileId, page: HistoryPage): Answer<readonly PastRun[]>;
  /** What became of the items of a run, a page at a time. */
  outcomes(id: ProfileId, runId: RunId, wish: OutcomeWish): Answer<OutcomePage>;
  /** Pauses the run that is under way, lets it go on, or changes its limits; they hold for this run. */
  setPace(id: ProfileId, pace: RunPace): Answer<null>;
  /** Stops the comparison or run of the profile; what is done stays done. */
  stop(id: ProfileId): Answer<null>;
  /** Trusts the certificate with this fingerprint for this profile from now on. */
  trustCertificate(id: ProfileId, fingerprint: string): Answer<null>;
}

export type RequestName = keyof Requests;

/** What the main process tells the window unasked. Messages of one profile arrive in order. */
export type Message =
  | { readonly kind: 'profiles'; readonly profiles: readonly ProfileListing[] }
  | { readonly kind: 'activity'; readonly profileId: ProfileId; readonly activity: Activity }
  /** Events of the engine, gathered for a few frames. `fresh` empties what the window holds of the profile's plan first. */
  | {
      readonly kind: 'events';
      readonly profileId: ProfileId;
      readonly fresh: boolean;
      readonly events: readonly EngineEvent[];
    }
  /** The tray or a notification asks the window to show this profile. */
  | { readonly kind: 'show'; readonly profileId: ProfileId };

/** The one object that the preload script gives the window, as `window.evenkeel`. */
export type EvenkeelApi = {
  readonly [Name in RequestName]: (
    ...args: Parameters<Requests[Name]>
  ) => Promise<ReturnType<Requests[Name]>>;
} & {
  /** Calls `listener` with every message; the function returned ends that. */
  readonly onMessage: (listener: (message: Message) => void) => () => void;
};
