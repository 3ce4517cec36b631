import { join } from 'node:path';
import { app } from 'electron';
import { isAppCommand, NO_COMMANDS, type AppCommandId } from '../../shared/commands.js';
import type { RequestName } from '../../shared/ipc.js';
import { readLicences } from './settings/licences.js';
import type { SettingsStore } from './settings/settings-store.js';
import { saveSettings } from './settings/save-settings.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { problemOf } from '../../shared/problem-error.js';
import { Connections } from './connections.js';
import { DialogueLog } from '../activity/connection/dialogue-log.js';
import { Activities } from '../activity/activities.js';
import { type RunTrigger } from '../../shared/run/run.js';
import { Credentials } from '../credentials/credentials.js';
import { shown } from '../../shared/format/shown.js';
import { withTimeLimit } from '../credentials/time-limit.js';
import { answer, type Handlers } from '../ipc/answer.js';
import { Outbox } from '../ipc/outbox.js';
import type { ReadTasks } from '../profiles/imports/read-import.js';
import { ProfileStore } from '../profiles/profile-store.js';
import { askToQuit, namesOfRunning } from './window/ask-to-quit.js';
import { credentialsOptions, demonstrate, type Demonstration } from './demonstration.js';
import { handlersFor, type Prepared } from './handlers.js';
import { runAppCommand } from './app-commands.js';
import { followLink, registerLinks } from './launch/follow-link.js';
import { askAfterCrash } from './diagnostics/ask-after-crash.js';
import { LOG_FILE, type Log } from './diagnostics/log.js';
import type { MainWindow } from './window/main-window.js';
import type { OpenedWindow } from './window/open-window.js';
import { RunProgressDisplay, type WindowProgress } from './window/run-progress.js';
import type { MenuActions } from './menu/application-menu.js';
import type { Menus } from './menu/menus.js';
import type { TrayActions } from './menu/tray-menu.js';
import type { RecentChange } from './tray/recent-changes.js';
import { showChanged } from './items/item-requests.js';
import { notifyAboutTray } from './tray/notify.js';
import { RunNotices } from './tray/run-notices.js';
import { isToBeSeen, syncWords } from './tray/sync-notifications.js';
import { MessageService } from './messages/message-service.js';
import { PlainProfiles } from './profiles/plain-profiles.js';
import { ProfileService } from './profiles/profile-service.js';
import { WorkUnderWay } from './profiles/work-under-way.js';
import { ProfileImport } from './profiles/import/profile-import.js';
import { ProfileExport } from './profiles/profile-export.js';
import { savePlan } from './save-plan.js';
import { ScheduleService } from './schedule/schedule-service.js';
import { keyringNotice } from './settings/keyring-notice.js';
import { openUpdates } from './updates/open-updates.js';
import { thisComputer } from './schedule/this-computer.js';
import type { WindowState } from './window/window-state.js';

/** How long quitting waits for what is under way to end cleanly, in milliseconds. */
const LEAVE_MS = 5_000;

export interface ApplicationOptions {
  /** The folder of the built application, which holds `renderer` and `preload`. */
  readonly built: string;
  /** Where all state lives. */
  readonly userData: string;
  /** The folder of a demonstration; absent in ordinary use. */
  readonly demoFolder?: string | undefined;
  /** What is there already: its page waits for answers. */
  readonly opened: OpenedWindow;
  readonly settings: SettingsStore;
  /** Brings what reads the tasks of a `pyftpsync.yaml`. */
  readonly readTasks: () => Promise<ReadTasks>;
  readonly log: Log;
}

/** Everything behind the window: puts the parts together and holds them until the application quits. */
export class Application {
  readonly #options: ApplicationOptions;
  readonly #outbox: Outbox;
  readonly #credentials: Credentials;
  readonly #messages: MessageService;
  readonly #activities: Activities;
  readonly #connections: Connections;
  readonly #prepared: Promise<Prepared>;
  readonly #windowState: WindowState;
  readonly #window: MainWindow;
  /** What menus and the tray do. */
  readonly actions: MenuActions & TrayActions;
  readonly #menus: Menus;
  readonly #handlers: Handlers;
  /** Told on the window's title, the taskbar and the dock. */
  readonly #progress = new RunProgressDisplay(
    (id) => shown(this.#work.nameOf(id)),
    (progress) => this.#showProgress(progress),
  );
  readonly #work = new WorkUnderWay(() => this.#service);
  readonly #notices = new RunNotices({
    nameOf: (id) => this.#work.nameOf(id),
    show: (id) => this.#showProfile(id),
    isInRound: (id) => this.#work.isInRound(id),
    isSeen: () => this.#quitting || this.#window.inFront,
    wanted: () => this.#options.settings.settings.notifications,
    log: (what) => this.#options.log.info(what),
  });
  readonly #updates: ReturnType<typeof openUpdates>;
  #service: ProfileService | undefined;
  #schedule: ScheduleService | undefined;
  #demonstration: Demonstration | undefined;
  #quitting = false;
  #askingToLeave = false;

  constructor(options: ApplicationOptions) {
    this.#options = options;
    const { log, userData, opened } = options;
    this.#windowState = opened.windowState;
    this.#window = opened.window;
    this.#menus = opened.menus;
    this.actions = {
      openWindow: () => this.showWindow(),
      showProfile: (id) => this.#showProfile(id),
      syncNow: (id, trigger) => void this.#syncNow(id, trigger),
      stop: (id) => void this.#service?.stop(id),
      savePlan: (id) => void this.#savePlan(id),
      runCommand: (id) => {
        if (isAppCommand(id)) this.#runCommand(id);
        else this.#outbox.post({ kind: 'command', id });
      },
      pauseUntil: (ms) => this.#schedule?.pauseUntil(ms),
      showWaiting: () => {
        this.showWindow();
        this.#outbox.post({ kind: 'command', id: 'waiting-runs' });
      },
      showChange: (change) => void this.#showChange(change),
      quit: () => app.quit(),
    };
    this.#outbox = new Outbox((message) => this.#window.send(message));
    this.#updates = openUpdates({
      onState: (state) => this.#outbox.post({ kind: 'update', state }),
      // A demonstration leaves nothing on the computer, and asks for nothing.
      mayAsk: () => options.demoFolder === undefined && options.settings.settings.checkForUpdates,
      log,
    });
    this.#credentials = new Credentials(credentialsOptions(options));
    const messages = new MessageService({ credentials: this.#credentials, settings: options.settings, log });
    this.#messages = messages;
    const dialogues = new DialogueLog();
    this.#connections = new Connections({
      secretOf: (id, kind) => this.#credentials.secretOf(id, kind),
      conceal: log.conceal,
      reportSteps: (steps) => this.#outbox.post({ kind: 'connection-test', steps }),
    });
    this.#activities = new Activities({
      limits: () => options.settings.settings.limits,
      historyDays: () => options.settings.settings.historyDays,
      stateFile: (id) => join(userData, 'state', `${id}.sqlite`),
      ownPlaces: [userData],
      othersOf: (id) => this.#work.othersOf(id),
      secretOf: (id, kind) => this.#credentials.secretOf(this.#work.ownerOf(id), kind),
      keepSecret: async (pair, kind, secret, remember) => {
        const id = this.#work.ownerOf(pair);
        if (remember) await this.#service?.changeSecret(id, kind, { kind: 'set', secret });
        else this.#credentials.setForSession(id, kind, secret);
        void this.#service?.refresh();
      },
      beginDialogue: (id, of) => dialogues.begin(id, of),
      onActivity: (profileId, activity) => {
        this.#outbox.post({ kind: 'activity', profileId, activity });
        this.#progress.onActivity(profileId, activity);
        this.#notices.changed(profileId, activity);
        this.#noteWork(profileId, activity.kind === 'compared');
        if (activity.kind === 'compared') this.#schedule?.worked(this.#work.ownerOf(profileId));
        this.#service?.noteOutcome(profileId, activity);
      },
      onEvents: (id, events, fresh) => {
        this.#outbox.events(id, events, fresh);
        // Told anew for a window that comes later, they have been heard before.
        if (!fresh) this.#progress.onEvents(id, events);
      },
      onReading: (profileId, progress) => this.#outbox.post({ kind: 'reading', profileId, progress }),
      onRan: (id) => this.#service?.ran(id),
      logFailure: log.failure,
    });

    this.#window.follow({
      closing: () => this.#closing(),
      onQuit: () => app.quit(),
      onHidden: () => notifyAboutTray(this.#windowState, () => this.showWindow(), log),
      onCrashes: () => void askAfterCrash(this.#logFile),
      onDeadPage: () => this.#outbox.close(),
      onFreshPage: () => {
        this.#outbox.reset();
        this.#menus.setStates(NO_COMMANDS);
        void this.#connections.close();
      },
    });
    this.#prepared = this.#prepare();
    this.#handlers = handlersFor(
      this.#prepared,
      { credentials: this.#credentials, connections: this.#connections, dialogues, messages },
      () => this.#window,
      {
        showCommands: (states) => this.#menus.setStates(states),
        runCommand: (id) => this.#runCommand(id),
        savePlan: (id) => this.#savePlan(id),
        settings: () => options.settings.settings,
        saveSettings: (settings) =>
          saveSettings(settings, {
            store: options.settings,
            credentials: this.#credentials,
            isDemo: options.demoFolder !== undefined,
            saved: () => void this.#service?.refresh(),
            logFailure: log.failure,
          }),
        keyringNotice: () =>
          options.demoFolder === undefined
            ? keyringNotice(this.#credentials, this.#windowState)
            : Promise.resolve(undefined),
        licences: () => readLicences(options.built),
        updates: this.#updates,
        logs: join(userData, 'logs'),
      },
    );
    registerLinks();
  }

  /** Validates and carries out a request of the window’s page. */
  answer(name: RequestName, args: readonly unknown[]): Promise<unknown> {
    return answer(name, args, this.#handlers, this.#options.log.failure);
  }

  /** The page has taken in one message. */
  received(): void {
    this.#outbox.received();
  }

  /**
   * Whether the application may quit: while a run goes on, only after somebody has said so. Whoever asks again while the question is open
   * insists. Never rejects.
   */
  async mayLeave(): Promise<boolean> {
    const names = this.#service === undefined ? [] : namesOfRunning(this.#service);
    if (names.length === 0 || this.#askingToLeave) return true;
    this.#askingToLeave = true;
    this.showWindow();
    const may = await askToQuit(this.#window.native, names, this.#options.log.failure);
    this.#askingToLeave = false;
    if (!may) this.#updates.stay();
    return may;
  }

  /** Brings the window to the front, from wherever it is. */
  showWindow(): void {
    this.#window.show();
  }

  /** Follows a link that the system has handed over, with the window before somebody's eyes. Never rejects. */
  async follow(link: string): Promise<void> {
    this.showWindow();
    try {
      const { service } = await this.#prepared;
      await service.refresh();
      await followLink(link, {
        profiles: service.listings.map(({ profile }) => profile),
        window: this.#window.native,
        showProfile: ({ id }) => this.#showProfile(id),
        syncNow: ({ id }) => void this.#syncNow(id, 'menu'),
      });
    } catch (error) {
      this.#options.log.failure('A link could not be followed', error);
    }
  }

  /** Shows what a file of exported profiles holds, so that somebody can import it. */
  openFile(path: string): void {
    this.showWindow();
    void this.#prepared.then(({ imports }) => {
      imports.offer(path);
      // A window that is only just opening asks for it itself.
      this.#outbox.post({ kind: 'command', id: 'import-profiles' });
    });
  }

  /**
   * Ends everything that is under way, as cleanly as five seconds allow. Afterwards the application can quit: by itself, unless a new version takes
   * its place, which ends it then. Never rejects.
   */
  async leave(): Promise<'quit' | 'installing'> {
    this.#quitting = true;
    this.#updates.end();
    this.#schedule?.end();
    this.#messages.end();
    const work = Promise.all([this.#activities.stopAll(), this.#connections.close()]);
    await this.#within(work, 'Stopping', 'Not everything could be stopped in time');
    const demo = this.#demonstration?.stop() ?? Promise.resolve();
    await this.#within(demo, 'The demonstration', 'The demo could not be stopped');
    this.#window.remember();
    await this.#windowState.saved();
    this.#menus.removeTray();
    return this.#updates.installAtEnd();
  }

  /** Waits for something to end, no longer than leaving may take. Never rejects. */
  async #within(ending: Promise<unknown>, what: string, failure: string): Promise<void> {
    try {
      await withTimeLimit(ending, LEAVE_MS, what);
    } catch (error) {
      this.#options.log.failure(failure, error);
    }
  }

  async #prepare(): Promise<Prepared> {
    const { userData, log, demoFolder, readTasks } = this.#options;
    const store = await ProfileStore.open(
      userData,
      async ({ id, kind, secret }) => (await this.#credentials.set(id, kind, secret)) !== 'session',
    );
    const service = new ProfileService({
      store,
      credentials: this.#credentials,
      activities: this.#activities,
      plain: new PlainProfiles(
        () => this.#windowState,
        (change) => this.#windowState.keep(change),
      ),
      onNewSecret: (id) => this.#schedule?.worked(id),
      onRound: (profileId, round) => {
        this.#outbox.post({ kind: 'round', profileId, round });
        this.#noteWork(profileId, false);
      },
      onAllRan: (id, result) => this.#notices.ranInWindow(id, result),
      onListings: (profiles) => {
        this.#outbox.post({ kind: 'profiles', profiles });
        this.#schedule?.update(profiles);
        this.#setMenus();
      },
      logFailure: log.failure,
    });
    this.#service = service;
    this.#schedule = new ScheduleService({
      computer: thisComputer(),
      service,
      wordsOf: syncWords,
      onAttention: (id, words, result) => {
        void this.#messages.tell({ id, name: this.#work.nameOf(id) }, result, words);
        this.#notices.attention(id, words);
      },
      onDone: (id, words) => this.#notices.done(id, words),
      onStatus: () => this.#setMenus(),
      onWaiting: (runs) => this.#outbox.post({ kind: 'waiting', runs }),
      ownPlaces: [userData],
      logFailure: log.failure,
    });
    const parts = { store, service, credentials: this.#credentials, window: () => this.#window.native };
    const exporter = new ProfileExport(store, parts.window, log.failure);
    const imports = new ProfileImport({
      ...parts,
      settings: () => this.#options.settings.settings,
      readTasks,
      logFailure: log.failure,
    });
    const problems = [this.#options.settings.problem, ...store.problems].filter((one) => one !== undefined);
    const prepared = { service, exporter, imports, schedule: this.#schedule, problems };
    try {
      if (demoFolder === undefined) return prepared;
      this.#demonstration = await demonstrate(demoFolder, service);
      return { ...prepared, demoProfile: this.#demonstration.profileId };
    } catch (error) {
      log.failure('The demo could not be started', error);
      return { ...prepared, problems: [...problems, problemOf(error)] };
    } finally {
      // Schedules and menus wait for no window.
      void service.refresh();
    }
  }

  get #logFile(): string {
    return join(this.#options.userData, 'logs', LOG_FILE);
  }

  #noteWork(pair: ProfileId, hasPlan: boolean): void {
    this.#work.record(pair, hasPlan);
    this.#setMenus();
  }

  #setMenus(): void {
    const schedule = this.#schedule;
    const seen = {
      listings: this.#service?.listings ?? [],
      atWork: this.#work.atWork,
      withPlan: this.#work.withPlan,
      nextMs: (id: ProfileId) => schedule?.status(id).nextMs,
      pausedUntilMs: schedule?.pausedUntilMs ?? 0,
      waiting: schedule?.waiting ?? [],
    };
    this.#menus.show(seen, this.#service?.reports ?? []);
  }

  #showProgress(progress: WindowProgress): void {
    this.#window.showProgress(progress);
    this.#menus.showProgress(progress.share === undefined ? undefined : Math.floor(progress.share * 100));
  }

  async #showChange({ profileId, path, side }: RecentChange): Promise<void> {
    const profile = this.#service?.profileOf(profileId);
    if (profile === undefined) return;
    const shown = await showChanged(profile, path, side);
    if (shown.kind === 'refused') this.#showProfile(profileId);
  }

  #showProfile(id: ProfileId): void {
    this.showWindow();
    this.#outbox.post({ kind: 'show', profileId: id });
  }

  async #syncNow(id: ProfileId, trigger: RunTrigger): Promise<void> {
    const { service } = await this.#prepared;
    const result = await service.syncNow(id, trigger);
    if (result === undefined || this.#quitting) return;
    // What has to be looked at, or answered, is shown.
    if (isToBeSeen(result)) this.#showProfile(id);
    this.#notices.synced(id, result);
  }

  /** What closing the window does. */
  #closing(): 'hide' | 'quit' | 'close' {
    if (this.#quitting) return 'close';
    const inBackground = this.#options.settings.settings.closing === 'background';
    return inBackground && this.#menus.inTray ? 'hide' : 'quit';
  }

  #runCommand(id: AppCommandId): void {
    const { log, settings } = this.#options;
    runAppCommand(id, {
      window: this.#window,
      log,
      logFile: this.#logFile,
      settings: settings.settings,
      profiles: this.#service?.listings.map(({ profile }) => profile) ?? [],
      keyring: () => this.#credentials.state(),
    });
  }

  async #savePlan(id: ProfileId): Promise<void> {
    const activity = (await this.#prepared).service.activityOf(id);
    await savePlan(activity, this.#work.nameOf(id), this.#window.native, this.#options.log.failure);
  }
}
