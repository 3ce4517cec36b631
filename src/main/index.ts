import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { app, Menu, protocol } from 'electron';
import { spareMemory } from './session/spare-memory.js';
import type { Application } from './app/application.js';
import { becomeCommandLine } from './app/launch/command-line.js';
import { SCHEME } from './app/window/content.js';
import { Log } from './app/diagnostics/log.js';
import { forwardActions } from './app/menu/forward-actions.js';
import { cleanUpAfterwards, makeDemoFolder } from './app/temporary-file-cleanup.js';
import { SettingsStore } from './app/settings/settings-store.js';
import { installCrashHandler } from './app/diagnostics/crash-handler.js';
import { linkIn, startsInBackground, wordsForCommandLine } from './app/launch/launch-arguments.js';
import { openedFile } from './app/launch/opened-file.js';
import { openWindow } from './app/window/open-window.js';
import { WindowState } from './app/window/window-state.js';
import { keyringHangs } from './credentials/keyring.js';

/** How long everything else waits for a page that neither draws nor fails, in milliseconds. */
const LONGEST_WAIT_MS = 5_000;

/** How long a window that has been drawn takes to come up: a few frames, in milliseconds. */
const ON_SCREEN_MS = 60;

spareMemory();

// In a checkout the first word is the folder that Electron is to start.
const words = app.isPackaged
  ? wordsForCommandLine(process.argv, { platform: process.platform, exists: existsSync })
  : undefined;
if (words !== undefined) becomeCommandLine(join(import.meta.dirname, '..'), words);

// Or Electron would make one of its own, which ours replaces at once.
Menu.setApplicationMenu(null);

const log = new Log();
installCrashHandler(log.failure);

app.setName('Evenkeel');
// As in electron-builder.yml: Windows shows notifications only of an application that it knows by this name.
app.setAppUserModelId('app.evenkeel.Evenkeel');
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
]);

const demoFolder = process.argv.includes('--demo') ? makeDemoFolder() : undefined;
if (demoFolder !== undefined) {
  app.setPath('userData', join(demoFolder, 'user-data'));
  app.setPath('sessionData', join(demoFolder, 'user-data'));
  cleanUpAfterwards(demoFolder, log.failure);
}

app.on('quit', () => {
  // The thread that waits for the keyring would hold up the end of the process for as long as the keyring likes. All that
  // matters has been written by now.
  if (keyringHangs()) process.kill(process.pid, 'SIGKILL');
});

const { promise: application, resolve: applicationIsThere } = Promise.withResolvers<Application>();

function open(link: string | undefined, file: string | undefined): void {
  void application.then((there) => {
    if (link !== undefined) void there.follow(link);
    else if (file !== undefined) there.openFile(file);
    else there.showWindow();
  });
}

// macOS hands links and files over by events, which may come before the application is ready.
app.on('open-url', (event, link) => {
  event.preventDefault();
  open(link, undefined);
});
app.on('open-file', (event, file) => {
  event.preventDefault();
  open(undefined, file);
});

// Two at once would write the same profiles; the demonstration has its own.
if (demoFolder !== undefined || app.requestSingleInstanceLock()) {
  void begin();
} else {
  app.quit();
}

async function begin(): Promise<void> {
  const userData = app.getPath('userData');
  void log.open(join(userData, 'logs'));
  const [settings, windowState] = await Promise.all([
    SettingsStore.open(userData),
    WindowState.open(userData, log.failure),
    app.whenReady(),
  ]);
  const built = join(import.meta.dirname, '..');
  const opened = openWindow({
    built,
    assets: join(import.meta.dirname, '..', '..', 'assets'),
    developmentUrl: app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'],
    settings,
    windowState,
    inBackground: startsInBackground(
      process.argv,
      process.platform,
      () => app.getLoginItemSettings().wasOpenedAtLogin,
    ),
    actions: forwardActions(application.then(({ actions }) => actions)),
    answer: async (name, args) => (await application).answer(name, args),
    received: () => void application.then((there) => there.received()),
    log,
  });

  const [link, file] = [linkIn(process.argv), openedFile(process.argv, process.platform)];
  if (link !== undefined || file !== undefined) open(link, file);
  app.on('second-instance', (_event, argv) => open(linkIn(argv), openedFile(argv, process.platform)));
  app.on('activate', () => open(undefined, undefined));

  // Reading the rest keeps this process busy, for which the window would wait on its way to the screen.
  await Promise.race([opened.drawn, delay(LONGEST_WAIT_MS)]);
  await delay(ON_SCREEN_MS);
  const { Application } = await import('./app/application.js');
  const there = new Application({
    built,
    userData,
    demoFolder,
    opened,
    settings,
    // Only the command line knows what tasks mean, and hardly anybody has any.
    readTasks: async () => (await import('./cli/tasks/import-tasks.js')).importTasks,
    log,
  });
  quitCleanly(there);
  applicationIsThere(there);
}

/** Quits only when nothing is under way any more, or whoever asked for it insists. */
function quitCleanly(application: Application): void {
  let left = false;
  let leaving: Promise<void> | undefined;
  app.on('before-quit', (event) => {
    if (left) return;
    event.preventDefault();
    if (leaving !== undefined) return;
    void application.mayLeave().then((may) => {
      if (!may) return;
      leaving ??= application.leave().then((how) => {
        left = true;
        if (how === 'quit') app.quit();
      });
    });
  });
}
