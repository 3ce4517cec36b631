import { join } from 'node:path';
import { app, dialog, type OpenDialogOptions } from 'electron';
import type { Answer, Opening } from '../../shared/ipc.js';
import type { Problem } from '../../shared/problem.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { ProfileActivity } from '../activity/profile-activity.js';
import type { Credentials } from '../credentials/credentials.js';
import type { Handlers } from '../ipc/answer.js';
import type { MainWindow } from './window/main-window.js';
import { gone, type ProfileDesk } from './profile-service.js';

/** What is ready only a while after the window is shown. */
export interface Prepared {
  readonly desk: ProfileDesk;
  readonly demoProfile?: ProfileId | undefined;
  readonly problems: readonly Problem[];
}

const OK: Answer<null> = { kind: 'ok', value: null };

/** Carries out the requests of the window. */
export function handlersFor(
  prepared: Promise<Prepared>,
  credentials: Credentials,
  window: () => MainWindow | undefined,
): Handlers {
  const ofProfile = async (
    id: ProfileId,
    act: (activity: ProfileActivity) => Answer<null>,
  ): Promise<Answer<null>> => {
    const activity = (await prepared).desk.activityOf(id);
    return activity === undefined ? { kind: 'refused', problem: gone() } : act(activity);
  };
  const choose = async (options: OpenDialogOptions): Promise<string | null> => {
    const owner = window()?.native;
    if (owner === undefined) return null;
    const chosen = await dialog.showOpenDialog(owner, options);
    return chosen.filePaths[0] ?? null;
  };
  return {
    open: async (): Promise<Opening> => {
      const { desk, demoProfile, problems } = await prepared;
      const [profiles, keyring] = await Promise.all([desk.refresh(), credentials.state()]);
      return { profiles, keyring, demoProfile, problems, version: app.getVersion() };
    },
    saveProfile: async (id, draft, secrets) => (await prepared).desk.save(id, draft, secrets),
    deleteProfile: async (id) => (await prepared).desk.delete(id),
    chooseFolder: () =>
      choose({ title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] }),
    chooseKeyFile: () =>
      choose({
        title: 'Choose a private key',
        defaultPath: join(app.getPath('home'), '.ssh'),
        // Keys lie in a folder that is hidden.
        properties: ['openFile', 'showHiddenFiles'],
      }),
    watch: async (id) => (await (await prepared).desk.activityOf(id)?.watch()) ?? { kind: 'idle' },
    compare: (id) => ofProfile(id, (activity) => activity.compare()),
    acceptFilters: (id, text) => ofProfile(id, (activity) => activity.compare('as-profile', text)),
    verify: (id) => ofProfile(id, (activity) => activity.compare('contents')),
    settle: (id, paths, settlement, reach) =>
      ofProfile(id, (activity) => activity.settle(paths, settlement, reach)),
    setPace: (id, pace) => ofProfile(id, (activity) => activity.setPace(pace)),
    run: (id, wish) => ofProfile(id, (activity) => activity.run(wish, 'window')),
    undoChoice: (id) => ofProfile(id, (activity) => activity.undoChoice()),
    cancel: (id) => ofProfile(id, (activity) => activity.cancel()),
    previewUndo: (id, runId) => ofProfile(id, (activity) => activity.previewUndo(runId)),
    undo: (id) => ofProfile(id, (activity) => activity.undo('window')),
    acceptPlain: async (id) => (await prepared).desk.acceptPlain(id),
    useTls: async (id) => (await prepared).desk.useTls(id),
    signIn: (id, kind, secret, remember) =>
      ofProfile(id, (activity) => activity.signIn(kind, secret, remember)),
    history: async (id, page) => (await prepared).desk.historyOf(id, page),
    outcomes: async (id, runId, wish) => (await prepared).desk.outcomesOf(id, runId, wish),
    stop: (id) =>
      ofProfile(id, (activity) => {
        void activity.stop();
        return OK;
      }),
    trustCertificate: async (id, fingerprint) => (await prepared).desk.trust(id, fingerprint),
  };
}
