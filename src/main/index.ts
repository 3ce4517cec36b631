import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import { spareMemory } from './session/spare-memory.js';
import { Application } from './app/application.js';
import { becomeCommandLine } from './app/command-line.js';
import { SCHEME } from './app/window/content.js';
import { makeDemoFolder } from './app/demonstration.js';
import { Log } from './app/log.js';
import { sweepAfterwards } from './app/temporary-file-cleanup.js';
import { catchUnexpected } from './app/crash-handler.js';
import { wordsForCommandLine } from './app/launch-arguments.js';
import { keyringHangs } from './credentials/keyring.js';

spareMemory();

// In a checkout the first word is the folder that Electron is to start.
const words = app.isPackaged
  ? wordsForCommandLine(process.argv, { platform: process.platform, exists: existsSync })
  : undefined;
if (words !== undefined) becomeCommandLine(join(import.meta.dirname, '..'), words);

const log = new Log();
catchUnexpected(log.failure);

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
  sweepAfterwards(demoFolder, log.failure);
}

app.on('quit', () => {
  // The thread that waits for the keyring would hold up the end of the process for as long as the keyring likes. All that
  // matters has been written by now.
  if (keyringHangs()) process.kill(process.pid, 'SIGKILL');
});

// Two at once would write the same profiles; the demonstration has its own.
if (demoFolder !== undefined || app.requestSingleInstanceLock()) {
  void app.whenReady().then(begin);
} else {
  app.quit();
}

function begin(): void {
  const userData = app.getPath('userData');
  void log.open(join(userData, 'logs'));
  const application = new Application({
    built: join(import.meta.dirname, '..'),
    assets: join(import.meta.dirname, '..', '..', 'assets'),
    userData,
    demoFolder,
    developmentUrl: app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'],
    log,
  });
  app.on('second-instance', () => application.showWindow());
  app.on('activate', () => application.showWindow());

  let left = false;
  let leaving: Promise<void> | undefined;
  app.on('before-quit', (event) => {
    if (left) return;
    event.preventDefault();
    if (leaving !== undefined) return;
    void application.mayLeave().then((may) => {
      if (!may) return;
      leaving ??= application.leave().then(() => {
        left = true;
        app.quit();
      });
    });
  });
}
