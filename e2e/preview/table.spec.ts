import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, row } from '../support/window.js';

// One start for all: each test begins with the same plan.
test.describe.configure({ mode: 'serial' });

let running: Running;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-table-'));
  const [local, remote] = [join(folder, 'local'), join(folder, 'remote')];
  await mkdir(local);
  await mkdir(remote);
  await put(local, 'photos/2025/beach.jpg', 'x'.repeat(3000));
  await put(
    local,
    'photos/2025/harbour at dawn, seen from the end of the long pier (final version).jpg',
    'x'.repeat(5000),
  );
  await put(local, 'photos/2026/a.png', 'x');
  await put(local, 'notes.txt', 'x'.repeat(200));
  await put(remote, 'prices.csv', 'x'.repeat(900));
  running = await launch();
  await makeProfile(running.page, { name: 'Site', local, remote });
  await compare(running.page);
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

function head(page: Page, name: string): Locator {
  return page.getByRole('columnheader', { name, exact: true });
}

/** The rows that are shown, top to bottom, without what happens with them. */
async function rows(page: Page): Promise<readonly string[]> {
  const names: string[] = [];
  for (const one of await page.getByRole('treegrid', { name: 'Preview' }).getByRole('row').all()) {
    const name = await one.getAttribute('aria-label');
    if (name !== null) names.push(name.split(' – ')[0] ?? name);
  }
  return names;
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('menu').getByText(item, { exact: true }).click();
  await expect(page.getByRole('menu')).toBeHidden();
}

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

test('a folder sums up what is in it, and a long name is shortened in its middle', async () => {
  const { page } = running;
  await expect(row(page, 'photos')).toContainText('8.0 kB');
  await expect(row(page, 'photos')).toContainText('3 files');
  const long = row(
    page,
    'photos/2025/harbour at dawn, seen from the end of the long pier (final version).jpg',
  );
  await pictures(page, 'table');
  await page.setViewportSize({ width: 900, height: 600 });
  await expect(long.locator('.name-tail')).toBeInViewport({ ratio: 1 });
  await expect(long.locator('.name-tail')).toHaveText('sion).jpg');
  await page.setViewportSize({ width: 1240, height: 800 });
});

test('the table is sorted by any column, in the tree and in a list', async () => {
  const { page } = running;
  await head(page, 'Name').click();
  await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'descending');
  expect((await rows(page)).slice(0, 2)).toEqual(['photos', 'photos/2026']);
  await page.getByRole('button', { name: 'View options' }).click();
  await choose(page, 'Flat list');
  await head(page, 'Local').getByRole('button', { name: 'Size' }).click();
  await expect(head(page, 'Local')).toHaveAttribute('aria-sort', 'descending');
  expect(await rows(page)).toEqual([
    'photos',
    'photos/2025',
    'photos/2025/harbour at dawn, seen from the end of the long pier (final version).jpg',
    'photos/2025/beach.jpg',
    'notes.txt',
    'photos/2026',
    'photos/2026/a.png',
    'prices.csv',
  ]);
  await pictures(page, 'list');
  await page.getByRole('button', { name: 'View options' }).click();
  await choose(page, 'Group by action');
  expect((await rows(page))[0]).toMatch(/^To upload: 7 items, 8.2 kB$/);
  await pictures(page, 'groups');
  await page.getByRole('button', { name: 'Collapse all folders' }).click();
  expect(await rows(page)).toEqual(['To upload: 7 items, 8.2 kB', 'To download: 1 item, 900 B']);
  await page.getByRole('button', { name: 'Expand all folders' }).click();
});

test('columns are moved, resized and hidden, and that is remembered', async () => {
  const { page } = running;
  const names = async (): Promise<readonly string[]> => {
    const texts = await page.getByRole('columnheader').allInnerTexts();
    return texts.map((text) => text.trim().replace(/\s[^]*/, ''));
  };
  await head(page, 'Remote').click({ button: 'right' });
  await choose(page, 'Move left');
  expect(await names()).toEqual(['Name', 'Local', 'Remote', 'Action']);
  await head(page, 'Remote').getByText('Remote').dragTo(head(page, 'Name'));
  expect(await names()).toEqual(['Remote', 'Name', 'Local', 'Action']);
  const width = page.getByRole('separator', { name: 'Width of Action' });
  const before = Number(await width.getAttribute('aria-valuenow'));
  await width.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(width).toHaveAttribute('aria-valuenow', String(before + 16));
  await head(page, 'Local').click({ button: 'right' });
  await choose(page, 'Hide Local');
  await page.reload();
  await compare(page);
  expect(await names()).toEqual(['Remote', 'Name', 'Action']);
  await expect(width).toHaveAttribute('aria-valuenow', String(before + 16));
  await expect(row(page, 'notes.txt')).toHaveAttribute('aria-level', '2');

  await page.getByRole('button', { name: 'View options' }).click();
  await choose(page, 'Reset columns');
  expect(await names()).toEqual(['Name', 'Local', 'Action', 'Remote']);
  await page.getByRole('button', { name: 'View options' }).click();
  await choose(page, 'Group by action');
  await head(page, 'Name').click();
  expect((await rows(page))[0]).toBe('photos');
});
