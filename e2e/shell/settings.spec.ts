import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { chooseCommand, commandReady } from '../support/menu.js';

let running: Running;
let config: string;
test.beforeEach(async () => {
  config = await mkdtemp(join(tmpdir(), 'evenkeel-config-'));
  running = await launch({ env: { XDG_CONFIG_HOME: config } });
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await rm(config, { recursive: true, force: true });
});

async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, test.info(), `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

function themeOf({ app }: Running): Promise<string> {
  return app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
}

const AUTOSTART = ['autostart', 'evenkeel.desktop'] as const;

test('settings are checked, hold at once, and are there after a restart', async () => {
  await commandReady(running, 'settings');
  await running.page.keyboard.press('Control+,');
  const dialog = running.page.getByRole('dialog', { name: 'Settings' });
  await pictures(running.page, 'settings');
  await dialog.getByLabel('Theme').selectOption('Dark');
  await dialog.getByLabel('When the window is closed').selectOption('Quit Evenkeel');
  await dialog.getByLabel('Start in the background').check();
  await dialog.getByLabel('Speed limit per second').fill('fast');
  await dialog.getByLabel('Connections', { exact: true }).fill('3');
  await dialog.getByLabel('Days to keep them').fill('7');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Write a speed');
  await expect(dialog.getByLabel('Speed limit per second')).toBeFocused();
  await dialog.getByLabel('Speed limit per second').fill('2 MB');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(await themeOf(running)).toBe('dark');
  if (process.platform === 'linux') {
    expect(await readFile(join(config, ...AUTOSTART), 'utf8')).toContain('"--background"');
  }

  const { userData } = running;
  await quit(running);
  running = await launch({ userData, env: { XDG_CONFIG_HOME: config } });
  expect(await themeOf(running)).toBe('dark');
  await chooseCommand(running.app, 'settings');
  const again = running.page.getByRole('dialog', { name: 'Settings' });
  await expect(again.getByLabel('Speed limit per second')).toHaveValue('2 MB');
  await again.getByLabel('Start in the background').uncheck();
  await again.getByRole('button', { name: 'Save' }).click();
  await expect(again).toBeHidden();
  if (process.platform === 'linux') {
    await expect(access(join(config, ...AUTOSTART))).rejects.toThrow();
  }

  // A new profile begins as the settings say; closing the window quits.
  await chooseCommand(running.app, 'new-profile');
  await expect(running.page.getByLabel('Days to keep it')).toHaveValue('7');
  await running.app
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    .catch(() => undefined);
  await running.ended;
});

test('settings that cannot be saved stay in the dialog as they were typed, with the reason', async () => {
  const { app, page, userData } = running;
  const file = join(userData, 'settings.json');
  await chooseCommand(app, 'settings');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByLabel('Speed limit per second').fill('2 MB');
  // No file takes the place of a folder.
  await rm(file, { force: true });
  await mkdir(join(file, 'in the way'), { recursive: true });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByLabel('Speed limit per second')).toHaveValue('2 MB');
  await pictures(page, 'settings-refused');
  await rm(file, { recursive: true });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(await readFile(file, 'utf8')).toContain('2000000');
});

test('a file with settings that is damaged is set aside and told of', async () => {
  const { userData } = running;
  await quit(running);
  await writeFile(join(userData, 'settings.json'), '{"theme":');
  running = await launch({ userData });
  await expect(running.page.getByText('The file with your settings was damaged')).toBeVisible();
  expect(await themeOf(running)).toBe('system');
});

test('About says which version this is, and under which licences its parts are', async () => {
  const { app, page } = running;
  await chooseCommand(app, 'about');
  const about = page.getByRole('dialog', { name: 'About Evenkeel' });
  await expect(about).toContainText(/Version \d+\.\d+\.\d+/);
  await about.getByText(/^react \d/).click();
  await expect(about).toContainText('Permission is hereby granted');
  await pictures(page, 'about');
  await page.keyboard.press('Escape');
  await expect(about).toBeHidden();
});

test('at sign-in it starts without its window', async () => {
  const { userData } = running;
  await quit(running);
  running = await launch({ userData, args: ['--background'] });
  await running.page.getByRole('navigation', { name: 'Profiles' }).waitFor();
  const visible = (): Promise<boolean | undefined> =>
    running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  expect(await visible()).toBe(false);
  await running.app.evaluate(({ app }) => app.emit('second-instance', {}, []));
  await expect.poll(visible).toBe(true);
});
