import { join } from 'node:path';
import { app, clipboard, dialog, type OpenDialogOptions } from 'electron';
import type { AppCommandId, CommandStates } from '../../shared/commands.js';
import { refused, type Answer, type Opening } from '../../shared/ipc.js';
import type { Licence } from '../../shared/licence.js';
import type { Settings } from '../../shared/settings.js';
import type { Problem } from '../../shared/problem.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { ProfileActivity } from '../activity/profile-activity.js';
import type { Credentials } from '../credentials/credentials.js';
import type { Handlers } from '../ipc/answer.js';
import type { DialogueLog } from '../activity/connection/dialogue-log.js';
import type { Connections } from './connections.js';
import { mayRunCommands } from './profiles/ask-for-commands.js';
import { lookAtFolder, makeLocalFolder } from './profiles/local-folders.js';
import type { MainWindow } from './window/main-window.js';
import type { MessageService } from './messages/message-service.js';
import { exportReport } from './export/export-report.js';
import { copyItems, openItem, showItem } from './items/item-requests.js';
import { appText } from './text.js';
import type { UpdateService } from './updates/update-service.js';
import { gone } from './profiles/draft-problems.js';
import type { ProfileService } from './profiles/profile-service.js';
import type { ProfileImport } from './profiles/import/profile-import.js';
import type { ScheduleService } from './schedule/schedule-service.js';
import type { ProfileExport } from './profiles/profile-export.js';

/** What is ready only a while after the window is shown. */
export interface Prepared {
  readonly service: ProfileService;
  readonly exporter: ProfileExport;
  readonly imports: ProfileImport;
  readonly schedule: Pick<ScheduleService, 'waiting' | 'runFirst' | 'takeOff'>;
  readonly demoProfile?: ProfileId | undefined;
  readonly problems: readonly Problem[];
}

/** What requests ask of the application itself. */
export interface ApplicationPart {
  readonly showCommands: (states: CommandStates) => void;
  readonly settings: () => Settings;
  /** What to say of a computer without a keyring, where that has not been said yet. */
  readonly keyringNotice: () => Promise<Problem | undefined>;
  readonly saveSettings: (settings: Settings) => Promise<Answer<Settings>>;
  readonly licences: () => Promise<readonly Licence[]>;
  readonly updates: Pick<UpdateService, 'state' | 'act'>;
  /** The folder of the logs. */
  readonly logs: string;
  readonly runCommand: (id: AppCommandId) => void;
  /** Asks where to, and saves the plan of a profile there. */
  readonly savePlan: (id: ProfileId) => Promise<void>;
}

/** Lines of a dialogue in one answer. */
const DIALOGUE_LINES = 1_000;

/** What a request may need besides the profiles. */
export interface Tools {
  readonly credentials: Credentials;
  readonly connections: Connections;
  readonly dialogues: DialogueLog;
  readonly messages: Pick<MessageService, 'places' | 'changeSecret' | 'test'>;
}

const OK: Answer<null> = { kind: 'ok', value: null };

/** Carries out the requests of the window. */
export function handlersFor(
  prepared: Promise<Prepared>,
  { credentials, connections, dialogues, messages }: Tools,
  window: () => MainWindow | undefined,
  application: ApplicationPart,
): Handlers {
  const ofProfile = async (
    id: ProfileId,
    act: (activity: ProfileActivity) => Answer<null>,
  ): Promise<Answer<null>> => {
    const activity = (await prepared).service.activityOf(id);
    return activity === undefined ? refused(gone()) : act(activity);
  };
  const choose = async (options: OpenDialogOptions): Promise<string | null> => {
    const owner = window()?.native;
    if (owner === undefined) return null;
    const chosen = await dialog.showOpenDialog(owner, options);
    return chosen.filePaths[0] ?? null;
  };
  return {
    open: async (): Promise<Opening> => {
      const { service, imports, schedule, demoProfile, problems } = await prepared;
      const [profiles, keyring, noKeyring] = await Promise.all([
        service.refresh(),
        credentials.state(),
        application.keyringNotice(),
      ]);
      const { settings, logs } = application;
      return {
        profiles,
        waiting: schedule.waiting,
        keyring,
        demoProfile,
        offersImport: imports.offers,
        problems: noKeyring === undefined ? problems : [...problems, noKeyring],
        version: app.getVersion(),
        settings: settings(),
        logs,
        update: application.updates.state,
      };
    },
    saveProfile: async (id, draft, secrets) => {
      const { service } = await prepared;
      const before = id === null ? undefined : service.profileOf(id)?.commands;
      const may = await mayRunCommands(window()?.native, draft.name, draft.commands, before);
      if (!may) return refused({ kind: 'stopped', ...appText.commands.refused });
      return service.save(id, draft, secrets);
    },
    deleteProfile: async (id) => {
      const answer = await (await prepared).service.delete(id);
      if (answer.kind === 'ok') dialogues.forget(id);
      return answer;
    },
    chooseFolder: () =>
      choose({ title: appText.chooseFolder, properties: ['openDirectory', 'createDirectory'] }),
    chooseKeyFile: () =>
      choose({
        title: appText.chooseKey,
        defaultPath: join(app.getPath('home'), '.ssh'),
        // Keys lie in a folder that is hidden.
        properties: ['openFile', 'showHiddenFiles'],
      }),
    lookAtFolder,
    makeFolder: makeLocalFolder,
    testConnection: (query, writes) => connections.test(query, writes),
    stopTest: () => {
      connections.stopTest();
      return OK;
    },
    openFolders: (query) => connections.openFolders(query),
    listFolders: (id, folder) => connections.listFolders(id, folder),
    makeServerFolder: (id, parent, name) => connections.makeFolder(id, parent, name),
    closeFolders: async (id) => {
      await connections.closeFolders(id);
      return OK;
    },
    copyDialogue: async (id, of) => {
      const { lines } = dialogues.read(id, of, 0, 0, Infinity);
      await clipboard.writeText(
        lines.map(({ ms, text }) => `${new Date(ms).toISOString()} ${text}`).join('\n'),
      );
      return OK;
    },
    dialogue: (id, of, dialogue, after) => ({
      kind: 'ok',
      value: dialogues.read(id, of, dialogue, after, DIALOGUE_LINES),
    }),
    watch: async (id) => (await (await prepared).service.activityOf(id)?.watch()) ?? { kind: 'idle' },
    pairs: async (id) => (await prepared).service.activitiesOf(id),
    previewUndoOfAll: async (id, joint) => (await prepared).service.previewUndoOfAll(id, joint),
    doWithAll: async (id, request) => (await prepared).service.doWithAll(id, request),
    compare: (id) => ofProfile(id, (activity) => activity.compare()),
    acceptFilters: (id, text) => ofProfile(id, (activity) => activity.compare('as-profile', text)),
    verify: (id) => ofProfile(id, (activity) => activity.compare('contents')),
    settle: (id, requests) => ofProfile(id, (activity) => activity.settle(requests)),
    setPace: (id, pace) => ofProfile(id, (activity) => activity.setPace(pace)),
    readContent: async (id, path, side, most) =>
      (await (await prepared).service.activityOf(id)?.readContent(path, side, most)) ?? refused(gone()),
    readBase: async (id, path) =>
      (await (await prepared).service.activityOf(id)?.readBase(path)) ?? refused(gone()),
    settleMerge: async (id, path, content, seen) =>
      (await (await prepared).service.activityOf(id)?.settleMerge(path, content, seen)) ?? refused(gone()),
    stopReading: (id) =>
      ofProfile(id, (activity) => {
        activity.stopReading();
        return OK;
      }),
    run: (id, request) => ofProfile(id, (activity) => activity.run(request, 'window')),
    runOnly: (id, paths) => ofProfile(id, (activity) => activity.runOnly(paths)),
    openItem: async (id, path, side) => {
      const profile = (await prepared).service.profileOf(id);
      return profile === undefined ? refused(gone()) : openItem(profile, path, side);
    },
    showItem: async (id, path, side) => {
      const profile = (await prepared).service.profileOf(id);
      return profile === undefined ? refused(gone()) : showItem(profile, path, side);
    },
    copyItems: async (id, paths, what) => {
      const profile = (await prepared).service.profileOf(id);
      return profile === undefined ? refused(gone()) : copyItems(profile, paths, what);
    },
    undoChoice: (id) => ofProfile(id, (activity) => activity.undoChoice()),
    cancel: (id) => ofProfile(id, (activity) => activity.cancel()),
    previewUndo: (id, runId) => ofProfile(id, (activity) => activity.previewUndo(runId)),
    undo: (id) => ofProfile(id, (activity) => activity.undo('window')),
    acceptPlain: async (id) => (await prepared).service.acceptPlain(id),
    useTls: async (id) => (await prepared).service.useTls(id),
    signIn: (id, kind, secret, remember) =>
      ofProfile(id, (activity) => activity.signIn(kind, secret, remember)),
    history: async (id, page) => (await prepared).service.history.runsOf(id, page),
    outcomes: async (id, runId, request) => (await prepared).service.history.outcomesOf(id, runId, request),
    allRuns: async (page) => (await prepared).service.history.allRuns(page),
    findInHistory: async (search) => (await prepared).service.history.findInHistory(search),
    versionsOf: async (id, path) => (await prepared).service.history.versionsOf(id, path),
    previewRestore: async (id, version) =>
      (await (await prepared).service.activityOf(id)?.previewRestore(version)) ?? refused(gone()),
    restore: (id, version) => ofProfile(id, (activity) => activity.restore(version)),
    retry: (id, paths) => ofProfile(id, (activity) => activity.retry(paths)),
    exportReport: async (id, runId) => exportReport((await prepared).service, id, runId, window()?.native),
    stop: async (id) => {
      void (await prepared).service.stop(id);
      return OK;
    },
    runFirst: async (id) => {
      (await prepared).schedule.runFirst(id);
      return OK;
    },
    takeOffQueue: async (id) => {
      (await prepared).schedule.takeOff(id);
      return OK;
    },
    trustCertificate: async (id, fingerprint) => (await prepared).service.trust(id, fingerprint),
    showCommands: (states) => {
      application.showCommands(states);
      return null;
    },
    appCommand: (id) => {
      application.runCommand(id);
      return OK;
    },
    duplicateProfile: async (id) => (await prepared).service.duplicate(id),
    arrangeProfiles: async (order) => (await prepared).service.arrange(order),
    exportProfiles: async () => (await prepared).exporter.exportAll(),
    importSources: async () => ({ kind: 'ok', value: await (await prepared).imports.sources() }),
    lookAtImport: async (from) => (await prepared).imports.look(from),
    acceptImport: async (chosen) => {
      const { imports, service } = await prepared;
      const answer = await imports.accept(chosen);
      await service.refresh();
      return answer;
    },
    dropImport: async () => {
      (await prepared).imports.drop();
      return OK;
    },
    forgetSecrets: async () => (await prepared).service.forgetSecrets(),
    saveSettings: (settings) => application.saveSettings(settings),
    update: (request) => {
      // What comes of it is told as it happens.
      void application.updates.act(request);
      return OK;
    },
    messageSecrets: async () => ({ kind: 'ok', value: await messages.places() }),
    changeMessageSecret: (channel, change) => messages.changeSecret(channel, change),
    testMessage: (channel, mail, secret) => messages.test(channel, mail, secret),
    licences: async () => ({ kind: 'ok', value: await application.licences() }),
    savePlan: async (id) => {
      await application.savePlan(id);
      return OK;
    },
  };
}
