import { basename, dirname, isAbsolute } from 'node:path';
import { app, clipboard, dialog, type BrowserWindow } from 'electron';
import { assertNever } from '../../../../shared/assert-never.js';
import { placeOfNewSecrets, refused, type Answer } from '../../../../shared/ipc.js';
import type { Problem } from '../../../../shared/problem.js';
import type { Profile, SecretChange, SecretPlace } from '../../../../shared/profile/profile.js';
import type {
  ChosenProfile,
  FoundProfiles,
  ImportFrom,
  ImportSources,
  ShownProfile,
} from '../../../../shared/profile/profile-import.js';
import type { Settings } from '../../../../shared/settings.js';
import { without } from '../../../../shared/without.js';
import type { Credentials } from '../../../credentials/credentials.js';
import type { Found, FoundProfile, ImportFile, ImportProgram } from '../../../profiles/imports/found.js';
import { knownPlaces, type KnownPlace } from '../../../profiles/imports/known-places.js';
import { readAddress } from '../../../profiles/imports/others/address.js';
import { readImport, type ReadTasks } from '../../../profiles/imports/read-import.js';
import { importText, PROGRAM_NAMES } from '../../../profiles/imports/text.js';
import { isUnsure, noteLine, skipLine, importedLines } from '../../../profiles/imports/summary-lines.js';
import type { ProfileStore } from '../../../profiles/profile-store.js';
import { profilesText } from '../../../profiles/text.js';
import { unfitPattern } from '../../../session/profile/unfit-pattern.js';
import type { ProfileService } from '../profile-service.js';
import { fitHere, type Here } from './fit-here.js';
import { importDrafts } from './import-drafts.js';
import { isFile, readImportFile } from './read-file.js';

/** What an import needs of the application. */
export interface ProfileImportParts {
  readonly store: ProfileStore;
  readonly service: Pick<ProfileService, 'put'>;
  readonly credentials: Pick<Credentials, 'state'>;
  readonly settings: () => Pick<Settings, 'withoutKeyring'>;
  readonly readTasks: () => Promise<ReadTasks>;
  readonly window: () => BrowserWindow | undefined;
  readonly logFailure: (what: string, error: unknown) => void;
}

/** Imports profiles from files of Evenkeel and other programs, after somebody has seen what is in them. */
export class ProfileImport {
  readonly #parts: ProfileImportParts;
  /** What was offered last. */
  #places: readonly KnownPlace[] = [];
  /** A file that somebody opened with the application. */
  #offered: string | undefined;
  /** What was found where somebody looks now, with its secrets. */
  #found: readonly FoundProfile[] = [];

  constructor(parts: ProfileImportParts) {
    this.#parts = parts;
  }

  /** Puts a file that somebody opened first among what can be imported. */
  offer(path: string): void {
    this.#offered = path;
  }

  /** Whether there is such a file that nobody has looked at yet. */
  get offers(): boolean {
    return this.#offered !== undefined;
  }

  /** Where profiles can be imported from. Never rejects. */
  async sources(): Promise<ImportSources> {
    const computer = { platform: process.platform, home: app.getPath('home'), env: process.env };
    const known = knownPlaces(computer);
    const there = await Promise.all(known.map(({ path }) => isFile(path)));
    const opened = this.#offered === undefined ? [] : [{ program: 'evenkeel', path: this.#offered } as const];
    this.#places = [...opened, ...known.filter((_place, at) => there[at])];
    const copied = await this.#copiedAddress();
    return {
      places: this.#places.map(({ program, path }) => ({ program: PROGRAM_NAMES[program], path })),
      address: copied?.kind === 'profile' ? copied.profile.remoteFolder : null,
    };
  }

  /** Tells what is in a file or on the clipboard; `null` where no file was chosen. Nothing is imported yet. */
  async look(from: ImportFrom): Promise<Answer<FoundProfiles | null>> {
    this.drop();
    if (from.kind === 'clipboard') {
      const copied = await this.#copiedAddress();
      return copied?.kind === 'profile'
        ? this.#show('address', copied.profile.remoteFolder, [copied])
        : refused({ kind: 'invalid', ...importText.noAddress });
    }
    const path = from.kind === 'file' ? await this.#choose() : this.#places[from.at]?.path;
    if (path === undefined) return { kind: 'ok', value: null };
    const file = basename(path);
    let read: ImportFile;
    try {
      const bytes = await readImportFile(path);
      const place = { file, folder: dirname(path) };
      const readTasks = await this.#parts.readTasks();
      read = bytes === undefined ? { kind: 'unknown' } : readImport(bytes, place, readTasks);
    } catch (error) {
      this.#parts.logFailure('A file of profiles could not be read', error);
      return refused({ kind: 'other', ...profilesText.notRead(file) });
    }
    return read.kind === 'found' ? this.#show(read.program, file, read.found) : refused(whyNot(read, file));
  }

  /** Imports what was chosen of what was found, each as a new profile, and its secrets into the keyring. Never rejects. */
  async accept(chosen: readonly ChosenProfile[]): Promise<Answer<null>> {
    const all = this.#found;
    this.drop();
    const profiles = chosen.flatMap(({ at, localFolder }) => {
      const profile = all[at];
      return profile === undefined ? [] : [{ ...profile, localFolder: localFolder ?? profile.localFolder }];
    });
    if (profiles.length === 0) return refused({ kind: 'invalid', ...profilesText.importOver });
    return importDrafts(profiles, (profile) => {
      const { password, passphrase, proxy } = profile.secrets;
      const secrets = {
        password: changeTo(password),
        passphrase: changeTo(passphrase),
        proxy: changeTo(proxy),
      };
      return this.#parts.service.put(null, without(profile, 'secrets', 'notes'), secrets);
    });
  }

  /** Forgets what was found, with its secrets. */
  drop(): void {
    this.#offered = undefined;
    this.#found = [];
  }

  /** The address on the clipboard, where one was copied. Reading it takes a while since Electron 45. */
  async #copiedAddress(): Promise<Found | undefined> {
    try {
      return readAddress(await clipboard.readText());
    } catch (error) {
      this.#parts.logFailure('The clipboard could not be read', error);
      return undefined;
    }
  }

  async #choose(): Promise<string | undefined> {
    const owner = this.#parts.window();
    if (owner === undefined) return undefined;
    const { filePaths } = await dialog.showOpenDialog(owner, {
      title: importText.title,
      // Several of them lie in a folder that is hidden, or are hidden themselves.
      properties: ['openFile', 'showHiddenFiles'],
    });
    return filePaths[0];
  }

  async #show(program: ImportProgram, file: string, all: readonly Found[]): Promise<Answer<FoundProfiles>> {
    const { credentials, settings } = this.#parts;
    const place = placeOfNewSecrets(await credentials.state(), settings());
    const here = thisComputer();
    const found = all.map((one) => fitHere(one, here));
    this.#found = found.flatMap((one) => (one.kind === 'profile' ? [one.profile] : []));
    const there = this.#parts.store.list();
    const profiles = this.#found.map((profile) => shownProfile(profile, program, there, place));
    const skipped = found.flatMap((one) =>
      one.kind === 'skipped' ? [{ name: one.name, why: skipLine(one.why) }] : [],
    );
    return { kind: 'ok', value: { program: PROGRAM_NAMES[program], file, profiles, skipped } };
  }
}

function thisComputer(): Here {
  return {
    home: app.getPath('home'),
    isAbsolute,
    isFitPattern: (line) => unfitPattern([line]) === undefined,
  };
}

function shownProfile(
  profile: FoundProfile,
  program: ImportProgram,
  there: readonly Profile[],
  place: Exclude<SecretPlace, 'none'>,
): ShownProfile {
  const { name, group, localFolder, remoteFolder, mode, notes } = profile;
  return {
    name,
    group,
    localFolder,
    remoteFolder,
    mode,
    known: there.some((one) => isSame(one, profile)),
    unsure: notes.some(isUnsure),
    taken: importedLines(profile, place),
    leftOut: notes.map((note) => noteLine(note, program)),
  };
}

function isSame(one: Profile, other: FoundProfile): boolean {
  const sameFolders = one.localFolder === other.localFolder && one.remoteFolder === other.remoteFolder;
  return sameFolders || one.name === other.name;
}

function changeTo(secret: string | undefined): SecretChange {
  return secret === undefined ? { kind: 'keep' } : { kind: 'set', secret };
}

function whyNot(file: Exclude<ImportFile, { kind: 'found' }>, name: string): Problem {
  switch (file.kind) {
    case 'unknown':
      return { kind: 'invalid', ...importText.notKnown(name) };
    case 'newer':
      return { kind: 'invalid', ...profilesText.newer(name) };
    case 'encrypted':
      return { kind: 'invalid', ...importText.encrypted(name, PROGRAM_NAMES[file.program]) };
    case 'damaged':
      return { kind: 'invalid', ...importText.damaged(name, PROGRAM_NAMES[file.program]) };
    default:
      return assertNever(file);
  }
}
