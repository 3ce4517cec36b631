import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, result, synchronize } from '../support/window.js';

let running: Running;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-all-runs-'));
  running = await launch();
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

test('the runs of all profiles stand in one list, are searched, and a version is restored from there', async () => {
  const info = test.info();
  const { page, app } = running;
  const site = join(folder, 'site');
  for (const name of ['site server', 'photos server']) await mkdir(join(folder, name));
  await put(site, 'css/style.css', 'body { color: black }\n');
  await put(site, 'index.html', '<h1>Pots</h1>\n');
  await makeProfile(page, { name: 'Site', local: site, remote: join(folder, 'site server') });
  await compare(page);
  await synchronize(page);
  await put(site, 'css/style.css', 'body { color: blue; margin: 0 }\n');
  await compare(page);
  await synchronize(page);
  const photos = join(folder, 'photos');
  await put(photos, 'vase.jpg', 'not really a picture');
  await makeProfile(page, { name: 'Photos', local: photos, remote: join(folder, 'photos server') });
  await compare(page);
  await synchronize(page);

  await page.getByRole('button', { name: 'All runs' }).click();
  const place = page.getByRole('region', { name: 'All runs' });
  const runs = place.getByRole('region', { name: 'Runs' });
  await expect(runs.getByRole('listitem')).toHaveText([/Today/, /Photos/, /Site.*1 item/, /Site.*3 items/]);
  await runs.getByRole('button', { name: /Site.*1 item/ }).click();
  const report = place.getByRole('region', { name: 'Run report' });
  await expect(report).toContainText('css/style.css');
  for (const [width, height] of [
    [1240, 800],
    [900, 600],
  ] as const) {
    await app.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      { width, height },
    );
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await picture(page, info, `1-all-runs-${width}-${colorScheme}`);
    }
  }

  await place.getByRole('combobox', { name: 'Profile' }).selectOption('Photos');
  await expect(runs.getByRole('listitem')).toHaveText([/Today/, /Photos/]);
  await place.getByRole('combobox', { name: 'Result' }).selectOption('Failed');
  await expect(runs).toContainText('No runs match these filters.');
  await place.getByRole('combobox', { name: 'Result' }).selectOption('All results');
  await place.getByRole('combobox', { name: 'Profile' }).selectOption('All profiles');

  await place.getByRole('searchbox').fill('STYLE');
  const found = place.getByRole('region', { name: 'Found files' });
  await expect(found.getByRole('listitem')).toHaveText([/Today/, /style\.css/, /style\.css/]);
  await picture(page, info, '2-found');
  await found
    .getByRole('button', { name: /style\.css/ })
    .first()
    .click();
  const file = page.getByRole('dialog', { name: 'History of “css/style.css”' });
  await expect(file.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveText([
    /Upload/,
    /Upload/,
  ]);
  await expect(file.getByRole('list', { name: 'Kept versions' }).getByRole('listitem')).toHaveText([
    /Remote side/,
  ]);
  await picture(page, info, '3-file');
  await file.getByRole('button', { name: /^Restore…/ }).click();
  await expect(file).toContainText('the current file (32 B)');
  expect(await readFile(join(folder, 'site server', 'css/style.css'), 'utf8')).toContain('blue');
  await picture(page, info, '4-preview');
  await file.getByRole('button', { name: 'Restore this version' }).click();
  await expect(page.getByRole('heading', { name: 'Site' })).toBeVisible();
  await expect(result(page)).toContainText('1 item restored', { timeout: 30_000 });
  expect(await readFile(join(folder, 'site server', 'css/style.css'), 'utf8')).toContain('black');
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
  await picture(page, info, '5-restored');
  await expect(page.getByRole('button', { name: 'Dismiss' })).toBeHidden();
});
