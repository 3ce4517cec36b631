import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from './support/application.js';
import { IS_PACKAGED } from './support/program.js';
import { compare, result, row, synchronize, synchronizeButton } from './support/window.js';

// The tests tell one story, each from where the one before it ended: the demonstration takes longer to start than they do.
test.describe.configure({ mode: 'serial' });
test.skip(IS_PACKAGED, 'the demo’s server is no part of what is installed');

let running: Running;
test.beforeAll(async () => {
  running = await launch({ args: ['--demo'] });
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
});

async function pictureBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, test.info(), `${name}-${colorScheme}`);
  }
}

test('the demonstration opens compared, and shows every case', async () => {
  const { page } = running;
  await expect(synchronizeButton(page)).toHaveAccessibleName(/Synchronize \d+ items/, { timeout: 30_000 });
  for (const chip of ['To upload', 'To download', 'To delete', 'Conflicts', 'Equal']) {
    await expect(page.getByRole('button', { name: new RegExp(`^${chip} [1-9]`) })).toBeVisible();
  }
  await row(page, 'notes/price list.txt').click();
  await pictureBoth(page, 'demo');
});

test('what the tree holds is found by its path, without the mouse', async () => {
  const { page } = running;
  const tree = page.getByRole('treegrid', { name: 'Preview' });
  const field = page.getByRole('textbox', { name: 'Find in paths' });
  await page.getByRole('button', { name: 'Collapse all folders' }).click();
  await page.keyboard.press('ControlOrMeta+f');
  await expect(field).toBeFocused();
  await page.keyboard.type('SITE html');
  await expect(row(page, 'site/index.html')).toBeVisible();
  await expect(row(page, 'notes')).toBeHidden();
  await expect(page.getByRole('status', { name: 'Found' })).toHaveText(/^[1-9]\d* found$/);
  await page.keyboard.press('Enter');
  await expect(tree).toBeFocused();
  await expect(tree.getByRole('row', { selected: true })).toHaveAccessibleName(/^site\/.*html/);
  await pictureBoth(page, 'found');

  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('nothing of the kind');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await pictureBoth(page, 'nothing-found');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  // Closed again, as it was before.
  await expect(row(page, 'site/index.html')).toBeHidden();
  await page.getByRole('button', { name: 'Expand all folders' }).click();
});

test('the plan is saved from the menu, as it stands', async () => {
  const file = join(running.userData, 'pottery.plan');
  const clicked = await running.app.evaluate(({ dialog, Menu }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    const items = Menu.getApplicationMenu()?.getMenuItemById('profiles')?.submenu?.items ?? [];
    const item = items
      .flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ id }) => id.startsWith('save-plan-'));
    if (item?.enabled === true) Reflect.apply(item.click, item, []);
    return item?.enabled;
  }, file);
  expect(clicked).toBe(true);
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toMatch(/^\{"format":"evenkeel-plan"/);
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines.some((line) => line.includes('price list.txt'))).toBe(true);
  expect(lines.at(-1)).toContain('"end"');
  await rm(file);
});

test('it ends in sync, and is equal afterwards', async () => {
  const { page } = running;
  await page.getByRole('button', { name: 'Use local for all' }).click();
  await synchronize(page);
  await expect(result(page)).toContainText(/items synced/);
  await expect(result(page)).not.toContainText(/failed|skipped/);
  await pictureBoth(page, 'demo-done');
  await compare(page);
  await expect(synchronizeButton(page)).toHaveAccessibleName(/nothing to do/);
});
