import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, result, row, synchronize } from '../support/window.js';

let running: Running;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-history-'));
  running = await launch();
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

test('past runs are listed with what they did, and one of them is undone from there', async () => {
  const info = test.info();
  const { page } = running;
  const local = join(folder, 'local');
  const remote = join(folder, 'remote');
  await put(local, 'plate.txt', 'at first\n');
  await put(local, 'vase.txt', 'blue\n');
  await put(remote, 'vase.txt', 'green vase\n');
  await makeProfile(page, { name: 'Pots', local, remote });
  const history = page.getByRole('button', { name: 'History' });
  await history.click();
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  await picture(page, info, '1-no-run-yet');
  await history.click();

  await compare(page);
  await synchronize(page);
  await put(local, 'plate.txt', 'changed, and longer than before\n');
  await put(local, 'bowl/small.txt', 'new\n');
  await compare(page);
  await synchronize(page);

  await history.click();
  const runs = page.getByRole('navigation', { name: 'Runs' }).getByRole('button');
  const account = page.getByRole('region', { name: 'Run report' });
  await expect(runs).toHaveText([/3 items, 1 conflict/, /1 item, 1 conflict/]);
  await expect(account.getByRole('listitem')).toHaveCount(4);
  await expect(account).toContainText('bowl/small.txt');
  await account.getByRole('button', { name: 'Skipped and failed 1' }).click();
  await expect(account.getByRole('listitem')).toHaveText(/vase\.txt/);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, info, `2-problems-${colorScheme}`);
  }
  await account.getByRole('button', { name: 'All items' }).click();

  await runs.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(account.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(account.getByRole('listitem')).toHaveCount(4);
  await picture(page, info, '3-second-run');
  await account.getByRole('button', { name: 'Undo…' }).click();
  await expect(row(page, 'plate.txt')).toHaveAccessibleName(
    /restore on the remote side, replacing the remote file/,
  );
  await expect(row(page, 'plate.txt')).toContainText('Restore, remote');
  await page.getByRole('button', { name: 'Undo 3 items' }).click();
  await expect(result(page)).toContainText('3 items undone');
  expect(await readFile(join(remote, 'plate.txt'), 'utf8')).toBe('at first\n');
  expect(await readdir(remote)).not.toContain('bowl');

  await history.click();
  await expect(runs).toHaveCount(3);
  await runs.nth(1).click();
  await expect(account).toContainText('undone today');
  await expect(account.getByRole('listitem')).toHaveCount(4);
  await picture(page, info, '4-taken-back');
  // Nothing went wrong on the way.
  await expect(page.getByRole('button', { name: 'Dismiss' })).toBeHidden();
});
