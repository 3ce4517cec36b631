import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { forget, launch, quit, type Running } from '../support/application.js';
import { chooseCommand, commandReady, menuBar, menuItem } from '../support/menu.js';
import { put } from '../support/trees.js';
import { makeProfile, result, row, synchronizeButton } from '../support/window.js';

let running: Running;
let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-menu-'));
  for (const name of ['local', 'remote']) await mkdir(join(folder, name));
  await put(join(folder, 'local'), 'a.txt', 'a');
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

test('the menu bar is there, follows what can be done, and does it; so do the keys', async () => {
  const { app, page } = running;
  expect(await menuBar(app)).toEqual(['File', 'Edit', 'View', 'Profile', 'Help']);
  expect(
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMenuBarVisible()),
  ).toBe(true);
  await expect.poll(() => menuItem(app, 'new-profile')).toMatchObject({ enabled: true });
  expect(await menuItem(app, 'compare')).toMatchObject({ accelerator: 'F5', enabled: false });

  await chooseCommand(app, 'new-profile');
  await expect(page.getByLabel('Name', { exact: true })).toBeVisible();
  await expect
    .poll(() => menuItem(app, 'new-profile'), 'nothing behind a dialog')
    .toMatchObject({
      enabled: false,
    });
  await page.keyboard.press('Escape');

  await makeProfile(page, { name: 'Menu', local: join(folder, 'local'), remote: join(folder, 'remote') });
  expect(await menuItem(app, 'synchronize')).toMatchObject({ enabled: false });
  await chooseCommand(app, 'compare');
  await expect(row(page, 'a.txt')).toBeVisible();
  await expect.poll(() => menuItem(app, 'synchronize')).toMatchObject({ enabled: true });

  await page.keyboard.press('Control+f');
  await expect(page.getByLabel('Find in paths')).toBeFocused();
  await page.keyboard.type('a.txt');
  await page.keyboard.press('F5');
  await expect(synchronizeButton(page)).toHaveAccessibleName(/1 item/);
  await page.keyboard.press('Control+Enter');
  await expect(result(page)).toContainText('1 item synced');

  await chooseCommand(app, 'history');
  await expect(page.getByRole('button', { name: 'History' })).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => menuItem(app, 'history')).toMatchObject({ checked: true });
  expect(await menuItem(app, 'compare')).toMatchObject({ enabled: false });
});

test('what is in the window can be made larger, and stays so', async () => {
  const zoom = ({ app }: Running): Promise<number | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor());
  await commandReady(running, 'shortcuts');
  await running.page.keyboard.press('Control+=');
  await expect.poll(() => zoom(running)).toBeCloseTo(1.1);
  await chooseCommand(running.app, 'zoom-in');
  await expect.poll(() => zoom(running)).toBeCloseTo(1.25);
  const { userData } = running;
  await quit(running);
  running = await launch({ userData });
  await expect.poll(() => zoom(running)).toBeCloseTo(1.25);
  await commandReady(running, 'shortcuts');
  await running.page.keyboard.press('Control+0');
  await expect.poll(() => zoom(running)).toBeCloseTo(1);
});
