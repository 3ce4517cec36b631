import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { chooseInTray, inTray, recordTrayMenu } from '../support/tray.js';
import { makeProfile } from '../support/window.js';

let folder: string;
let running: Running;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-schedule-'));
  for (const side of ['local', 'remote']) await mkdir(join(folder, side));
  running = await launch();
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

test('a profile is told when to run by itself, says so, and runs after a local change', async () => {
  const info = test.info();
  const { page } = running;
  const [local, remote] = [join(folder, 'local'), join(folder, 'remote')];
  await recordTrayMenu(running.app);
  await makeProfile(page, { name: 'Notes', local, remote });
  await page.getByRole('button', { name: 'Edit' }).first().click();

  const summary = page.locator('summary', { hasText: 'Schedule' });
  await expect(summary).toContainText('Only when you start it');
  await summary.click();
  await page.getByLabel('Runs by itself').selectOption('daily');
  await page.getByLabel('Time of day').fill('07:30');
  await expect(page.getByText(/^Next: .*:30/)).toBeVisible();
  await expect(summary).toContainText('Runs on weekdays at 07:30');
  await page.getByLabel('Runs by itself').selectOption('cron');
  await page.getByLabel('Cron expression').fill('soon');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^Write five fields/)).toBeVisible();
  await page.getByLabel('Cron expression').fill('0 3 * * 1');
  await page.getByLabel('Also soon after a local file changes').check();
  await page.getByLabel('Also when a drive or folder appears').check();
  await page.getByLabel('Label of the drive').fill('CAMERA');
  await expect(summary).toContainText('when the drive “CAMERA” appears');
  await page.getByLabel('Also on metered connections').uncheck();
  await expect(summary).toContainText('not on metered connections');
  await picture(page, info, 'schedule');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await writeFile(join(local, 'note.txt'), 'saved');
  await expect
    .poll(() => readFile(join(remote, 'note.txt'), 'utf8').catch(() => undefined), { timeout: 60_000 })
    .toBe('saved');
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await expect(summary).toContainText('soon after a local file changes');
  await page.keyboard.press('Escape');

  await chooseInTray(running.app, 'pause-tomorrow');
  await expect
    .poll(() => inTray(running.app, 'resume-schedules'))
    .toBe('Resume schedules (paused until tomorrow)');
  await chooseInTray(running.app, 'resume-schedules');
  await expect.poll(() => inTray(running.app, 'pause-schedules')).toBe('Pause schedules');
  expect(await inTray(running.app, 'resume-schedules')).toBeUndefined();
});

test('a profile runs when the folder that it waits for appears, and the history says so', async () => {
  const { page } = running;
  const stick = join(folder, 'stick');
  const [local, remote] = [join(stick, 'photos'), join(folder, 'photos')];
  await mkdir(local, { recursive: true });
  await mkdir(remote);
  await makeProfile(page, { name: 'Photos', local, remote });
  await rm(stick, { recursive: true });
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await page.locator('summary', { hasText: 'Schedule' }).click();
  await page.getByLabel('Also when a drive or folder appears').check();
  await page.getByLabel('Wait for').selectOption('folder');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enter the path of the folder.')).toBeVisible();
  await page.getByLabel('Path of the folder').fill(stick);
  await picture(page, test.info(), 'appears');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  // It has to be seen that it is away, before it can appear.
  await page.waitForTimeout(1_000);
  await mkdir(join(stick, 'photos'), { recursive: true });
  await writeFile(join(local, 'plate.jpg'), 'plate');
  await expect
    .poll(() => readFile(join(remote, 'plate.jpg'), 'utf8').catch(() => undefined), { timeout: 60_000 })
    .toBe('plate');
  await expect(page.getByText(/when its drive or folder appeared/)).toBeVisible();
});
