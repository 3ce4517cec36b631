import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { TestServer } from '../../test/servers/server.js';
import { startServer } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { contents, put } from '../support/trees.js';
import { compare, makeProfile, result, row, synchronize, synchronizeButton } from '../support/window.js';

const FILES = 24;

let running: Running;
let folder: string;
let local: string;
let server: TestServer;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-control-'));
  local = join(folder, 'local');
  server = await startServer('proftpd');
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a run is slowed down, paused and let go on again', async () => {
  const info = test.info();
  const { page } = running;
  for (let n = 0; n < FILES; n += 1) await put(local, `picture ${n}.jpg`, 'x'.repeat(200_000));
  await makeProfile(page, {
    name: 'Photos',
    local,
    remote: server.url,
    user: server.user,
    password: server.password,
  });
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await page.getByText('Options', { exact: true }).click();
  await page.getByLabel('Speed limit per second').fill('100 kB');
  await page.getByRole('button', { name: 'Save' }).click();
  await compare(page);
  await synchronizeButton(page).click();
  const limit = page.getByRole('combobox', { name: 'Speed limit' });
  await expect(limit).toHaveValue('100000');
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(
    progress.getByRole('list', { name: 'Transfers' }).getByText('Uploading').first(),
  ).toBeAttached();
  await expect(progress.getByRole('img', { name: /on average/ })).toBeVisible();
  const title = (): Promise<string | undefined> =>
    running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  await expect.poll(title).toMatch(/^\d+% – Photos – Evenkeel$/);
  await picture(page, info, '1-slow');

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('Paused');
  await picture(page, info, '2-paused');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, info, `3-paused-${colorScheme}`);
  }
  expect((await contents(server.root)).size).toBeLessThan(FILES);

  await limit.selectOption('Full speed');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(synchronizeButton(page)).toHaveAccessibleName(/compare first/, { timeout: 60_000 });
  expect((await contents(server.root)).size).toBe(FILES);
  await expect.poll(title).toBe('Evenkeel');
});

test('what is planned for a folder is decided otherwise, and undone for one file in it', async () => {
  const info = test.info();
  const { page } = running;
  for (const name of ['keep.txt', 'new/one.txt', 'new/two.txt']) await put(local, name, name);
  await makeProfile(page, {
    name: 'Site',
    local,
    remote: server.url,
    user: server.user,
    password: server.password,
  });
  await compare(page);
  await row(page, 'new').click();
  const choice = page.getByRole('group', { name: 'Choose another action' });
  await picture(page, info, '1-choices');
  await choice.getByRole('button', { name: 'Skip' }).click();
  await expect(row(page, 'new/one.txt')).toHaveAccessibleName(/skipped: skipped/);
  await picture(page, info, '2-folder-skipped');
  await row(page, 'new/two.txt').click();
  await choice.getByRole('button', { name: 'Skip' }).click();
  await expect(row(page, 'new/two.txt')).toHaveAccessibleName(/upload/);
  await picture(page, info, '3-one-taken-back');
  await synchronize(page);
  expect([...(await contents(server.root)).keys()].sort()).toEqual(['keep.txt', 'new', 'new/two.txt']);
});

test('a folder that another computer synchronizes is left alone until its lock is broken', async () => {
  const info = test.info();
  const { page } = running;
  await put(local, 'a.txt', 'a');
  const lock = { version: 1, id: 'x', host: 'studio', user: 'anna', pid: 1, startedMs: Date.now() - 600_000 };
  await writeFile(join(server.root, '.evenkeel-lock.json'), JSON.stringify(lock), { mode: 0o666 });
  await makeProfile(page, {
    name: 'Shared',
    local,
    remote: server.url,
    user: server.user,
    password: server.password,
  });
  await compare(page);
  await synchronizeButton(page).click();
  const problem = page.getByRole('alert').filter({ hasText: '“anna” on “studio”' });
  await expect(problem).toContainText('10 minutes ago');
  await picture(page, info, '1-locked');
  await problem.getByRole('button', { name: 'Break the lock and sync' }).click();
  await expect(result(page)).toContainText('1 item', { timeout: 30_000 });
  expect([...(await contents(server.root)).keys()]).toEqual(['a.txt']);
});
