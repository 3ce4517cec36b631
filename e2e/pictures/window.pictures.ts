import { execFile } from 'node:child_process';
import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { quit, forget } from '../support/application.js';
import { chooseCommand } from '../support/menu.js';
import { compare, makeProfile, result, row, synchronize, synchronizeButton } from '../support/window.js';
import { takePictures } from './camera.js';
import { addPhotographs, openWebsite, type Website } from './website.js';

let site: Website;
test.beforeAll(async () => {
  site = await openWebsite();
});
test.afterAll(async () => {
  await quit(site.running);
  await forget(site.running);
  await site.stop();
});

// One story, since every state comes from the one before it.
test('every state of the window', async () => {
  const { page, app } = site.running;
  const dialog = page.getByRole('dialog');
  await takePictures(page, 'empty');

  await page.getByRole('button', { name: 'Create your first profile' }).click();
  await takePictures(page, 'form-new');
  await page.getByLabel('Name', { exact: true }).fill('Tideline Pottery');
  await page.getByLabel('Local folder').fill(site.local);
  await page.getByLabel('Remote folder').fill(site.address);
  await page.getByLabel('User name').fill(site.server.user);
  await page.getByLabel('Password').fill(site.server.password);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog).toContainText('The connection works.');
  await takePictures(page, 'form');
  await page.getByRole('button', { name: 'Save' }).click();
  await takePictures(page, 'not-compared');

  await compare(page);
  await takePictures(page, 'first-preview');
  await synchronize(page);
  await takePictures(page, 'first-result');

  await otherProfiles(page);
  await site.work();
  await compare(page);
  await takePictures(page, 'preview');
  await row(page, 'notes/price list.txt').click();
  await expect(page.getByLabel('Local text')).toBeVisible();
  await takePictures(page, 'details');
  await page.getByRole('button', { name: 'Resolve conflicts…' }).click();
  await dialog.getByRole('button', { name: 'Next conflict' }).click();
  await expect(dialog.getByLabel('Remote text')).toBeVisible();
  await takePictures(page, 'conflicts');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Use local for all' }).click();
  await synchronize(page);
  await takePictures(page, 'result');
  await page.getByRole('button', { name: 'Undo…' }).click();
  await expect(page.getByRole('button', { name: /^Undo \d+ items/ })).toBeVisible();
  await takePictures(page, 'undo');
  await page.getByRole('button', { name: 'Cancel' }).click();

  await running(page);
  await failures(page);
  await compare(page);
  await takePictures(page, 'in-sync');

  await page.getByRole('button', { name: 'History' }).first().click();
  await page.getByRole('button', { name: /34 items/ }).click();
  await takePictures(page, 'history');
  await page.getByRole('button', { name: 'All runs' }).click();
  const place = page.getByRole('region', { name: 'All runs' });
  await place.getByRole('button', { name: /34 items/ }).click();
  await expect(place.getByRole('region', { name: 'Run report' })).toContainText('price list.txt');
  await takePictures(page, 'all-runs');
  await page.getByRole('button', { name: 'All runs' }).click();

  for (const [command, name] of [
    ['settings', 'settings'],
    ['command-palette', 'palette'],
    ['shortcuts', 'shortcuts'],
    ['about', 'about'],
    ['connection-log', 'log'],
  ] as const) {
    await chooseCommand(app, command);
    await expect(dialog).toBeVisible();
    await takePictures(page, name);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await chooseCommand(app, 'import-profiles');
  await expect(dialog.getByRole('button', { name: 'FileZilla' })).toBeVisible();
  await takePictures(page, 'import-sources');
  await dialog.getByRole('button', { name: 'FileZilla' }).click();
  await expect(dialog).toContainText('profiles');
  await takePictures(page, 'import');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await chooseCommand(app, 'edit-profile');
  await page.getByText('Options', { exact: true }).click();
  await takePictures(page, 'options');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await rm(join(site.local, 'photos'), { recursive: true });
  await compare(page);
  await takePictures(page, 'deletions');
  await synchronizeButton(page).click();
  await expect(page.getByRole('alert', { name: 'Question' })).toBeVisible();
  await takePictures(page, 'deletions-asked');
  await page.getByRole('alert', { name: 'Question' }).getByRole('button', { name: 'Cancel' }).click();
});

/** A list with one profile only is not how somebody's window looks after a week. */
async function otherProfiles(page: Page): Promise<void> {
  const main = 'Tideline Pottery';
  await makeProfile(page, {
    name: 'Photo archive',
    local: join(site.local, 'photos'),
    remote: site.disk,
    way: 'Mirror to server',
  });
  await compare(page);
  await synchronize(page);
  await makeProfile(page, {
    name: 'Newsletter',
    local: join(site.local, 'site', 'news'),
    remote: 'sftp://lists.tideline.example/newsletter',
    user: 'tideline',
  });
  await page.getByRole('navigation', { name: 'Profiles' }).getByRole('button', { name: main }).click();
  await expect(page.getByRole('heading', { name: main })).toBeVisible();
}

/** A run that takes long enough for its chart. */
async function running(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByText('Options', { exact: true }).click();
  await page.getByLabel('Speed limit per second').fill('500 kB');
  await page.getByRole('button', { name: 'Save' }).click();
  await addPhotographs(join(site.local, 'photos', 'Summer fair'), 40);
  await compare(page);
  await synchronizeButton(page).click();
  await page.waitForTimeout(15_000);
  await takePictures(page, 'running');
  await page.getByRole('combobox', { name: 'Speed limit' }).selectOption('Full speed');
  await expect(synchronizeButton(page)).toHaveAccessibleName(/compare first/, { timeout: 120_000 });
}

/** A run in which the server refuses a folder. */
async function failures(page: Page): Promise<void> {
  const refused = join(site.server.root, 'orders', 'incoming');
  await chmod(refused, 0o555);
  for (const name of ['order 1045 – Café Ölmühle.txt', 'order 1046 – Strandbad.txt', 'order 1047.txt']) {
    await promisify(execFile)('cp', [
      join(site.local, 'orders', 'open orders.csv'),
      join(site.local, 'orders', 'incoming', name),
    ]);
  }
  await compare(page);
  await synchronize(page);
  await expect(result(page)).toContainText('failed');
  await takePictures(page, 'failures');
  await chmod(refused, 0o755);
  await page
    .getByRole('button', { name: /^Retry/ })
    .first()
    .click();
  await expect(result(page)).not.toContainText('failed');
}
