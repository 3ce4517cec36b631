import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, protocol, session } from 'electron';
import type { ProfileId } from '../../shared/profile/profile.js';
import { problemOf } from '../../shared/problem-error.js';
import { Activities } from '../activity/activities.js';
import type { SyncResult } from '../activity/sync-result.js';
import { longWords, planWords } from '../../shared/run/run-messages.js';
import { workIn } from '../../shared/plan/plan.js';
import type { RunTrigger } from '../../shared/run/run.js';
import { Credentials } from '../credentials/credentials.js';
import { openKeyring } from '../credentials/keyring.js';
import { shown } from '../../shared/format/shown.js';
import { withTimeLimit } from '../credentials/time-limit.js';
import { Outbox } from '../ipc/outbox.js';
import { serve } from '../ipc/serve.js';
import { ProfileStore } from '../profiles/profile-store.js';
import { ORIGIN, SCHEME, serveContent } from './window/content.js';
import { demonstrate, type Demonstration } from './demonstration.js';
import { handlersFor, type Prepared } from './handlers.js';
import { lockDown } from './window/lockdown.js';
import type { Log } from './log.js';
import { MainWindow } from './window/main-window.js';
import { applicationMenu, trayMenu, type Commands } from './tray/menus.js';
import { notify } from './tray/notify.js';
import { ProfileDesk } from './profile-service.js';
import { putIntoTray, type TrayPlace } from './tray/tray.js';
import { WindowMemory } from './window/window-memory.js';

/** How long quitting waits for what is under way to end cleanly, in milliseconds. */
const LEAVE_MS = 5_000;

export interface ApplicationOptions {
  /** The folder of the built application, which holds `renderer` and `preload`. */
  readonly built: string;
  /** The folder of the icons. */
  readonly assets: string;
  /** Where all state lives. */
  readonly userData: string;
  /** The folder of a demonstration; absent in ordinary use. */
  readonly demoFolder?: string | undefined;
  /** Where the page comes from while somebody works on it. */
  readonly developmentUrl?: string | undefined;
  readonly log: Log;
}

/** The application from the moment that Electron is ready: puts the parts together and holds them until it quits. */
export class Application {
  readonly #options: ApplicationOptions;
  readonly #outbox: Outbox;
  readonly #credentials: Credentials;
  readonly #activities: Activities;
  readonly #prepared: Promise<Prepared>;
  readonly #memory: WindowMemory;
  readonly #window: MainWindow;
  readonly #commands: Commands;
  readonly #atWork = new Set<ProfileId>();
  readonly #withPlan = new Set<ProfileId>();
  #tray: TrayPlace | undefined;
  #desk: ProfileDesk | undefined;
  #demonstration: Demonstration | undefined;
  #quitting = false;
  #askingToLeave = false;
  /** The labels that the menus show now: to build them anew closes those that are open. */
  #shownMenus = '';

  constructor(options: ApplicationOptions) {
    this.#options = options;
    const { log, userData, developmentUrl } = options;
    const origin = developmentUrl === undefined ? ORIGIN : new URL(developmentUrl).origin;
    this.#commands = {
      openWindow: () => this.showWindow(),
      showProfile: (id) => this.#showProfile(id),
      syncNow: (id, trigger) => void this.#syncNow(id, trigger),
      stop: (id) => void this.#desk?.activityOf(id)?.stop(),
      savePlan: (id) => void this.#savePlan(id),
      quit: () => app.quit(),
    };
    this.#outbox = new Outbox((message) => this.#window.send(message));
    this.#credentials = new Credentials(credentialsOptions(options));
    this.#activities = new Activities({
      stateFile: (id) => join(userData, 'state', `${id}.sqlite`),
      ownPlaces: [userData],
      secretOf: (id, kind) => this.#credentials.secretOf(id, kind),
      keepSecret: async (id, kind, secret, remember) => {
        if (remember) await this.#desk?.changeSecret(id, kind, { kind: 'set', secret });
        else this.#credentials.setForSession(id, kind, secret);
        void this.#desk?.refresh();
      },
      onActivity: (profileId, activity) => {
        this.#outbox.post({ kind: 'activity', profileId, activity });
        this.#noteWork(profileId, activity.kind === 'compared');
        this.#desk?.noteOutcome(profileId, activity);
      },
      onEvents: (id, events, fresh) => this.#outbox.events(id, events, fresh),
      onRan: (id) => this.#desk?.ran(id),
      logFailure: log.failure,
    });

    lockDown(app, session.defaultSession, origin);
    protocol.handle(SCHEME, (request) => serveContent(join(options.built, 'renderer'), request.url));
    this.#memory = new WindowMemory(userData);
    this.#window = new MainWindow({
      memory: this.#memory,
      preload: join(options.built, 'preload', 'preload.cjs'),
      address: developmentUrl ?? `${ORIGIN}/index.html`,
      icon: join(options.assets, 'icon.png'),
      hidesOnClose: () => !this.#quitting && this.#tray !== undefined,
      onHidden: () => this.#tellOfTray(),
      onFreshPage: () => this.#outbox.reset(),
      logFailure: log.failure,
    });
    this.#prepared = this.#prepare();
    serve(ipcMain, {
      page: () => this.#window.page,
      origin,
      handlers: handlersFor(this.#prepared, this.#credentials, () => this.#window),
      received: () => this.#outbox.received(),
      logFailure: log.failure,
    });
    void this.#window.load();
    this.#tray = putIntoTray(options.assets, this.#commands.openWindow, log.failure);
    this.#setMenus();
  }

  /**
   * Whether the application may quit: while a run goes on, only after somebody has said so. Whoever asks again while the question is open
   * insists. Never rejects.
   */
  async mayLeave(): Promise<boolean> {
    const runs = (this.#desk?.listings ?? []).filter(({ profile }) => {
      const activity = this.#desk?.activityOf(profile.id)?.activity;
      return activity?.kind === 'running' && !activity.dryRun;
    });
    if (runs.length === 0) return true;
    if (this.#askingToLeave) return true;
    this.#askingToLeave = true;
    this.showWindow();
    try {
      const names = runs.map(({ profile }) => `“${shown(profile.name)}”`).join(', ');
      const { response } = await dialog.showMessageBox(this.#window.native, {
        type: 'question',
        message: runs.length === 1 ? 'Stop the sync and quit?' : `Stop ${runs.length} syncs and quit?`,
        detail: `${names} ${runs.length === 1 ? 'is' : 'are'} being synced. What is done stays done; the next sync does the rest.`,
        buttons: ['Keep syncing', 'Stop and quit'],
        defaultId: 0,
        cancelId: 0,
      });
      return response === 1;
    } catch (error) {
      this.#options.log.failure('Nobody could be asked before quitting', error);
      return true;
    } finally {
      this.#askingToLeave = false;
    }
  }

  /** Brings the window to the front, from wherever it is. */
  showWindow(): void {
    this.#window.show();
  }

  /**
   * Ends everything that is under way, as cleanly as five seconds allow. Afterwards the application can quit. Never rejects.
   */
  async leave(): Promise<void> {
    this.#quitting = true;
    const { log } = this.#options;
    try {
      await withTimeLimit(this.#activities.stopAll(), LEAVE_MS, 'Stopping');
    } catch (error) {
      log.failure('Not everything could be stopped in time', error);
    }
    try {
      const stopping = this.#demonstration?.stop() ?? Promise.resolve();
      await withTimeLimit(stopping, LEAVE_MS, 'The demonstration');
    } catch (error) {
      log.failure('The demo could not be stopped', error);
    }
    this.#tray?.remove();
  }

  async #prepare(): Promise<Prepared> {
    const { userData, log, demoFolder } = this.#options;
    const store = await ProfileStore.open(
      userData,
      async ({ id, kind, secret }) => (await this.#credentials.set(id, kind, secret)) === 'keyring',
    );
    const desk = new ProfileDesk({
      store,
      credentials: this.#credentials,
      activities: this.#activities,
      toldOfPlain: () => this.#memory.toldOfPlain,
      keepTold: (toldOfPlain) => this.#memory.keep({ toldOfPlain: [...toldOfPlain] }),
      onListings: (profiles) => {
        this.#outbox.post({ kind: 'profiles', profiles });
        this.#setMenus();
      },
      logFailure: log.failure,
    });
    this.#desk = desk;
    const { problems } = store;
    if (demoFolder === undefined) return { desk, problems };
    try {
      this.#demonstration = await demonstrate(demoFolder, desk);
      return { desk, problems, demoProfile: this.#demonstration.profileId };
    } catch (error) {
      log.failure('The demo could not be started', error);
      return { desk, problems: [...problems, problemOf(error)] };
    }
  }

  #noteWork(id: ProfileId, hasPlan: boolean): void {
    if (this.#desk?.activityOf(id)?.atWork === true) this.#atWork.add(id);
    else this.#atWork.delete(id);
    if (hasPlan) this.#withPlan.add(id);
    else this.#withPlan.delete(id);
    this.#setMenus();
  }

  #setMenus(): void {
    const listings = this.#desk?.listings ?? [];
    const state = { listings, atWork: this.#atWork, withPlan: this.#withPlan };
    const developing = this.#options.developmentUrl !== undefined;
    const template = applicationMenu(state, this.#commands, { platform: process.platform, developing });
    const shown = JSON.stringify(template);
    if (shown === this.#shownMenus) return;
    this.#shownMenus = shown;
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    this.#tray?.setMenu(trayMenu(state, this.#commands));
  }

  #showProfile(id: ProfileId): void {
    this.showWindow();
    this.#outbox.post({ kind: 'show', profileId: id });
  }

  async #syncNow(id: ProfileId, trigger: RunTrigger): Promise<void> {
    const { desk } = await this.#prepared;
    const name = desk.listings.find(({ profile }) => profile.id === id)?.profile.name ?? 'Evenkeel';
    const result = await desk.syncNow(id, trigger);
    if (result === undefined || this.#quitting) return;
    // What has to be looked at, or answered, is shown.
    if (isToBeSeen(result)) this.#showProfile(id);
    const words = syncWords(result);
    notify(name, words, () => this.#showProfile(id), this.#options.log.info);
  }

  /** Asks where to, and saves the plan of a profile there, for `evenkeel apply`. */
  async #savePlan(id: ProfileId): Promise<void> {
    try {
      const { desk } = await this.#prepared;
      const name = desk.listings.find(({ profile }) => profile.id === id)?.profile.name ?? 'Evenkeel';
      const owner = this.#window.native;
      const chosen = await dialog.showSaveDialog(owner, {
        title: 'Save the plan',
        defaultPath: `${name.replace(/[\\/:*?"<>|]/g, ' ')}.plan`,
      });
      if (chosen.canceled || chosen.filePath === '') return;
      const answer = await desk.activityOf(id)?.savePlan(chosen.filePath);
      if (answer?.kind !== 'refused') return;
      const { what, advice } = answer.problem;
      await dialog.showMessageBox(owner, { type: 'warning', message: what, detail: advice });
    } catch (error) {
      this.#options.log.failure('The plan could not be saved', error);
    }
  }

  #tellOfTray(): void {
    if (this.#memory.toldOfTray) return;
    notify(
      'Evenkeel keeps running in the background',
      'Find it in the tray. Start it again to open its window, or choose Quit in its menu.',
      () => this.showWindow(),
      this.#options.log.info,
    );
    try {
      this.#memory.keep({ toldOfTray: true });
    } catch (error) {
      this.#options.log.failure('The window’s memory could not be written', error);
    }
  }
}

/** Whether *Sync now* came to something that waits for somebody. */
function isToBeSeen(result: SyncResult): boolean {
  switch (result.kind) {
    case 'shown':
      return workIn(result.totals).items + result.totals.conflict.items > 0;
    case 'ran':
      return result.report.end.kind === 'broken-off' && result.report.end.problem.kind === 'brakes';
    case 'not-run':
      return result.problem.kind === 'password-needed';
  }
}

function syncWords(result: SyncResult): string {
  switch (result.kind) {
    case 'ran':
      return longWords(result.report);
    case 'shown':
      return planWords(result.totals);
    case 'not-run':
      return `${result.problem.what} ${result.problem.advice}`;
  }
}

function credentialsOptions({
  demoFolder,
  log,
}: ApplicationOptions): ConstructorParameters<typeof Credentials>[0] {
  const demo = demoFolder !== undefined;
  return {
    // The demonstration touches nothing of the person's own.
    openKeyring: demo ? undefined : openKeyring,
    whyNone: demo
      ? 'The demo keeps passwords only until you quit.'
      : 'This computer has no working keyring, so passwords are kept only until you quit Evenkeel.',
    conceal: log.conceal,
    logFailure: log.failure,
  };
}
