import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { TestServer } from '../../test/servers/server.js';
import { startServer, whyUnavailable } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { contents, put } from '../support/trees.js';
import { compare, makeProfile, result, row, synchronize, synchronizeButton } from '../support/window.js';

let running: Running;
let folder: string;
let local: string;
let remote: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-shown-'));
  local = join(folder, 'local');
  remote = join(folder, 'remote');
  await mkdir(local);
  await mkdir(remote);
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

/** A state that was touched, in both colour schemes and at both sizes. */
async function pictures(page: Page, name: string): Promise<void> {
  const info = test.info();
  for (const [width, height] of [
    [900, 600],
    [1240, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await picture(page, info, `${name}-${width}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Chooses an item of the application menu of the one profile there is. */
async function chooseFromMenu({ app }: Running, label: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const profiles = Menu.getApplicationMenu()?.getMenuItemById('profiles')?.submenu?.items[0];
    profiles?.submenu?.items.find((item) => item.label === wanted)?.click();
  }, label);
}

test('a form has the focus in its first field, and Escape asks before it is thrown away', async () => {
  const { page } = running;
  await page.setViewportSize({ width: 1240, height: 800 });
  await page.getByRole('button', { name: 'New profile' }).first().click();
  await page.keyboard.type('Site');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Site');
  for (let press = 0; press < 3; press += 1) {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alertdialog', { name: /Discard/ })).toBeVisible();
    if (press === 0) await pictures(page, 'discard');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alertdialog')).toBeHidden();
  }
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Site');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'New profile' }).first().click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('S2: Sync now runs the plan that is shown, with its choices, which outlive a new comparison', async () => {
  const { page } = running;
  for (const name of ['a.txt', 'b.txt', 'in\u200Bvisible.txt']) await put(local, name, name);
  await makeProfile(page, { name: 'Site', local, remote });
  await chooseFromMenu(running, 'Sync now');
  await expect(synchronizeButton(page)).toHaveAccessibleName(/3 items/);
  expect(await contents(remote)).toEqual(new Map());
  await expect(row(page, 'in<U+200B>visible.txt')).toBeVisible();

  await row(page, 'a.txt').click();
  const choice = page.getByRole('group', { name: 'Choose another action' });
  await choice.getByRole('button', { name: 'Skip' }).click();
  await row(page, 'b.txt').click();
  await choice.getByRole('button', { name: 'Skip' }).click();
  await expect(synchronizeButton(page)).toHaveAccessibleName(/1 item/);
  await pictures(page, 'undo-choice');
  await page.keyboard.press('Control+z');
  await expect(row(page, 'b.txt')).toHaveAccessibleName(/upload/);
  await compare(page);
  await expect(row(page, 'a.txt')).toHaveAccessibleName(/skipped/);
  await expect(synchronizeButton(page)).toHaveAccessibleName(/2 items/);
  await chooseFromMenu(running, 'Sync now');
  await expect(result(page)).toContainText('2 items synced');
  await expect(result(page)).toContainText('from the menu');
  expect([...(await contents(remote)).keys()]).toEqual(['b.txt', 'in\u200Bvisible.txt']);

  await page.getByRole('button', { name: 'Undo…' }).click();
  await expect(page.getByRole('button', { name: 'Undo 2 items' })).toBeVisible();
  await row(page, 'b.txt').click();
  await page.getByRole('button', { name: 'Exclude' }).click();
  await expect(page.getByRole('button', { name: 'Undo 1 item' })).toBeVisible();
  await pictures(page, 'undo-preview');
  expect((await contents(remote)).size).toBe(2);
  await page.getByRole('button', { name: 'Undo 1 item' }).click();
  await expect(result(page)).toContainText('1 item undone');
  expect([...(await contents(remote)).keys()]).toEqual(['b.txt']);
  await page.getByRole('button', { name: 'Redo…' }).click();
  await page.getByRole('button', { name: 'Redo 1 item' }).click();
  await expect(result(page)).toContainText('1 item redone');
  expect((await contents(remote)).size).toBe(2);
});

test('S7: what would be deleted is said at once, and asked above the plan', async () => {
  const { page } = running;
  for (let n = 0; n < 20; n += 1) await put(local, `${n}.txt`, `${n}`);
  await makeProfile(page, { name: 'Site', local, remote });
  await compare(page);
  await synchronize(page);
  await rm(local, { recursive: true });
  await put(local, 'stray.txt', 'stray');
  await compare(page);
  await expect(synchronizeButton(page)).toHaveAccessibleName('Synchronize 21 items: 1 upload, 20 deletions');
  await expect(page.getByRole('alert', { name: 'Warning' })).toContainText('20');
  await pictures(page, 'deletions-said');
  await synchronizeButton(page).click();
  const question = page.getByRole('alert', { name: 'Question' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(row(page, '7.txt')).toBeVisible();
  await pictures(page, 'deletions-asked');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeHidden();
  expect((await contents(remote)).size).toBe(20);
  await quit(running);
  running = await launch({ userData: running.userData });
  await expect(running.page.getByRole('alert').filter({ hasText: '20' })).toBeVisible();
  await compare(running.page);
  await synchronizeButton(running.page).click();
  await running.page.getByRole('button', { name: /^Delete 20 items on the remote side/ }).click();
  await expect(result(running.page)).toContainText('21 items synced');
  expect([...(await contents(remote)).keys()]).toEqual(['stray.txt']);
});

test('a missing password is asked for in place, and one that is wrong is asked for again', async () => {
  const { page } = running;
  const server: TestServer = await startServer('ftp-srv');
  try {
    await put(local, 'a.txt', 'a');
    await makeProfile(page, { name: 'Server', local, remote: server.url, user: server.user });
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'doesn’t have the password' })).toBeVisible();
    await expect(page.getByLabel('Password')).toBeFocused();
    await expect(page.getByRole('navigation').getByText('Needs the password')).toBeVisible();
    await pictures(page, 'password');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation').getByText('Couldn’t sign in')).toBeVisible({
      timeout: 60_000,
    });
    await page.getByLabel('Password').fill(server.password);
    await page.keyboard.press('Enter');
    await expect(synchronizeButton(page)).toHaveAccessibleName(/1 item/, { timeout: 60_000 });
    await expect(page.getByRole('navigation').getByText('Never synced')).toBeVisible();
  } finally {
    await server.stop();
  }
});

test('plain FTP says once that it can be read on the way, and TLS is one press away where it is offered', async () => {
  const { page } = running;
  const missing = await whyUnavailable('pure-ftpd');
  test.skip(missing !== undefined, missing);
  const server: TestServer = await startServer('pure-ftpd', { tls: true, plainToo: true });
  try {
    await put(local, 'a.txt', 'a');
    await makeProfile(page, {
      name: 'Server',
      local,
      remote: server.url.replace('ftps:', 'ftp:'),
      user: server.user,
      password: server.password,
    });
    await compare(page);
    const told = page.getByRole('region', { name: 'Unencrypted connection' });
    await expect(told).toContainText('travel unencrypted');
    await pictures(page, 'plain');
    await told.getByRole('button', { name: 'Use TLS' }).click();
    await page.getByRole('button', { name: 'Trust this certificate' }).click({ timeout: 60_000 });
    await expect(synchronizeButton(page)).toHaveAccessibleName(/1 item/, { timeout: 60_000 });
    await expect(told).toBeHidden();

    await makeProfile(page, {
      name: 'Plain',
      local,
      remote: server.url.replace('ftps:', 'ftp:'),
      user: server.user,
      password: server.password,
    });
    await compare(page);
    await told.getByRole('button', { name: 'Got it' }).click();
    await expect(told).toBeHidden();
    await compare(page);
    await expect(told).toBeHidden();
  } finally {
    await server.stop();
  }
});

test('a run is left by Quit only after somebody has said so', async () => {
  const { page, app } = running;
  await put(local, 'big.bin', 'x'.repeat(4_000_000));
  await makeProfile(page, { name: 'Site', local, remote });
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByText('Options', { exact: true }).click();
  await page.getByLabel('Speed limit per second').fill('200 kB');
  await page.getByRole('button', { name: 'Save' }).click();
  await compare(page);
  await synchronizeButton(page).click();
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('left');
  const answered = await app.evaluate(async ({ app: electron, dialog }) => {
    const asked: string[] = [];
    dialog.showMessageBox = (...given: unknown[]) => {
      asked.push(JSON.stringify(given.at(-1)));
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    electron.quit();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return asked;
  });
  expect(answered.join()).toContain('Stop the sync and quit?');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(result(page)).toContainText('Stopped');
});

test('what a button is called contains what it shows, and forced colours keep what is chosen apart', async () => {
  const { page } = running;
  for (const name of ['a.txt', 'b.txt']) await put(local, name, name);
  await makeProfile(page, { name: 'Site', local, remote });
  await compare(page);
  await row(page, 'a.txt').click();
  const unlike: string[] = [];
  for (const button of await page.getByRole('button').all()) {
    const name = await button.getAttribute('aria-label');
    const [first = ''] = (await button.innerText()).trim().split('\n');
    if (name !== null && !name.includes(first)) unlike.push(`${first}: ${name}`);
  }
  expect(unlike).toEqual([]);
  await page.emulateMedia({ forcedColors: 'active' });
  await picture(page, test.info(), 'forced-colours');
  await expect(row(page, 'b.txt')).toHaveCSS('background-color', /, 0\)$/);
  const chosen = row(page, 'a.txt');
  await expect(chosen).not.toHaveCSS('background-color', /, 0\)$/);
  // The system's colour for what is chosen, in which its own for the words can be read.
  await expect(chosen).not.toHaveCSS('background-color', 'rgb(226, 239, 243)');
  await page.emulateMedia({ forcedColors: 'none' });
});
