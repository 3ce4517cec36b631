import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startReleaseServer, type ReleaseServer } from '../../test/updates/release-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { chooseCommand } from '../support/menu.js';
import { IS_PACKAGED } from '../support/program.js';

test.skip(IS_PACKAGED, 'what is installed looks for releases in one place only, which no test may ask');
test.skip(process.platform !== 'linux', 'a script takes the part of an AppImage');

let folder: string;
let server: ReleaseServer;
let running: Running | undefined;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-updates-'));
  // The new version notes that it was started.
  server = await startReleaseServer('9.1.0', Buffer.from(`#!/bin/sh\necho 9.1.0 > "${folder}/started"\n`));
});
test.afterEach(async () => {
  if (running !== undefined) {
    await quit(running);
    await forget(running);
  }
  running = undefined;
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const appImage = (): string => join(folder, 'Evenkeel.AppImage');

/** Starts a checkout that takes itself for an installed application, by default for an AppImage. */
async function startInstalled(
  env: Readonly<Record<string, string>> = { APPIMAGE: appImage() },
): Promise<Running> {
  await writeFile(appImage(), '#!/bin/sh\n');
  await chmod(appImage(), 0o755);
  const config = `provider: generic\nurl: ${server.url}\nupdaterCacheDirName: evenkeel-updater\n`;
  await writeFile(join(folder, 'app-update.yml'), config);
  running = await launch({
    env: { EVENKEEL_UPDATE_TRIAL: folder, XDG_CACHE_HOME: join(folder, 'cache'), ...env },
  });
  return running;
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Updates' });

async function pictureBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, test.info(), `${name}-${colorScheme}`);
  }
}

test('a checkout is not updated like a program', async () => {
  running = await launch();
  const { app, page } = running;
  await chooseCommand(app, 'check-for-updates');
  await expect(dialog(page)).toContainText('runs from its source code');
  await pictureBoth(page, 'source-code');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
});

test('a new version is offered, downloaded when somebody asks, and installed when they say so', async () => {
  const release = server.hold();
  const { app, page, ended } = await startInstalled();
  await chooseCommand(app, 'check-for-updates');
  await expect(dialog(page)).toContainText('Version 9.1.0 is available. You have version 0.');
  await pictureBoth(page, 'available');
  await dialog(page).getByRole('button', { name: 'Later' }).click();

  const notice = page.getByText('Version 9.1.0 is available.');
  await expect(notice).toBeVisible();
  await pictureBoth(page, 'notice');
  await page.getByRole('button', { name: 'Details…' }).click();
  expect(server.asked.filter((path) => path.endsWith('.AppImage'))).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Download' }).click();
  await expect(dialog(page).getByRole('progressbar')).toBeVisible();
  await pictureBoth(page, 'downloading');
  release();
  await expect(dialog(page)).toContainText('Version 9.1.0 is ready.');
  await pictureBoth(page, 'ready');
  expect(await readFile(appImage(), 'utf8')).toBe('#!/bin/sh\n');

  await dialog(page).getByRole('button', { name: 'Restart and update' }).click();
  await ended;
  await expect.poll(() => readFile(join(folder, 'started'), 'utf8').catch(() => '')).toBe('9.1.0\n');
  expect(await readFile(appImage(), 'utf8')).toContain('echo 9.1.0');
});

test('what is not what was released is refused, and can be tried again', async () => {
  server.falsify();
  const { app, page } = await startInstalled();
  await chooseCommand(app, 'check-for-updates');
  await dialog(page).getByRole('button', { name: 'Download' }).click();
  await expect(dialog(page)).toContainText('damaged or altered on its way, so it was deleted');
  await pictureBoth(page, 'refused');
  await dialog(page).getByRole('button', { name: 'Try again' }).click();
  await expect(dialog(page)).toContainText('Version 9.1.0 is available.');
  expect(await readFile(appImage(), 'utf8')).toBe('#!/bin/sh\n');
});

test('where a package manager updates, a new version is only told of, with its page', async () => {
  await writeFile(join(folder, 'package-type'), 'deb');
  const { app, page } = await startInstalled({});
  const opened = await app.evaluateHandle(({ shell }) => {
    const addresses: string[] = [];
    shell.openExternal = (address) => {
      addresses.push(address);
      return Promise.resolve();
    };
    return addresses;
  });
  await chooseCommand(app, 'check-for-updates');
  await expect(dialog(page)).toContainText('package manager installed Evenkeel');
  await expect(dialog(page).getByRole('button', { name: 'Download' })).toBeHidden();
  await pictureBoth(page, 'package-manager');
  await dialog(page).getByRole('button', { name: 'Open release page' }).click();
  await expect
    .poll(() => opened.jsonValue())
    .toEqual(['https://github.com/evenkeel/evenkeel/releases/tag/v9.1.0']);
});

test('without a connection that is said, and without a newer version, too', async () => {
  const { app, page } = await startInstalled();
  const { url } = server;
  await server.stop();
  await chooseCommand(app, 'check-for-updates');
  await expect(dialog(page)).toContainText('couldn’t check for updates');
  await pictureBoth(page, 'offline');
  const version = await app.evaluate((electron) => electron.app.getVersion());
  server = await startReleaseServer(version, Buffer.from('x'), Number(new URL(url).port));
  await dialog(page).getByRole('button', { name: 'Try again' }).click();
  await expect(dialog(page)).toContainText('Evenkeel is up to date.');
  await pictureBoth(page, 'current');
});
