import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { commandReady } from '../support/menu.js';
import { put } from '../support/trees.js';
import { makeProfile, result, row } from '../support/window.js';

let running: Running;
let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-palette-'));
  for (const name of ['local', 'remote']) await mkdir(join(folder, name));
  await put(join(folder, 'local'), 'a.txt', 'a');
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

/** The window in both colour schemes. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, test.info(), `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('the command palette finds commands and profiles by a few letters and runs them', async () => {
  const { page } = running;
  await makeProfile(page, { name: 'First', local: join(folder, 'local'), remote: join(folder, 'remote') });
  await mkdir(join(folder, 'other'));
  await makeProfile(page, { name: 'Second', local: join(folder, 'other'), remote: join(folder, 'remote') });

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const field = palette.getByRole('combobox', { name: 'Command palette' });
  await expect(field).toBeFocused();
  await pictures(page, 'palette');
  await expect(
    palette.getByRole('option', { name: /^Synchronize/ }),
    'what cannot be done is not there',
  ).toHaveCount(0);
  await field.fill('firs');
  await expect(palette.getByRole('option', { selected: true })).toHaveAccessibleName(/First/);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('heading', { name: 'First' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await field.fill('comp');
  await expect(palette.getByRole('option', { selected: true })).toHaveAccessibleName(/Compare.*F5/);
  await page.keyboard.press('Enter');
  await expect(row(page, 'a.txt')).toBeVisible();
  await expect(result(page)).toBeHidden();

  await page.keyboard.press('Control+k');
  await field.fill('qqqq');
  await expect(palette.getByText('No command or profile matches “qqqq”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('a question mark shows all keys, except where somebody types', async () => {
  const { page } = running;
  await commandReady(running, 'shortcuts');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Ctrl+Enter');
  await pictures(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('Control+n');
  await page.getByLabel('Name', { exact: true }).press('?');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('?');
  await expect(sheet).toBeHidden();
});
