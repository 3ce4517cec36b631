import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { TestServer } from '../../test/servers/server.js';
import { startServer, whyUnavailable } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { contents, put } from '../support/trees.js';
import { compare, result, row, synchronize, synchronizeButton } from '../support/window.js';

let folder: string;
let running: Running;
let server: TestServer | undefined;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-pairs-'));
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await server?.stop();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

const pair = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'Folder pairs' }).getByRole('button', { name });

/** Pictures of a state in both themes. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, test.info(), `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('two pairs of folders on one server: made in the form, compared, synced and told of together', async () => {
  const missing = await whyUnavailable('pure-ftpd');
  test.skip(missing !== undefined, missing);
  server = await startServer('pure-ftpd');
  const { page } = running;
  const [site, conf] = [join(folder, 'site'), join(folder, 'config')];
  await put(site, 'index.html', 'one\n');
  await put(site, 'about.html', 'two\n');
  await put(conf, 'app.conf', 'three\n');
  await put(server.root, 'public_html/old.html', 'four\n');
  await mkdir(join(server.root, 'settings'));
  await server.own();

  await page.getByRole('button', { name: 'New profile' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Website');
  await page.getByLabel('Local folder').fill(site);
  await page.getByLabel('Remote folder').fill(`${server.url}/public_html`);
  await page.getByLabel('User name').fill(server.user);
  await page.getByLabel('Password').fill(server.password);
  await page.getByRole('button', { name: 'Add folder pair' }).click();
  const second = page.getByRole('group', { name: 'Folder pair 2' });
  await second.getByLabel('Local folder 2').fill(site);
  await second.getByLabel('Remote folder 2').fill('settings');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(second).toContainText('Write the whole path of a folder on the server');
  await second.getByLabel('Remote folder 2').fill('/settings');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(second).toContainText('Another pair already has this local folder.');
  await second.getByLabel('Local folder 2').fill(conf);
  await second.getByLabel('Remote folder 2').fill('/');
  await second.getByTitle('Choose remote folder 2').click();
  await page.getByRole('treeitem', { name: 'settings' }).click();
  await page.getByRole('button', { name: 'Select folder' }).click();
  await expect(second.getByLabel('Remote folder 2')).toHaveValue('/settings');
  await pictures(page, 'form');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Website' })).toBeVisible();
  await expect(pair(page, 'config')).toContainText('Not compared yet');

  await compare(page);
  await expect(synchronizeButton(page)).toHaveAccessibleName(/^Synchronize 4 items in 2 pairs/);
  await expect(pair(page, 'site')).toContainText('3 changes');
  await expect(pair(page, 'config')).toContainText('1 change');
  await expect(row(page, 'index.html')).toBeVisible();
  await pictures(page, 'compared');
  await pair(page, 'config').click();
  await expect(row(page, 'app.conf')).toBeVisible();
  await expect(row(page, 'index.html')).toBeHidden();

  await synchronize(page);
  await expect(page.getByRole('region', { name: 'Folder pairs' })).toContainText(
    '2 folder pairs: 4 items synced',
  );
  await expect(result(page)).toContainText('1 item synced');
  await pictures(page, 'synced');
  await pair(page, 'site').click();
  await expect(result(page)).toContainText('3 items synced');
  expect([...(await contents(join(server.root, 'public_html'))).keys()].sort()).toEqual([
    'about.html',
    'index.html',
    'old.html',
  ]);
  expect([...(await contents(join(server.root, 'settings'))).keys()]).toEqual(['app.conf']);
  await expect(page.getByRole('button', { name: 'Website' })).toHaveAccessibleDescription(/4 items synced/);

  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('navigation', { name: 'Runs' })).toContainText('3 items');
  await pair(page, 'config').click();
  await expect(page.getByRole('navigation', { name: 'Runs' })).toContainText('1 item');
  await pictures(page, 'history');
  await page.getByRole('button', { name: 'All runs' }).click();
  await expect(page.getByText('Website – config')).toBeVisible();
  await expect(page.getByText('Website – site')).toBeVisible();
});

test('a pair that fails keeps none of the others from running, and removing the first one keeps the records of the next', async () => {
  const { page } = running;
  const at = (...names: readonly string[]): string => join(folder, ...names);
  for (const name of ['site', 'config']) {
    await put(at(name), 'a.txt', `${name}\n`);
    await mkdir(at('remote', name), { recursive: true });
  }
  await page.getByRole('button', { name: 'New profile' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Website');
  await page.getByLabel('Local folder').fill(at('site'));
  await page.getByLabel('Remote folder').fill(at('remote', 'site'));
  await page.getByRole('button', { name: 'Add folder pair' }).click();
  await page.getByLabel('Local folder 2').fill(at('config'));
  await page.getByLabel('Remote folder 2').fill(at('remote', 'config'));
  await page.getByRole('button', { name: 'Save' }).click();
  await compare(page);
  await synchronize(page);

  await rm(at('site'), { recursive: true });
  await put(at('config'), 'b.txt', 'b\n');
  await compare(page);
  await expect(synchronizeButton(page)).toHaveAccessibleName(/^Synchronize 1 item in 1 pair/);
  await expect(pair(page, 'site')).toHaveAttribute('title', /site/);
  await pictures(page, 'failed');
  await synchronize(page);
  await expect(pair(page, 'config')).toContainText('1 item synced');
  await expect(page.getByRole('button', { name: 'Website' })).toHaveAccessibleDescription(
    /site: Couldn’t compare/,
  );
  expect([...(await contents(at('remote', 'config'))).keys()].sort()).toEqual(['a.txt', 'b.txt']);

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Remove first pair' }).click();
  await expect(page.getByLabel('Local folder', { exact: true })).toHaveValue(at('config'));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Folder pairs' })).toBeHidden();
  // What was said of the pair that is no more.
  await expect(page.getByText('does not exist')).toBeHidden();
  await rm(at('config', 'b.txt'));
  await compare(page);
  // With no record of the last sync, the file would be copied back.
  await expect(row(page, 'b.txt')).toHaveAccessibleName(/delete on the remote side/);
});

test('a profile that runs by itself follows changes in the folders of all its pairs', async () => {
  const at = (...names: readonly string[]): string => join(folder, ...names);
  for (const name of ['site', 'config']) {
    await put(at(name), 'a.txt', `${name}\n`);
    await mkdir(at('remote', name), { recursive: true });
  }
  await quit(running);
  const { userData } = running;
  const profile = {
    id: 'site',
    name: 'Website',
    localFolder: at('site'),
    remoteFolder: at('remote', 'site'),
    pairs: [{ id: 'config', localFolder: at('config'), remoteFolder: at('remote', 'config') }],
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    schedule: { onChange: true },
  };
  await put(userData, 'profiles.json', JSON.stringify({ version: 2, profiles: [profile] }));
  running = await launch({ userData });
  const { page } = running;
  // A run may be at work, with files of its own.
  const remote = async (name: string): Promise<readonly string[]> =>
    (await readdir(at('remote', name))).filter((one) => !one.startsWith('.evenkeel-')).sort();
  await expect.poll(() => remote('config'), { timeout: 60_000 }).toEqual(['a.txt']);
  expect(await remote('site')).toEqual(['a.txt']);
  await put(at('config'), 'b.txt', 'b\n');
  await expect.poll(() => remote('config'), { timeout: 60_000 }).toEqual(['a.txt', 'b.txt']);
  // The system may tell of the file once more, which then needs nothing.
  await expect(pair(page, 'config')).toContainText(/1 item/);
  expect(await remote('site')).toEqual(['a.txt']);
});

test('each pair leaves out what its own filters say, and what is excluded in its plan is added to them alone', async () => {
  const { page } = running;
  const at = (...names: readonly string[]): string => join(folder, ...names);
  for (const name of ['site', 'config']) {
    for (const file of ['a.txt', 'a.log', 'cache/c.txt']) await put(at(name), file, `${name}\n`);
    await mkdir(at('remote', name), { recursive: true });
  }
  await page.getByRole('button', { name: 'New profile' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Website');
  await page.getByLabel('Local folder').fill(at('site'));
  await page.getByLabel('Remote folder').fill(at('remote', 'site'));
  await expect(page.getByText('Filters of folder pair 1')).toBeHidden();
  await page.getByRole('button', { name: 'Add folder pair' }).click();
  const second = page.getByRole('group', { name: 'Folder pair 2' });
  await second.getByLabel('Local folder 2').fill(at('config'));
  await second.getByLabel('Remote folder 2').fill(at('remote', 'config'));
  await second.getByText('Filters of folder pair 2').click();
  await second.getByLabel('Exclude in folder pair 2').fill('/cache/\na//b\n');
  await pictures(page, 'filters');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.form-refusal')).toContainText('a//b');
  await second.getByLabel('Exclude in folder pair 2').fill('/cache/\n');
  await page.getByText('Filters of folder pair 1').click();
  await page.getByLabel('Only files named, in folder pair 1').fill('*.txt, *.html');
  await page.getByRole('button', { name: 'Save' }).click();
  await compare(page);
  await expect(row(page, 'a.txt')).toBeVisible();
  await expect(row(page, 'a.log')).toBeHidden();
  await expect(row(page, 'cache/c.txt')).toBeVisible();
  await page.getByRole('button', { name: /^Excluded 1/ }).click();
  await row(page, 'a.log').click();
  await expect(page.getByText('its name matches none of')).toBeVisible();

  await pair(page, 'config').click();
  await expect(row(page, 'cache/c.txt')).toBeHidden();
  await row(page, 'a.log').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Exclude…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Exclude “a.log”?' });
  await dialog.getByRole('checkbox', { name: 'In both folder pairs of this profile' }).check();
  await expect(dialog).toContainText('to the filters of this profile');
  await dialog.getByRole('checkbox').uncheck();
  await expect(dialog).toContainText('Adds /a.log to the filters of the folder pair “config”.');
  await pictures(page, 'exclude-in-pair');
  await dialog.getByRole('button', { name: 'Exclude and compare' }).click();
  await expect(row(page, 'a.log')).toHaveAccessibleName(/excluded by a filter/, { timeout: 30_000 });
  await expect(pair(page, 'site')).toContainText('3 changes');
  await synchronize(page);
  expect([...(await contents(at('remote', 'config'))).keys()]).toEqual(['a.txt']);
  expect([...(await contents(at('remote', 'site'))).keys()].sort()).toEqual([
    'a.txt',
    'cache',
    'cache/c.txt',
  ]);

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByText('Excluded: /cache/, /a.log')).toBeVisible();
  await expect(page.getByText('Only *.txt, *.html')).toBeVisible();
  await page.getByRole('button', { name: 'Options' }).click();
  await expect(page.getByLabel('Exclude', { exact: true })).not.toHaveValue(/a\.log/);
  await expect(page.getByText('These filters apply to all folder pairs')).toBeVisible();
});

test('a sync of all pairs is one thing: its commands run once, and one undo previews and undoes it in each pair', async () => {
  test.skip(process.platform === 'win32', 'The command is a shell script.');
  const missing = await whyUnavailable('pure-ftpd');
  test.skip(missing !== undefined, missing);
  server = await startServer('pure-ftpd');
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const onServer = (name: string): Promise<readonly string[]> =>
    contents(join(server?.root ?? '', name)).then((found) => [...found.keys()].sort());
  for (const name of ['site', 'config']) {
    await put(at(name), 'a.txt', `${name}\n`);
    await mkdir(join(server.root, name));
  }
  await put(at('config'), 'b.txt', 'b\n');
  await server.own();
  const script = at('command');
  await writeFile(script, `#!/bin/sh\necho "$EVENKEEL_WHEN $EVENKEEL_DONE" >> '${at('log')}'\n`);
  await chmod(script, 0o755);
  await quit(running);
  const { userData } = running;
  const profile = {
    id: 'site',
    name: 'Website',
    localFolder: at('site'),
    remoteFolder: `${server.url}/site`,
    pairs: [{ id: 'config', localFolder: at('config'), remoteFolder: '/config' }],
    userName: server.user,
    mode: 'two-way',
    deleteExtra: false,
    commands: { before: `'${script}'`, after: `'${script}'`, minutes: 1 },
  };
  await put(userData, 'profiles.json', JSON.stringify({ version: 2, profiles: [profile] }));
  running = await launch({ userData });
  const { page } = running;
  await page.getByRole('button', { name: 'Website' }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByLabel('Password').fill(server.password);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(synchronizeButton(page)).toHaveAccessibleName(/^Synchronize 3 items in 2 pairs/);
  await synchronize(page);
  const strip = page.getByRole('region', { name: 'Folder pairs' });
  await expect(strip).toContainText('2 folder pairs: 3 items synced');
  await expect.poll(() => readFile(at('log'), 'utf8').catch(() => '')).toBe('before \nafter 3\n');
  await pictures(page, 'synced-together');

  await put(server.root, 'config/b.txt', 'changed since\n');
  await strip.getByRole('button', { name: 'Undo in all pairs…' }).click();
  const undo = page.getByRole('button', { name: 'Undo 2 items in 2 pairs' });
  await expect(undo).toBeEnabled({ timeout: 30_000 });
  await expect(pair(page, 'site')).toContainText('Would undo 1 item');
  await pair(page, 'config').click();
  await expect(row(page, 'b.txt')).toHaveAccessibleName(/skipped/);
  await pictures(page, 'undo-together');
  expect(await onServer('site')).toEqual(['a.txt']);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(undo).toBeHidden();
  await strip.getByRole('button', { name: 'Undo in all pairs…' }).click();
  await undo.click();
  await expect(strip).toContainText('2 folder pairs: 2 items undone', { timeout: 60_000 });
  expect(await onServer('site')).toEqual([]);
  expect(await onServer('config')).toEqual(['b.txt']);
  await pictures(page, 'undone-together');
  // An undo runs no commands.
  expect(await readFile(at('log'), 'utf8')).toBe('before \nafter 3\n');

  // In the history, the undo can be undone in both as well, where one is not there any more.
  await rm(join(server.root, 'site'), { recursive: true });
  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Redo in all pairs…' }).click();
  await expect(pair(page, 'site')).toContainText('Couldn’t compare', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Redo 1 item in 1 pair' }).click();
  await expect(pair(page, 'config')).toContainText('1 item', { timeout: 30_000 });
  expect(await onServer('config')).toEqual(['a.txt', 'b.txt']);
});

test('Use TLS on a server that announces it and refuses it: the comparison is what is told of, and one click goes back', async () => {
  const missing = await whyUnavailable('pure-ftpd');
  test.skip(missing !== undefined, missing);
  server = await startServer('pure-ftpd');
  const at = (...names: readonly string[]): string => join(folder, ...names);
  for (const name of ['site', 'config']) {
    await put(at(name), 'a.txt', `${name}\n`);
    await mkdir(join(server.root, name));
  }
  await server.own();
  const { page } = running;
  await page.getByRole('button', { name: 'New profile' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Website');
  await page.getByLabel('Local folder').fill(at('site'));
  await page.getByLabel('Remote folder').fill(`${server.url}/site`);
  await page.getByLabel('User name').fill(server.user);
  await page.getByLabel('Password').fill(server.password);
  await page.getByRole('button', { name: 'Add folder pair' }).click();
  await page.getByLabel('Local folder 2').fill(at('config'));
  await page.getByLabel('Remote folder 2').fill('/config');
  await page.getByRole('button', { name: 'Save' }).click();
  await compare(page);
  await synchronize(page);
  const strip = page.getByRole('region', { name: 'Folder pairs' });
  await expect(strip).toContainText('2 folder pairs: 2 items synced');

  // A second sync, of one pair alone, is not added to the first.
  await put(at('site'), 'b.txt', 'b\n');
  await compare(page);
  await synchronizeButton(page).click();
  await expect(pair(page, 'site')).toContainText('1 item synced', { timeout: 30_000 });
  const inList = page.getByRole('button', { name: 'Website' });
  await expect(inList).toHaveAccessibleDescription(/1 item synced/);

  await compare(page);
  await page.getByRole('button', { name: 'Use TLS' }).click();
  const told = page.getByRole('alert').filter({ hasText: 'does not offer encryption' });
  await expect(told).toContainText('Connect without encryption?', { timeout: 60_000 });
  await expect(strip).toContainText('2 folder pairs: couldn’t compare');
  await expect(pair(page, 'site')).toContainText('Couldn’t compare');
  await expect(page.getByText('synced', { exact: false }).and(page.locator('main *'))).toHaveCount(0);
  await pictures(page, 'tls-refused');
  await told.getByRole('button', { name: 'Use FTP without encryption' }).click();
  await expect(synchronizeButton(page)).toHaveAccessibleName(/nothing/, { timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Website' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Unencrypted connection' })).toBeHidden();
  await pictures(page, 'back-to-plain');
});
