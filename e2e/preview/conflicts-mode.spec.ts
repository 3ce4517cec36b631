import { mkdir, mkdtemp, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { TestServer } from '../../test/servers/server.js';
import { startServer } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, row, synchronize } from '../support/window.js';

let running: Running;
let folder: string;
let local: string;
let server: TestServer;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-conflicts-'));
  local = join(folder, 'local');
  await mkdir(local);
  server = await startServer('ftp-srv');
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await server.stop();
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Resolve conflicts' });
/** The path of the conflict that is shown. */
const shownPath = (page: Page) => dialog(page).getByRole('heading', { level: 3 }).first();

async function pictures(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [900, 600],
    [1240, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await picture(page, test.info(), `${name}-${width}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('conflicts are gone through one by one, by buttons and keys, and choices can be undone', async () => {
  const { page } = running;
  await page.setViewportSize({ width: 1240, height: 800 });
  const names = ['1.txt', '2.txt', '3.txt', '4.txt', 'gone.txt'];
  for (const name of names) await put(local, name, `${name} at first\n`);
  await makeProfile(page, {
    name: 'Site',
    local,
    remote: `${server.url}/`,
    user: server.user,
    password: server.password,
  });
  await compare(page);
  await synchronize(page);
  for (const name of names) {
    if (name !== 'gone.txt') await put(local, name, `${name}\nchanged here, longer\n`);
    await put(server.root, name, `${name}\nchanged there\n`);
    // The remote version is two hours older than the local one.
    const { mtimeMs } = await stat(join(server.root, name));
    await utimes(join(server.root, name), mtimeMs / 1000 - 7200, mtimeMs / 1000 - 7200);
  }
  await rm(join(local, 'gone.txt'));
  await compare(page);
  await page.getByRole('button', { name: 'Resolve conflicts…' }).click();
  const mode = dialog(page);
  await expect(mode).toContainText('1 of 5 · 5 left');
  const here = mode.getByRole('region', { name: 'Local' });
  await expect(here).toContainText('newer');
  await expect(here).toContainText('larger');
  await expect(here).toContainText('At the last sync');
  await expect(mode.getByLabel('Remote text')).toContainText('changed there');
  await pictures(page, 'mode');
  await page.setViewportSize({ width: 1240, height: 800 });

  await mode.getByRole('button', { name: 'Keep remote' }).click();
  await expect(mode).toContainText('2 of 5 · 4 left');
  await page.keyboard.press('o');
  await expect(mode).toContainText('3 of 5 · 3 left');
  await page.keyboard.press('u');
  await expect(mode).toContainText('2 of 5 · 4 left');
  await page.keyboard.press('F7');
  await expect(mode).toContainText('3 of 5 · 4 left');
  await page.keyboard.press('Shift+F7');

  // For all three that were changed on both sides; the one that was deleted here is of another sort.
  await mode.getByRole('checkbox', { name: /Apply to all like this \(2 more\)/ }).check();
  await page.keyboard.press('n');
  await expect(mode).toContainText('5 of 5 · 1 left');
  await expect(mode.getByRole('button', { name: 'Keep newer' })).toBeDisabled();
  await expect(mode.getByRole('button', { name: 'Delete remote' })).toBeEnabled();
  await pictures(page, 'mode-deleted');
  await page.setViewportSize({ width: 1240, height: 800 });
  await page.keyboard.press('r');
  await expect(mode).toContainText('All conflicts are resolved');
  await pictures(page, 'mode-done');
  await page.setViewportSize({ width: 1240, height: 800 });
  await mode.getByRole('button', { name: 'Close' }).click();

  await expect(row(page, '1.txt')).toHaveAccessibleName(/download, replacing/);
  await expect(row(page, '3.txt')).toHaveAccessibleName(/upload, replacing/);
  await synchronize(page);
  const ends = await Promise.all(names.map((name) => readFile(join(local, name), 'utf8')));
  expect(ends.map((text) => text.split('\n')[1])).toEqual([
    'changed there',
    'changed here, longer',
    'changed here, longer',
    'changed here, longer',
    'changed there',
  ]);
});

test('a key that is held down settles one conflict, and what a choice is for begins anew with each conflict', async () => {
  const { page } = running;
  await put(local, 'z.txt', 'z here');
  await put(local, 'b/2.txt', 'two here');
  await put(local, 'a.txt', 'a here');
  for (const name of ['z.txt', 'b/2.txt', 'a.txt']) await put(server.root, name, `${name}, longer`);
  await makeProfile(page, {
    name: 'Site',
    local,
    remote: `${server.url}/`,
    user: server.user,
    password: server.password,
  });
  await compare(page);
  await page.getByRole('button', { name: 'Resolve conflicts…' }).click();
  const mode = dialog(page);
  // They come as the tree shows them.
  await expect(shownPath(page)).toHaveText('b/2.txt');
  await mode.getByRole('checkbox', { name: /Apply to all/ }).check();
  await page.keyboard.press('F7');
  await expect(shownPath(page)).toHaveText('a.txt');
  await expect(mode.getByRole('checkbox', { name: /Apply to all/ })).not.toBeChecked();
  await page.keyboard.down('l');
  await page.keyboard.down('l');
  await page.keyboard.down('l');
  await page.keyboard.up('l');
  await expect(mode).toContainText('3 of 3 · 2 left');
  await page.keyboard.press('Control+Shift+Z');
  await expect(shownPath(page)).toHaveText('z.txt');
  await page.keyboard.press('Control+z');
  await expect(shownPath(page)).toHaveText('a.txt');
  await expect(mode).toContainText('3 left');
});

test('undoing what was chosen for a folder brings back what was chosen in it', async () => {
  const { page } = running;
  await put(local, 'f/1.txt', 'at first\n');
  await makeProfile(page, {
    name: 'Site',
    local,
    remote: `${server.url}/`,
    user: server.user,
    password: server.password,
  });
  await compare(page);
  await synchronize(page);
  await put(local, 'f/1.txt', 'changed here, and longer\n');
  await rm(join(server.root, 'f'), { recursive: true });
  await put(server.root, 'f', 'a file now\n');
  await compare(page);
  await row(page, 'f/1.txt').click();
  await page.keyboard.press('Backspace');
  const chosen = page.getByRole('button', { name: /^Your choices/ });
  await expect(chosen).toContainText('1');
  await page.getByRole('button', { name: 'Resolve conflicts…' }).click();
  const mode = dialog(page);
  await expect(shownPath(page)).toHaveText('f');
  await page.keyboard.press('r');
  await expect(mode).toContainText('All conflicts are resolved');
  await page.keyboard.press('u');
  await expect(shownPath(page)).toHaveText('f');
  await mode.getByRole('button', { name: 'Close' }).click();
  await expect(chosen).toContainText('1');
});
