import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import { spareMemory } from './session/spare-memory.js';
import { Application } from './app/application.js';
import { becomeCommandLine } from './app/launch/command-line.js';
import { SCHEME } from './app/window/content.js';
import { makeDemoFolder } from './app/demonstration.js';
import { Log } from './app/diagnostics/log.js';
import { cleanUpAfterwards } from './app/temporary-file-cleanup.js';
import { SettingsStore } from './app/settings/settings-store.js';
import { registerLinks } from './app/launch/follow-link.js';
import { installCrashHandler } from './app/diagnostics/crash-handler.js';
import { linkIn, startsInBackground, wordsForCommandLine } from './app/launch/launch-arguments.js';
import { openedFile } from './app/launch/opened-file.js';
import { keyringHangs } from './credentials/keyring.js';

spareMemory();

// In a checkout the first word is the folder that Electron is to start.
const words = app.isPackaged
  ? wordsForCommandLine(process.argv, { platform: process.platform, exists: existsSync })
  : undefined;
if (words !== undefined) becomeCommandLine(join(import.meta.dirname, '..'), words);

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

let linkToOpen = linkIn(process.argv);
function keepLink(event: { preventDefault: () => void }, link: string): void {
  event.preventDefault();
  linkToOpen = link;
}
let fileToOpen = openedFile(process.argv, process.platform);
function keepFile(event: { preventDefault: () => void }, file: string): void {
  event.preventDefault();
  fileToOpen = file;
}
// They may come before the application is ready.
app.on('open-url', keepLink);
app.on('open-file', keepFile);

// Two at once would write the same profiles; the demonstration has its own.
if (demoFolder !== undefined || app.requestSingleInstanceLock()) {
  void app.whenReady().then(begin);
} else {
  app.quit();
}

async function begin(): Promise<void> {
  const userData = app.getPath('userData');
  void log.open(join(userData, 'logs'));
  const settings = await SettingsStore.open(userData);
  const application = new Application({
    built: join(import.meta.dirname, '..'),
    assets: join(import.meta.dirname, '..', '..', 'assets'),
    userData,
    demoFolder,
    developmentUrl: app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'],
    settings,
    // Only the command line knows what tasks mean, and hardly anybody has any.
    readTasks: async () => (await import('./cli/tasks/import-tasks.js')).importTasks,
    inBackground: startsInBackground(
      process.argv,
      process.platform,
      () => app.getLoginItemSettings().wasOpenedAtLogin,
    ),
    log,
  });
  registerLinks();
  const open = (link: string | undefined, file: string | undefined): void => {
    if (link !== undefined) void application.follow(link);
    else if (file !== undefined) application.openFile(file);
    else application.showWindow();
  };
  if (linkToOpen !== undefined || fileToOpen !== undefined) open(linkToOpen, fileToOpen);
  // macOS hands links and files over by events.
  app.off('open-url', keepLink);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open(link, undefined);
  });
  app.off('open-file', keepFile);
  app.on('open-file', (event, file) => {
    event.preventDefault();
    open(undefined, file);
  });
  app.on('second-instance', (_event, argv) => open(linkIn(argv), openedFile(argv, process.platform)));
  app.on('activate', () => application.showWindow());

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
