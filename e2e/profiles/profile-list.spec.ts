import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { chooseCommand, menuItem } from '../support/menu.js';
import { makeProfile } from '../support/window.js';

let running: Running;
let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-list-'));
  for (const name of ['one', 'two', 'remote']) await mkdir(join(folder, name));
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

/** What of an element of the page is asked here; these tests know no document of their own. */
interface Named {
  getAttribute(name: string): string | null;
}

/** The names in the list of profiles, from top to bottom. */
async function names(page: Page): Promise<readonly string[]> {
  // Read in one go: a row that is removed in between would be waited for.
  return page
    .getByRole('navigation', { name: 'Profiles' })
    .locator('[data-profile] button')
    .evaluateAll((buttons: readonly Named[]) => buttons.map((each) => each.getAttribute('aria-label') ?? ''));
}

interface Exported {
  readonly profiles: readonly object[];
}

function parsed(text: string): Exported {
  return JSON.parse(text) as Exported;
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, test.info(), `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Has the system's dialogs answer with this path. */
async function answerDialogs({ app }: Running, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, {
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath: chosen }),
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen] }),
    });
  }, path);
}

test('profiles are duplicated, moved and grouped, and stay so', async () => {
  const { app, page, userData } = running;
  await makeProfile(page, { name: 'One', local: join(folder, 'one'), remote: join(folder, 'remote') });
  await makeProfile(page, { name: 'Two', local: join(folder, 'two'), remote: join(folder, 'remote') });
  await page.getByRole('navigation').getByRole('button', { name: 'One' }).click();
  await page.keyboard.press('Control+d');
  await expect.poll(() => names(page)).toEqual(['One', 'One copy', 'Two']);
  await expect(page.getByRole('heading', { name: 'One copy' })).toBeVisible();
  await expect.poll(() => menuItem(app, 'move-profile-down')).toMatchObject({ enabled: true });
  await page.keyboard.press('Control+Shift+ArrowDown');
  await expect.poll(() => names(page)).toEqual(['One', 'Two', 'One copy']);
  await expect.poll(() => menuItem(app, 'move-profile-down')).toMatchObject({ enabled: false });

  const row = (name: string) => page.locator('[data-profile]', { hasText: name });
  await row('Two').dragTo(row('One').first());
  await expect.poll(() => names(page)).toEqual(['Two', 'One', 'One copy']);

  await chooseCommand(app, 'group-profile');
  await page.getByLabel('Group', { exact: true }).fill('Customers');
  await pictures(page, 'group');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Customers' })).toContainText('One copy');
  await pictures(page, 'grouped');

  await quit(running);
  running = await launch({ userData });
  await expect(running.page.getByRole('region', { name: 'Customers' })).toContainText('One copy');
  expect(await names(running.page)).toEqual(['Two', 'One', 'One copy']);

  await running.page.getByRole('button', { name: 'One copy' }).click();
  await chooseCommand(running.app, 'delete-profile');
  await running.page
    .getByRole('dialog', { name: 'Delete “One copy”?' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect.poll(() => names(running.page)).toEqual(['Two', 'One']);
});

test('profiles are exported without secrets, and imported after they were looked at', async () => {
  const { app, page } = running;
  const file = join(folder, 'profiles.json');
  await makeProfile(page, {
    name: 'Site',
    local: join(folder, 'one'),
    remote: 'ftp://anna@localhost:1/site',
    password: 's3cret',
  });
  await answerDialogs(running, file);
  await chooseCommand(app, 'export-profiles');
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('ftp://localhost:1/site');
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain('s3cret');

  const other = parsed(text.replace('"Site"', '"Shop"').replace('/one', '/two'));
  const profiles = [...other.profiles, ...parsed(text).profiles, { name: 'x' }];
  await writeFile(file, JSON.stringify({ ...other, profiles }));
  await chooseCommand(app, 'import-profiles');
  const dialog = page.getByRole('dialog', { name: 'Import profiles' });
  await dialog.getByRole('button', { name: 'Choose file…' }).click();
  await expect(dialog).toContainText('“profiles.json” (Evenkeel) contains 2 profiles');
  await expect(dialog).toContainText('You already have a profile');
  await expect(dialog).toContainText('1 entry is skipped');
  await pictures(page, 'import');
  await dialog.getByRole('button', { name: 'Import 1 profile' }).click();
  await expect.poll(() => names(page)).toEqual(['Site', 'Shop']);

  await writeFile(file, 'no profiles');
  await chooseCommand(app, 'import-profiles');
  await dialog.getByRole('button', { name: 'Choose file…' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Evenkeel can’t import “profiles.json”.');
});

test('an address or a folder that is dropped on the window begins a profile', async () => {
  const { page } = running;
  await page.getByRole('navigation', { name: 'Profiles' }).waitFor();
  const drop = (type: string, text: string): Promise<void> =>
    page.evaluate(`{
      const dataTransfer = new DataTransfer();
      dataTransfer.setData(${JSON.stringify(type)}, ${JSON.stringify(text)});
      for (const name of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }`);
  await drop('text/uri-list', 'https://example.com/');
  await expect(page.getByText('Only a folder can be dropped here.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toBeHidden();
  await drop('text/uri-list', 'sftp://anna@example.com/site');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('example.com');
  expect(page.url()).toBe('evenkeel://app/index.html');
});
