import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, result, row, synchronize } from '../support/window.js';

let running: Running;
let folder: string;
// One application serves all tests: each makes a profile of its own.
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-options-'));
  running = await launch();
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

/** Opens the form of the profile at hand, and in it the options. */
async function openOptions(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByText('Options', { exact: true }).click();
  await expect(page.getByLabel('Exclude', { exact: true })).toBeVisible();
}

test('what is left out is not copied, nothing is kept where versions are off, and both outlast a restart', async () => {
  const info = test.info();
  const local = join(folder, 'local');
  const remote = join(folder, 'remote');
  await put(local, 'kept.txt', 'at first\n');
  await put(local, 'scratch.tmp', 'not wanted\n');
  await put(local, '.git/config', 'not wanted either\n');
  await put(remote, 'kept too.txt', 'from there\n');
  let { page } = running;
  await makeProfile(page, { name: 'Choosy', local, remote });

  await openOptions(page);
  await picture(page, info, '1-usual-options');
  const leaveOut = page.getByLabel('Exclude', { exact: true });
  await leaveOut.fill(`${await leaveOut.inputValue()}\n*.tmp`);
  await page.getByLabel('Keep replaced and deleted files').uncheck();
  await page.getByText('Options', { exact: true }).click();
  await expect(leaveOut).toBeHidden();
  await expect(page.getByText('5 patterns, versions off')).toBeVisible();
  await picture(page, info, '2-closed');
  await page.getByRole('button', { name: 'Save' }).click();

  await compare(page);
  await expect(row(page, 'scratch.tmp')).toBeHidden();
  await page.getByRole('button', { name: 'Excluded 2' }).click();
  await expect(row(page, '.git')).toContainText('with everything in it');
  await expect(row(page, 'scratch.tmp')).toHaveAccessibleName(/excluded by a filter/);
  await row(page, 'scratch.tmp').click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText(
    'excluded by the pattern “*.tmp”',
  );
  await picture(page, info, '3-left-out');
  await synchronize(page);
  await expect(result(page)).toContainText('synced');
  expect((await readdir(remote)).sort()).toEqual(['kept too.txt', 'kept.txt']);

  await put(local, 'kept.txt', 'changed, and longer than before\n');
  await put(remote, 'another.tmp', 'there\n');
  await compare(page);
  await expect(row(page, 'kept.txt')).toHaveAccessibleName(/upload, replacing the remote file/);
  await synchronize(page);
  expect(await readFile(join(remote, 'kept.txt'), 'utf8')).toBe('changed, and longer than before\n');
  // Neither side holds what was replaced, nor the other side's scratch.
  expect((await readdir(remote)).sort()).toEqual(['another.tmp', 'kept too.txt', 'kept.txt']);
  expect((await readdir(local)).sort()).toEqual(['.git', 'kept too.txt', 'kept.txt', 'scratch.tmp']);

  await quit(running);
  running = await launch({ userData: running.userData });
  ({ page } = running);
  await page.getByRole('navigation', { name: 'Profiles' }).getByRole('button', { name: 'Choosy' }).click();
  await openOptions(page);
  await expect(page.getByLabel('Exclude', { exact: true })).toHaveValue(/^\.git\n[^]*\n\*\.tmp$/);
  await expect(page.getByLabel('Keep replaced and deleted files')).not.toBeChecked();
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test('what is wrong in the options is shown, though they were closed before', async () => {
  const { page } = running;
  await makeProfile(page, { name: 'Wrong', local: join(folder, 'a'), remote: join(folder, 'b') });
  await openOptions(page);
  await page.getByLabel('Largest file').fill('enormous');
  await page.getByText('Options', { exact: true }).click();
  await expect(page.getByLabel('Largest file')).toBeHidden();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Largest file')).toBeFocused();
  await expect(page.getByText('“enormous” is not a size.')).toBeVisible();
  await page.getByLabel('Largest file').fill('10 MB');
  await page.getByLabel('Files that differ at the first sync').selectOption('The newer one wins');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a preset is chosen, its details are changed, and the profile says so', async () => {
  const info = test.info();
  const { page } = running;
  const way = page.getByRole('radiogroup', { name: 'Sync mode' });
  await makeProfile(page, {
    name: 'Backup',
    local: join(folder, 'c'),
    remote: join(folder, 'd'),
    way: 'Mirror to server',
  });
  await expect(page.getByText('Mirror to server', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(way.getByRole('radio', { name: 'Mirror to server' })).toBeChecked();
  await picture(page, info, '1-preset');
  await way.getByRole('radio', { name: 'Custom' }).check();
  await expect(page.getByLabel('Changes', { exact: true })).toBeFocused();
  await picture(page, info, '2-details');
  await page.getByLabel('Overwrite changes on the remote side').uncheck();
  await expect(way).toContainText('Upload only, deletes extra files, keeps changes there.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Custom', { exact: true })).toBeVisible();
});

test('the form is drawn on light and on dark ground', async () => {
  const info = test.info();
  const { page } = running;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: 'New profile' }).first().click();
    await picture(page, info, `form-${colorScheme}`);
    await page.getByText('Options', { exact: true }).click();
    await page.getByLabel('Exclude', { exact: true }).scrollIntoViewIfNeeded();
    await page.getByLabel('Largest file').scrollIntoViewIfNeeded();
    await picture(page, info, `upper-${colorScheme}`);
    await page.getByLabel('Number that may be deleted').fill('many');
    await page.getByLabel('Keep replaced and deleted files').uncheck();
    await page.getByLabel('Name', { exact: true }).fill('x');
    await page.getByLabel('Local folder').fill('/x');
    await page.getByLabel('Remote folder').fill('/y');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Number that may be deleted')).toBeFocused();
    await page.getByText('Write a whole number').scrollIntoViewIfNeeded();
    await picture(page, info, `lower-${colorScheme}`);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});
