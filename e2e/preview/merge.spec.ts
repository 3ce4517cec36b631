import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { TestServer } from '../../test/servers/server.js';
import { startServer, whyUnavailable } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, result, row, synchronize } from '../support/window.js';

let running: Running;
let folder: string;
let local: string;
let server: TestServer;
test.beforeEach(async () => {
  const missing = await whyUnavailable('pure-ftpd');
  test.skip(missing !== undefined, missing);
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-merge-'));
  local = join(folder, 'local');
  await mkdir(local);
  server = await startServer('pure-ftpd');
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await server.stop();
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

const resolving = (page: Page) => page.getByRole('dialog', { name: 'Resolve conflicts' });
const merging = (page: Page) => page.getByRole('dialog', { name: /^Merge “/ });

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

async function profile(page: Page): Promise<void> {
  await makeProfile(page, {
    name: 'Site',
    local,
    remote: `${server.url}/`,
    user: server.user,
    password: server.password,
  });
}

async function onServer(path: string, content: string): Promise<void> {
  await put(server.root, path, content);
  await server.own();
}

const recipe = (salt: string, oven: string, end: string): string =>
  [
    '# Flatbread',
    '',
    '500 g flour',
    '300 g water',
    salt,
    '',
    'Knead, and let it rest.',
    '',
    oven,
    '',
    'Bake until it is brown.',
    end,
    '',
  ].join('\n');

test('two versions are merged in the window, written to both sides by a run, and restored by its undo', async () => {
  const { page } = running;
  await page.setViewportSize({ width: 1240, height: 800 });
  await put(local, 'bread.md', recipe('10 g salt', 'Heat the oven to 220 °C.', 'Serve it warm.'));
  await put(local, 'notes.txt', 'one\r\ntwo\r\nthree\r\n');
  await profile(page);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByText('Options', { exact: true }).click();
  await page
    .getByLabel('Files changed on both sides')
    .selectOption({ label: 'Merge text files if the changes don’t overlap' });
  await page.getByText('Evenkeel keeps a copy of each text').scrollIntoViewIfNeeded();
  await pictures(page, 'option');
  await page.setViewportSize({ width: 1240, height: 800 });
  await page.getByRole('button', { name: 'Save' }).click();
  await compare(page);
  await synchronize(page);

  // One change of each does not overlap, one does; the other file can be merged without anybody.
  const mine = recipe('12 g salt', 'Heat the oven to 250 °C.', 'Serve it warm.');
  const theirs = recipe(
    '10 g salt',
    'Heat the oven to 240 °C, with a stone in it.',
    'Serve it with olive oil.',
  );
  await put(local, 'bread.md', mine);
  await onServer('bread.md', theirs);
  await put(local, 'notes.txt', 'ONE, and more\r\ntwo\r\nthree\r\n');
  await onServer('notes.txt', 'one\r\ntwo\r\nTHREE\r\n');
  await compare(page);
  await expect(row(page, 'notes.txt')).toHaveAccessibleName(/merge both versions/);
  await expect(row(page, 'bread.md')).toHaveAccessibleName(/conflict/);

  await page.getByRole('button', { name: 'Resolve conflicts…' }).click();
  await expect(resolving(page)).toContainText('1 of 1');
  await pictures(page, 'offered');
  await page.keyboard.press('m');
  const dialog = merging(page);
  await expect(dialog).toContainText('What only one side changed is merged already.');
  await expect(dialog.getByRole('status')).toHaveText('1 of 1 conflict left');
  const take = dialog.getByRole('button', { name: 'Use merged text' });
  await expect(take).toBeDisabled();
  const conflict = dialog.getByRole('group', { name: 'Conflict 1 of 1' });
  await expect(conflict.getByLabel('Remote lines')).toContainText('with a stone in it');
  await expect(conflict.getByRole('button', { name: 'Use local' })).toBeFocused();
  await pictures(page, 'open');

  // Whoever has decided something is asked before it is thrown away.
  await conflict.getByRole('button', { name: 'Use both' }).click();
  await expect(dialog.getByRole('status')).toHaveText('All conflicts are resolved');
  await pictures(page, 'decided');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('alertdialog', { name: 'Discard this merge?' })).toBeVisible();
  await page.keyboard.press('Escape');
  const editor = dialog.getByRole('textbox', { name: 'Merged text' });
  await editor.click();
  await page.keyboard.press('Control+z');
  await expect(take).toBeDisabled();
  await conflict.getByRole('button', { name: 'Use remote' }).click();
  await editor.press('Control+End');
  // Letters are typed here, and settle nothing.
  await page.keyboard.type('lm');
  await take.click();
  await expect(resolving(page)).toContainText('All conflicts are resolved');
  await resolving(page).getByRole('button', { name: 'Close' }).click();
  await expect(row(page, 'bread.md')).toHaveAccessibleName(/merge both versions/);
  await row(page, 'bread.md').click();
  await expect(page.getByText('You merged both versions.')).toBeVisible();
  await pictures(page, 'planned');

  await synchronize(page);
  const merged = `${recipe('12 g salt', 'Heat the oven to 240 °C, with a stone in it.', 'Serve it with olive oil.')}lm`;
  for (const root of [local, server.root]) {
    expect(await readFile(join(root, 'bread.md'), 'utf8')).toBe(merged);
    expect(await readFile(join(root, 'notes.txt'), 'utf8')).toBe('ONE, and more\r\ntwo\r\nTHREE\r\n');
  }
  await compare(page);
  await expect(row(page, 'bread.md')).toBeHidden();

  await page.getByRole('button', { name: 'History' }).click();
  const report = page.getByRole('region', { name: 'Run report' });
  await report.getByRole('button', { name: 'Undo…' }).click();
  await expect(row(page, 'bread.md')).toHaveAccessibleName(/restore on both sides/);
  await pictures(page, 'undo');
  await page.getByRole('button', { name: 'Undo 4 items' }).click();
  await expect(result(page)).toContainText('4 items undone');
  expect(await readFile(join(local, 'bread.md'), 'utf8')).toBe(mine);
  expect(await readFile(join(server.root, 'bread.md'), 'utf8')).toBe(theirs);
  expect(await readFile(join(local, 'notes.txt'), 'utf8')).toBe('ONE, and more\r\ntwo\r\nthree\r\n');
});

test('without the version of the last sync all that differs is decided; a file that changes meanwhile is not merged', async () => {
  const { page } = running;
  await page.setViewportSize({ width: 1240, height: 800 });
  await put(local, 'a.txt', 'first\nmine\nmiddle\nmine too\nlast\n');
  await onServer('a.txt', 'first\ntheirs\nmiddle\nlast\n');
  await put(local, 'picture.bin', '\0\u0001\u0002');
  await onServer('picture.bin', '\0\u0001\u0002\u0003');
  await profile(page);
  await compare(page);
  await page.getByRole('button', { name: 'Resolve conflicts…' }).click();
  await resolving(page).getByRole('button', { name: 'Merge…' }).click();
  const dialog = merging(page);
  await expect(dialog).toContainText('The version of the last sync is not available');
  await expect(dialog.getByRole('status')).toHaveText('2 of 2 conflicts left');
  await pictures(page, 'two-way');

  // From one conflict to the next, with the keyboard alone.
  await page.keyboard.press('F7');
  await expect(
    dialog.getByRole('group', { name: 'Conflict 2 of 2' }).getByRole('button').first(),
  ).toBeFocused();
  await page.keyboard.press('Shift+F7');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('1 of 2 conflicts left');
  await expect(
    dialog.getByRole('group', { name: 'Conflict 2 of 2' }).getByRole('button').first(),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await onServer('a.txt', 'somebody else was quicker\n');
  await dialog.getByRole('button', { name: 'Use merged text' }).click();
  await expect(dialog.getByRole('alert')).toContainText(
    'The remote file has changed since you began to merge.',
  );
  await pictures(page, 'changed');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toBeHidden();

  // What is no text says so.
  await page.keyboard.press('F7');
  await page.keyboard.press('m');
  await expect(dialog).toContainText('At least one of the two versions is not text');
  await pictures(page, 'no-text');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(resolving(page)).toBeVisible();
});
