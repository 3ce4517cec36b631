import type { AppCommandId, CommandId, CommandStates } from './commands.js';
import type { Activity, PairsAtWork, PairsRequest } from './run/activity.js';
import type { FileEntry, ItemPath, Side, Sides } from './entry/entry.js';
import type { FileContent, ReadingProgress } from './content.js';
import type {
  AllRuns,
  AllRunsPage,
  HistoryPage,
  OutcomePage,
  OutcomeRequest,
  PastRun,
  PathHits,
  PathSearch,
  RestorePreview,
  VersionFacts,
} from './run/history.js';
import type { Licence } from './licence.js';
import type {
  Arranged,
  ChosenProfile,
  FoundProfiles,
  ImportFrom,
  ImportSources,
} from './profile/profile-import.js';
import type { Mail, MessageChannel } from './messages.js';
import type { Settings } from './settings.js';
import type { SettleRequest } from './plan/plan.js';
import type { Problem } from './problem.js';
import type { UpdateState, UpdateRequest } from './update.js';
import type {
  Profile,
  SavedDraft,
  ProfileId,
  SecretKind,
  SecretPlace,
  SecretChange,
  SecretChanges,
} from './profile/profile.js';
import type { ConnectionQuery } from './connection/connection-draft.js';
import type { TestStep } from './connection/connection-test.js';
import type { DialogueOf, DialoguePage } from './connection/dialogue.js';
import type { FolderBrowser, FolderPage } from './connection/server-folders.js';
import type { WaitingRun } from './run/waiting.js';
import type { EngineEvent, RunId, RunPace, RunTone, RunRequest } from './run/run.js';

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
  /** Whether it was switched from plain FTP to TLS, and has not connected with it yet. */
  readonly untriedTls: boolean;
  /** When its last run ended, milliseconds since 1970 in UTC, and how, in a few words. */
  readonly last?: { readonly ms: number; readonly words: string; readonly tone: RunTone } | undefined;
}

/** What is going on with the pairs of folders of a profile. */
export interface PairActivities {
  /** By the name of each pair. */
  readonly activities: Readonly<Record<ProfileId, Activity>>;
  /** Present while they are gone through. */
  readonly round: PairsAtWork | null;
}

/** The answer to a request that can be refused for a reason that the user should read. */
export type Answer<T> =
  { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'refused'; readonly problem: Problem };

/** An answer that says why not. */
export function refused(problem: Problem): Extract<Answer<never>, { readonly kind: 'refused' }> {
  return { kind: 'refused', problem };
}

export type { SecretChange, SecretChanges } from './profile/profile.js';

/** Whether this computer has a keyring for secrets; where not, `why` says so in a sentence. */
export type KeyringState =
  | { readonly kind: 'available' }
  | {
      readonly kind: 'unavailable';
      readonly why: string;
      /** Whether the system can encrypt secrets for a file instead. */
      readonly canEncrypt: boolean;
    };

/** Where a new secret goes, as far as anybody can tell before. */
export function placeOfNewSecrets(
  keyring: KeyringState,
  { withoutKeyring }: Pick<Settings, 'withoutKeyring'>,
): Exclude<SecretPlace, 'none'> {
  if (keyring.kind === 'available') return 'keyring';
  return keyring.canEncrypt ? withoutKeyring : 'session';
}

/** What the window needs to know once, when it opens. */
export interface Opening {
  readonly profiles: readonly ProfileListing[];
  /** The runs that are due and have not begun. */
  readonly waiting: readonly WaitingRun[];
  readonly keyring: KeyringState;
  /** Present in the demonstration: the profile to show first. */
  readonly demoProfile?: ProfileId | undefined;
  /** Whether the application was opened with a file of profiles to import. */
  readonly offersImport: boolean;
  /** What went wrong while starting, for example a damaged profile file that was set aside. */
  readonly problems: readonly Problem[];
  readonly version: string;
  readonly settings: Settings;
  /** The folder of the application's logs. */
  readonly logs: string;
  readonly update: UpdateState;
}

/** What is at a path of this computer: nothing, something else than a folder, or what cannot be looked at. `no-path` is not a whole path. */
export type FolderLook = 'folder' | 'missing' | 'no-folder' | 'no-path' | 'unknown';

/** What opening an item came to: what might be run by it is shown in its folder instead. */
export type OpenedHow = 'opened' | 'shown';

/**
 * Every request that the window can make, and its answer. The main process validates the arguments and the sender
 * of each (`src/main/ipc`).
 */
export interface Requests {
  open(): Opening;
  saveProfile(id: ProfileId | null, draft: SavedDraft, secrets: SecretChanges): Answer<ProfileListing>;
  deleteProfile(id: ProfileId): Answer<null>;
  /** Lets the user choose a folder of this computer in the system's own dialog; `null` where they cancelled. */
  chooseFolder(): string | null;
  /** Lets them choose the file of a private key; `null` where they cancelled. */
  chooseKeyFile(): string | null;
  lookAtFolder(path: string): FolderLook;
  /** Makes a folder of this computer, and those above it. */
  makeFolder(path: string): Answer<null>;
  /**
   * Tries a connection as it stands in the form, and tells each step by a message; with `writes` also whether a file can be written and deleted.
   * Another test ends the one before.
   */
  testConnection(query: ConnectionQuery, writes: boolean): Answer<readonly TestStep[]>;
  stopTest(): Answer<null>;
  /** Connects to a server to look at its folders; closes the one before. */
  openFolders(query: ConnectionQuery): Answer<FolderBrowser>;
  listFolders(id: string, folder: string): Answer<FolderPage>;
  /** Makes a folder on the server, and tells its whole path. */
  makeServerFolder(id: string, parent: string, name: string): Answer<string>;
  closeFolders(id: string): Answer<null>;
  /** The dialogue with the server of a profile behind the line `after` of `dialogue`, a page at a time. */
  dialogue(id: ProfileId, of: DialogueOf, dialogue: number, after: number): Answer<DialoguePage>;
  /** Puts all that is kept of it into the clipboard. */
  copyDialogue(id: ProfileId, of: DialogueOf): Answer<null>;
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
  /** Chooses what is to happen with items of the plan; all of these choices are one step, which `undoChoice` undoes. */
  settle(id: ProfileId, requests: readonly SettleRequest[]): Answer<null>;
  /**
   * Reads a file of the plan that is shown, as it is on one side now, from its beginning up to `most` bytes. A new request for the same side ends
   * the one before.
   */
  readContent(id: ProfileId, path: ItemPath, side: Side, most: number): Answer<FileContent>;
  /** Reads the version that both versions of a file in the plan were made from; `null` where it is not known. */
  readBase(id: ProfileId, path: ItemPath): Answer<Uint8Array | null>;
  /**
   * Chooses that `content`, made of both versions of a file, takes the place of both, as one step that `undoChoice` undoes. Refused if either file
   * is no longer as it was `seen`.
   */
  settleMerge(id: ProfileId, path: ItemPath, content: Uint8Array, seen: Sides<FileEntry>): Answer<null>;
  /** Ends the reading of files of the profile that are under way. */
  stopReading(id: ProfileId): Answer<null>;
  /** Begins to carry out the plan, with the user's answer to what stopped the run before. */
  run(id: ProfileId, how: RunRequest): Answer<null>;
  /** Begins to carry out these items of the plan only; what else it would change is skipped. */
  runOnly(id: ProfileId, paths: readonly ItemPath[]): Answer<null>;
  /** Opens an item on a side that is on this computer; a program is shown in its folder instead. */
  openItem(id: ProfileId, path: ItemPath, side: Side): Answer<OpenedHow>;
  /** Shows an item on a side that is on this computer in its folder. */
  showItem(id: ProfileId, path: ItemPath, side: Side): Answer<null>;
  /** Puts the paths of items on this computer, or their addresses on the server, into the clipboard. */
  copyItems(id: ProfileId, paths: readonly ItemPath[], what: 'path' | 'url'): Answer<null>;
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
  outcomes(id: ProfileId, runId: RunId, request: OutcomeRequest): Answer<OutcomePage>;
  /** The runs of all profiles on record, newest first, a page at a time. */
  allRuns(page: AllRunsPage): Answer<AllRuns>;
  /** What past runs did with items of these paths, newest first, a page at a time. */
  findInHistory(search: PathSearch): Answer<PathHits>;
  /** The versions of a file that are still kept, newest first. */
  versionsOf(id: ProfileId, path: ItemPath): Answer<readonly VersionFacts[]>;
  /** Looks at what restoring a version would do; changes nothing. */
  previewRestore(id: ProfileId, version: number): Answer<RestorePreview>;
  /** Restores the version that was looked at last, as a run that can be undone. */
  restore(id: ProfileId, version: number): Answer<null>;
  /** Compares, and runs again what the last run failed to do or skipped of these items, as it was planned then and nothing else. */
  retry(id: ProfileId, paths: readonly ItemPath[]): Answer<null>;
  /** Lets the user choose a file and writes the report of a run to it; `null` where they cancelled, else the file's name. */
  exportReport(id: ProfileId, runId: RunId): Answer<string | null>;
  /** Pauses the run that is under way, lets it go on, or changes its limits; they hold for this run. */
  setPace(id: ProfileId, pace: RunPace): Answer<null>;
  /** What is going on with each pair of folders of a profile; their items do not follow. */
  pairs(id: ProfileId): PairActivities;
  /** Begins to do something with all pairs of folders of a profile, one after another. */
  doWithAll(id: ProfileId, request: PairsRequest): Answer<null>;
  /** Looks at what undoing a run of the whole profile would do, in each of its pairs of folders; `joint` is what those have on record of it. */
  previewUndoOfAll(id: ProfileId, joint: string): Answer<null>;
  /** Stops the comparison or run of the profile, of any of its pairs of folders; what is done stays done. */
  stop(id: ProfileId): Answer<null>;
  /** Lets a profile that waits for its turn run before all others that do. */
  runFirst(id: ProfileId): Answer<null>;
  /** Takes a run that waits off the queue: the profile runs at its next time. */
  takeOffQueue(id: ProfileId): Answer<null>;
  /** Trusts the certificate with this fingerprint for this profile from now on. */
  trustCertificate(id: ProfileId, fingerprint: string): Answer<null>;
  /** Tells the menus which commands can be run now. */
  showCommands(states: CommandStates): null;
  /** Carries a command out that is not the window's own. */
  appCommand(id: AppCommandId): Answer<null>;
  /** Makes a copy of a profile with its secrets, just below it. */
  duplicateProfile(id: ProfileId): Answer<ProfileListing>;
  /** Puts the profiles in this order and into these groups. */
  arrangeProfiles(order: readonly Arranged[]): Answer<null>;
  /** Lets the user choose a file and writes all profiles there, without their secrets. */
  exportProfiles(): Answer<null>;
  /** Where profiles can be imported from. */
  importSources(): Answer<ImportSources>;
  /** Tells what is in a file with profiles, of Evenkeel or another program, or on the clipboard; `null` where no file was chosen. */
  lookAtImport(from: ImportFrom): Answer<FoundProfiles | null>;
  /** Imports these of the profiles that were found. */
  acceptImport(chosen: readonly ChosenProfile[]): Answer<null>;
  /** Forgets what was found, with its secrets. */
  dropImport(): Answer<null>;
  /** Forgets every password and passphrase that Evenkeel keeps, wherever it is. */
  forgetSecrets(): Answer<null>;
  saveSettings(settings: Settings): Answer<Settings>;
  /** Where the address of the webhook and the password for mail are kept. */
  messageSecrets(): Answer<Readonly<Record<MessageChannel, SecretPlace>>>;
  /** Keeps the address of the webhook or the password for mail, or forgets it. */
  changeMessageSecret(channel: MessageChannel, change: SecretChange): Answer<null>;
  /** Sends a message to see whether it arrives, with what stands in the form. */
  testMessage(channel: MessageChannel, mail: Mail | null, secret: SecretChange): Answer<null>;
  /** What the application is built from, and under which licences. */
  licences(): Answer<readonly Licence[]>;
  /** Checks for a newer version, downloads it, installs it, or opens its page. A message tells what came of it. */
  update(request: UpdateRequest): Answer<null>;
  /** Lets the user choose a file and saves the plan of the profile there. */
  savePlan(id: ProfileId): Answer<null>;
}

export type RequestName = keyof Requests;

/** What the main process tells the window unasked. Messages of one profile arrive in order. */
export type Message =
  | { readonly kind: 'profiles'; readonly profiles: readonly ProfileListing[] }
  /** Which runs are due and have not begun, the first to begin first. */
  | { readonly kind: 'waiting'; readonly runs: readonly WaitingRun[] }
  /** How far the connection test has come. */
  | { readonly kind: 'connection-test'; readonly steps: readonly TestStep[] }
  | { readonly kind: 'activity'; readonly profileId: ProfileId; readonly activity: Activity }
  /** Which pairs of folders of a profile are still to come while they are gone through; `null` once that is over. */
  | { readonly kind: 'round'; readonly profileId: ProfileId; readonly round: PairsAtWork | null }
  /** Events of the engine, gathered for a few frames. `fresh` empties what the window holds of the profile's plan first. */
  | {
      readonly kind: 'events';
      readonly profileId: ProfileId;
      readonly fresh: boolean;
      readonly events: readonly EngineEvent[];
    }
  /** What is known about newer versions. */
  | { readonly kind: 'update'; readonly state: UpdateState }
  /** A menu asks the window to run a command. */
  | { readonly kind: 'command'; readonly id: CommandId }
  /** How far the reading of a file that the window asked for has come. */
  | { readonly kind: 'reading'; readonly profileId: ProfileId; readonly progress: ReadingProgress }
  /** The tray or a notification asks the window to show this profile. */
  | { readonly kind: 'show'; readonly profileId: ProfileId };

/** The one object that the preload script gives the window, as `window.evenkeel`. */
export type EvenkeelApi = {
  readonly [Name in RequestName]: (
    ...args: Parameters<Requests[Name]>
  ) => Promise<ReturnType<Requests[Name]>>;
} & {
  /** The path of a file or folder that was dropped on the window; empty where it has none. */
  readonly pathOf: (file: unknown) => string;
  /**
   * Calls `listener` with every message, a `Message` as JSON: a text crosses the bridge between the two worlds of the page at once, where an
   * object is copied value by value, which takes longer than all else that happens with a hundred thousand items.
   */
  readonly onMessage: (listener: (message: string) => void) => () => void;
};
