import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { contents, put } from '../support/trees.js';
import { compare, makeProfile, result, row, synchronizeButton } from '../support/window.js';

// One start for all; each test goes on from where the one before it ended.
test.describe.configure({ mode: 'serial' });

let running: Running;
let folder: string;
let local: string;
let remote: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-selection-'));
  local = join(folder, 'local');
  remote = join(folder, 'remote');
  await mkdir(local);
  await mkdir(remote);
  for (const name of ['a.txt', 'b.txt', 'c.txt', 'photos/1.jpg', 'photos/2.jpg', 'photos/raw/3.jpg'])
    await put(local, name, name);
  await put(local, 'run me.sh', '#!/bin/sh\nexit 1\n');
  await chmod(join(local, 'run me.sh'), 0o755);
  for (const name of ['only remote.txt', 'prices.csv']) await put(remote, name, name);
  await put(local, 'both.txt', 'here');
  await put(remote, 'both.txt', 'there, and longer');
  running = await launch();
  await makeProfile(running.page, { name: 'Site', local, remote });
  await compare(running.page);
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

function tree(page: Page): Locator {
  return page.getByRole('treegrid', { name: 'Preview' });
}

async function selected(page: Page): Promise<readonly string[]> {
  const rows = await tree(page).getByRole('row', { selected: true }).all();
  const names = await Promise.all(rows.map((one) => one.getAttribute('aria-label')));
  return names.map((name) => (name ?? '').replace(/ – .*/, ''));
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('menu').getByRole('menuitem', { name: item, exact: true }).click();
  await expect(page.getByRole('menu')).toBeHidden();
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, test.info(), `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('rows are selected as in a file manager, with the mouse and with the keyboard', async () => {
  const { page } = running;
  await row(page, 'a.txt').click();
  await row(page, 'c.txt').click({ modifiers: ['ControlOrMeta'] });
  expect(await selected(page)).toEqual(['a.txt', 'c.txt']);
  await row(page, 'a.txt').click();
  await row(page, 'c.txt').click({ modifiers: ['Shift'] });
  expect(await selected(page)).toEqual(['a.txt', 'b.txt', 'both.txt', 'c.txt']);
  await page.keyboard.press('Shift+ArrowUp');
  expect(await selected(page)).toEqual(['a.txt', 'b.txt', 'both.txt']);
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Space');
  expect(await selected(page)).toEqual(['a.txt', 'b.txt', 'both.txt', 'c.txt']);
  await page.keyboard.type('pri');
  expect(await selected(page)).toEqual(['prices.csv']);
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('12 selected')).toBeVisible();
  await pictures(page, 'all-selected');
  await page.keyboard.press('Home');
  expect(await selected(page)).toEqual(['photos']);
});

test('actions go for what is selected, and what was changed is marked, counted, shown by itself and reset', async () => {
  const { page } = running;
  await expect(synchronizeButton(page)).toHaveAccessibleName(/^Synchronize 11 items/);
  await row(page, 'photos').click({ button: 'right' });
  await pictures(page, 'menu');
  await choose(page, 'Skip');
  await expect(row(page, 'photos/raw/3.jpg')).toHaveAccessibleName(/skipped/);
  await row(page, 'only remote.txt').click();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await choose(page, 'Delete on the remote side');
  await expect(row(page, 'only remote.txt')).toHaveAccessibleName(/delete on the remote side/);
  await row(page, 'both.txt').click();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(row(page, 'both.txt')).toHaveAccessibleName(/download, replacing the local file/);
  const chosen = page.getByRole('button', { name: /^Your choices/ });
  await chosen.click();
  await expect(row(page, 'a.txt')).toBeHidden();
  await expect(row(page, 'both.txt')).toBeVisible();
  await pictures(page, 'your-choices');
  await page.getByRole('button', { name: /^Reset \d+ choices$/ }).click();
  await expect(chosen).toBeHidden();
  await expect(row(page, 'only remote.txt')).toHaveAccessibleName(/download/);
  await expect(synchronizeButton(page)).toHaveAccessibleName(/^Synchronize 11 items/);
});

test('what is no longer shown is neither selected nor acted upon', async () => {
  const { page } = running;
  await row(page, 'photos/1.jpg').click();
  await row(page, 'c.txt').click({ modifiers: ['ControlOrMeta'] });
  await row(page, 'a.txt').click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByText('3 selected')).toBeVisible();
  await row(page, 'photos').locator('.twisty').click();
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByLabel('Find in paths').fill('c.txt');
  expect(await selected(page)).toEqual(['c.txt']);
  await page.getByLabel('Find in paths').fill('');
  await row(page, 'photos').locator('.twisty').click();
  expect(await selected(page)).toEqual(['c.txt']);
  await page.getByRole('treegrid', { name: 'Preview' }).focus();
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('button', { name: /^Your choices/ })).toContainText('1');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(row(page, 'c.txt')).toHaveAccessibleName(/upload/);
});

test('keys lead to the next conflict and change, into folders that are closed', async () => {
  const { page } = running;
  await page.getByRole('button', { name: 'Collapse all folders' }).click();
  await row(page, 'a.txt').click();
  await page.keyboard.press('F7');
  expect(await selected(page)).toEqual(['both.txt']);
  await page.keyboard.press('Shift+F8');
  expect(await selected(page)).toEqual(['b.txt']);
  await page.keyboard.press('Shift+F8');
  await page.keyboard.press('Shift+F8');
  expect(await selected(page)).toEqual(['photos/2.jpg']);
});

test('items are opened, shown and copied from the menu, and a program is never run', async () => {
  const { page, app } = running;
  await app.evaluate(({ shell }) => {
    const told: string[] = [];
    Reflect.set(globalThis, 'told', told);
    shell.openPath = (path) => Promise.resolve(void told.push(`open ${path}`)).then(() => '');
    shell.showItemInFolder = (path) => void told.push(`show ${path}`);
  });
  const told = (): Promise<unknown> => app.evaluate(() => Reflect.get(globalThis, 'told') as unknown);
  await row(page, 'a.txt').click({ button: 'right' });
  await choose(page, 'Open');
  await expect.poll(told).toEqual([`open ${join(local, 'a.txt')}`]);
  await row(page, 'photos/1.jpg').click({ button: 'right' });
  await choose(page, 'Show in folder');
  await expect.poll(told).toHaveLength(2);
  await row(page, 'run me.sh').click({ button: 'right' });
  await choose(page, 'Open');
  await expect(page.getByText('“run me.sh” may be a program, so it was not opened.')).toBeVisible();
  expect(await told()).toEqual([
    `open ${join(local, 'a.txt')}`,
    `show ${join(local, 'photos/1.jpg')}`,
    `show ${join(local, 'run me.sh')}`,
  ]);
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await row(page, 'photos/1.jpg').click({ button: 'right' });
  await choose(page, 'Copy path');
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(join(local, 'photos/1.jpg'));
});

test('only what is selected is synchronized, and what was chosen for the rest is still there', async () => {
  const { page } = running;
  await row(page, 'c.txt').click();
  await page.keyboard.press('Backspace');
  await expect(row(page, 'c.txt')).toHaveAccessibleName(/skipped/);
  await row(page, 'a.txt').click();
  await row(page, 'photos/raw').click({ modifiers: ['ControlOrMeta'] });
  await row(page, 'a.txt').click({ button: 'right' });
  await choose(page, 'Synchronize selection only');
  await expect(result(page)).toContainText(/synced/);
  expect([...(await contents(remote)).keys()]).toEqual([
    'a.txt',
    'both.txt',
    'only remote.txt',
    'photos',
    'photos/raw',
    'photos/raw/3.jpg',
    'prices.csv',
  ]);
  await compare(page);
  await expect(row(page, 'b.txt')).toHaveAccessibleName(/upload/);
  await expect(row(page, 'c.txt')).toHaveAccessibleName(/skipped/);
  await row(page, 'c.txt').click({ button: 'right' });
  await choose(page, 'History of this file');
  await expect(page.getByRole('dialog')).toContainText('c.txt');
  await page.keyboard.press('Escape');
});

test('a filter says what it leaves out before it is added', async () => {
  const { page } = running;
  await row(page, 'photos/1.jpg').click({ button: 'right' });
  await choose(page, 'Exclude…');
  const dialog = page.getByRole('dialog', { name: 'Exclude “1.jpg”?' });
  await expect(dialog).toContainText('Excludes 1 item from this plan');
  // Keys are the dialog’s own: they choose in it, and do nothing to the plan behind it.
  await expect(dialog.getByRole('radio', { name: /^This file/ })).toBeFocused();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'All .jpg files' })).toBeChecked();
  await expect(row(page, 'photos/1.jpg')).toHaveAccessibleName(/upload/);
  await expect(dialog).toContainText('Excludes 3 items from this plan');
  await expect(dialog).toContainText('photos/raw/3.jpg');
  await expect(dialog).toContainText('Adds *.jpg to the filters of this profile');
  await pictures(page, 'exclude');
  await dialog.getByRole('button', { name: 'Exclude and compare' }).click();
  await expect(page.getByRole('button', { name: /^Excluded 3/ })).toBeVisible({ timeout: 30_000 });
  await expect(row(page, 'photos/1.jpg')).toBeHidden();
});
