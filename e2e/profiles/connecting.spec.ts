import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Opening } from '../../src/shared/ipc.js';
import { sshFacts } from '../../test/servers/real/openssh.js';
import type { TestServer } from '../../test/servers/server.js';
import { startServer, whyUnavailable } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { chooseCommand } from '../support/menu.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, result, synchronize, synchronizeButton } from '../support/window.js';

let folder: string;
let local: string;
let running: Running;
let server: TestServer | undefined;
// One application serves all tests: each makes a form, or a profile, of its own.
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-connecting-'));
  local = join(folder, 'local');
  await put(local, 'a.txt', 'a\n');
  const home = join(folder, 'home');
  await mkdir(home);
  running = await launch({ env: { HOME: home, SSH_AUTH_SOCK: '' } });
});
test.afterEach(async () => {
  await server?.stop();
  server = undefined;
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

async function startOrSkip(...given: Parameters<typeof startServer>): Promise<TestServer> {
  const missing = await whyUnavailable(given[0]);
  test.skip(missing !== undefined, missing);
  server = await startServer(...given);
  return server;
}

async function newForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New profile' }).first().click();
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function fillServer(page: Page, at: TestServer, password = at.password): Promise<void> {
  await page.getByLabel('Remote folder').fill(at.url);
  await page.getByLabel('User name').fill(at.user);
  await page.getByLabel('Password').fill(password);
}

const tests = (page: Page): Locator => page.getByRole('region', { name: 'Connection test' });
const step = (page: Page, name: string): Locator =>
  tests(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) });

/** Pictures of a state at both sizes, in both themes. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [900, 600],
    [1240, 800],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await picture(page, test.info(), `${name}-${width}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('an address fills the fields and the fields fill the address, and a missing beginning is guessed', async () => {
  const { page } = running;
  await newForm(page);
  await pictures(page, 'empty');
  const address = page.getByLabel('Remote folder');
  await address.fill('sftp://ann:s%40fe@example.org:2222/var/www');
  await address.blur();
  await expect(address).toHaveValue('sftp://example.org:2222/var/www');
  await expect(page.getByLabel('Protocol')).toHaveValue('sftp');
  await expect(page.getByLabel('Server', { exact: true })).toHaveValue('example.org');
  await expect(page.getByLabel('Port')).toHaveValue('2222');
  await expect(page.getByLabel('Folder on the server')).toHaveValue('/var/www');
  await expect(page.getByLabel('User name')).toHaveValue('ann');
  await expect(page.getByLabel('Password')).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show what you typed' }).click();
  await expect(page.getByLabel('Password')).toHaveAttribute('type', 'text');
  await expect(page.getByLabel('Password')).toHaveValue('s@fe');
  await pictures(page, 'filled-sftp');

  await page.getByLabel('Protocol').selectOption('FTPS (FTP with TLS)');
  await page.getByLabel('Port').fill('');
  await page.getByLabel('Folder on the server').fill('site 2');
  await page.getByLabel('Server', { exact: true }).fill('other.example');
  await expect(address).toHaveValue('ftps://other.example/site 2');

  await address.fill('ftp.example.org/www');
  await address.blur();
  await expect(address).toHaveValue('ftps://ftp.example.org/www');
  await expect(page.getByText('Read as ftps://ftp.example.org/www, which is encrypted.')).toBeVisible();
  await page.getByLabel('Protocol').selectOption('Folder on this computer');
  await expect(address).toHaveValue('');
  await expect(page.getByLabel('User name')).toBeHidden();
  await address.fill(join(folder, 'other'));
  await pictures(page, 'second-folder');
  await leave(page);
});

test('a local folder that is not there is offered to be made', async () => {
  const { page } = running;
  await newForm(page);
  const field = page.getByLabel('Local folder');
  const wanted = join(folder, 'not', 'yet');
  await field.fill(wanted);
  await field.blur();
  await expect(page.getByText('This folder doesn’t exist yet.')).toBeVisible();
  await picture(page, test.info(), 'offered');
  await page.getByRole('button', { name: 'Create it' }).click();
  await expect(page.getByText('Created.')).toBeVisible();
  expect((await stat(wanted)).isDirectory()).toBe(true);
  await leave(page);
});

test('a section says what holds while it is closed, and is opened by itself', async () => {
  const { page } = running;
  await newForm(page);
  await page.getByLabel('Remote folder').fill('ftp://example.org');
  await expect(page.getByText('Deleted and replaced files are kept for 30 days')).toBeVisible();
  await page.getByText('Deleted and replaced files are kept for 30 days').click();
  await page.getByLabel('Days to keep it').fill('7');
  await expect(page.getByText('Deleted and replaced files are kept for 7 days')).toBeVisible();
  await expect(page.getByLabel('Exclude', { exact: true })).toBeHidden();
  await page.getByLabel('Days to keep it').scrollIntoViewIfNeeded();
  await pictures(page, 'one-section');
  await leave(page);
});

for (const name of ['pure-ftpd', 'proftpd', 'vsftpd'] as const) {
  test(`a connection to ${name} is tested step by step, and writes only when asked to`, async () => {
    const { page } = running;
    const at = await startOrSkip(name);
    await newForm(page);
    await fillServer(page, at);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(tests(page)).toContainText('The connection works.');
    await expect(step(page, 'Sign-in')).toContainText(`Signed in as ${at.user}`);
    await expect(step(page, 'Listing')).toContainText('The folder is empty');
    await expect(step(page, 'Encryption')).toContainText('Not encrypted');
    await step(page, 'Sign-in').getByText('What the server said').click();
    await expect(step(page, 'Sign-in')).toContainText('PASS ***');
    await expect(tests(page)).not.toContainText(at.password);
    await tests(page).scrollIntoViewIfNeeded();
    await pictures(page, `passed-${name}`);
    expect(await readdir(at.root)).toEqual([]);
    await page.getByRole('button', { name: 'Check write access' }).click();
    await expect(step(page, 'Write access')).toContainText('A test file was created and deleted');
    expect(await readdir(at.root)).toEqual([]);
    // What was found out says nothing of another user.
    await page.getByLabel('User name').fill('somebody');
    await expect(step(page, 'Listing')).toBeHidden();
    await leave(page);
  });
}

test('a wrong password, a closed port and a missing folder each fail at their step', async () => {
  const { page } = running;
  const at = await startOrSkip('ftp-srv');
  await newForm(page);
  await fillServer(page, at, 'wrong one');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(tests(page)).toContainText('Failed: sign-in');
  await expect(step(page, 'Sign-in').getByRole('alert')).toContainText(
    'Check the user name and the password',
  );
  await expect(step(page, 'Folder')).toContainText('not reached');
  await tests(page).scrollIntoViewIfNeeded();
  await pictures(page, 'wrong-password');

  await page.getByLabel('Password').fill(at.password);
  await page.getByLabel('Remote folder').fill(`${at.url}/no/such/folder`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(tests(page)).toContainText('Failed: folder');

  await page.getByLabel('Remote folder').fill('ftp://127.0.0.1:1');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(tests(page)).toContainText('Failed: port');
  await expect(step(page, 'Port').getByRole('alert')).toContainText('Check the port');
  await leave(page);
});

test('a certificate that nobody vouches for is trusted in the form only after somebody has said so', async () => {
  const { page } = running;
  const at = await startOrSkip('pure-ftpd', { tls: true });
  await newForm(page);
  await fillServer(page, at);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(tests(page)).toContainText('Failed: encryption');
  await expect(step(page, 'Encryption')).toContainText(at.fingerprint.slice(0, 47));
  await tests(page).scrollIntoViewIfNeeded();
  await pictures(page, 'unknown-certificate');
  await page.getByRole('button', { name: 'Trust this certificate' }).click();
  await expect(tests(page)).toContainText('The connection works.');
  await expect(step(page, 'Encryption')).toContainText('You chose to trust it.');
  await page.getByLabel('Name', { exact: true }).fill('Trusting');
  await page.getByLabel('Local folder').fill(local);
  await page.getByRole('button', { name: 'Save' }).click();
  await compare(page);
});

test('a folder is looked for on the server, made there and chosen', async () => {
  const { page } = running;
  const at = await startOrSkip('openssh');
  const facts = await sshFacts(at);
  await mkdir(join(at.root, 'site/images'), { recursive: true });
  await at.own();
  await newForm(page);
  await page.getByLabel('Remote folder').fill(at.url + at.root);
  await page.getByLabel('User name').fill(facts.user);
  await page.getByLabel('Private key').fill(facts.identityFile);
  await page.getByRole('button', { name: 'Browse…' }).click();
  await page.getByRole('button', { name: 'Trust this host key' }).click();
  const tree = page.getByRole('tree', { name: 'Folders on the server' });
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/root/);
  const site = tree.getByRole('treeitem', { name: 'site' });
  await site.click();
  await tree.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: 'images' })).toBeVisible();
  await pictures(page, 'folders');
  await page.getByRole('button', { name: 'New folder…' }).click();
  await page.getByLabel('Name of the new folder').fill('images');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByText('“images” already exists there.')).toBeVisible();
  await page.getByLabel('Name of the new folder').fill('drafts');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(tree.getByRole('treeitem', { name: 'drafts', selected: true })).toBeVisible();
  expect((await readdir(join(at.root, 'site'))).sort()).toEqual(['drafts', 'images']);
  await page.getByRole('button', { name: 'Select folder' }).click();
  await expect(page.getByLabel('Remote folder')).toHaveValue(`${at.url}${at.root}/site/drafts`);
  // Escape closes the folders only, not what lies under them.
  await page.getByRole('button', { name: 'Browse…' }).click();
  await expect(tree).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tree).toBeHidden();
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await leave(page);
});

test('the folders of a server stay as they are while the list of profiles changes', async () => {
  const { page, app } = running;
  const at = await startOrSkip('ftp-srv');
  await mkdir(join(at.root, 'site'), { recursive: true });
  await at.own();
  await makeProfile(page, { name: 'Browsed', local, remote: at.url, user: at.user, password: at.password });
  await chooseCommand(app, 'edit-profile');
  await page.getByRole('button', { name: 'Browse…' }).click();
  const site = page.getByRole('treeitem', { name: 'site' });
  await site.click();
  await page.getByRole('button', { name: 'New folder…' }).click();
  await page.getByLabel('Name of the new folder').fill('drafts');
  // As it changes when a run of any profile ends.
  const opening = await page.evaluate<Opening>('window.evenkeel.open()');
  await app.evaluate(
    ({ BrowserWindow }, message) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('evenkeel:message', JSON.stringify(message)),
    { kind: 'profiles', profiles: opening.profiles },
  );
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('treeitem', { name: 'drafts', selected: true })).toBeVisible();
  expect(await readdir(join(at.root, 'site'))).toEqual(['drafts']);
  await page.getByRole('button', { name: 'Select folder' }).click();
  await leave(page);
});

test('a server that cannot be reached is told of where its folders would be, and can be tried again', async () => {
  const { page } = running;
  const at = await startOrSkip('ftp-srv');
  await newForm(page);
  await fillServer(page, at, 'wrong one');
  const refused = page.getByRole('dialog', { name: /^Folders on/ }).getByRole('alert');
  await page.getByRole('button', { name: 'Browse…' }).click();
  await expect(refused).toContainText('Check the user name and the password');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(refused).toContainText('Check the user name and the password');
  await pictures(page, 'folders-refused');
  await page.keyboard.press('Escape');
  await leave(page);
});

test('the dialogue with the server is kept of the last comparison and the last sync, without the password', async () => {
  const { page, app } = running;
  const at = await startOrSkip('ftp-srv', { password: 'swordfish-47' });
  await makeProfile(page, { name: 'Watched', local, remote: at.url, user: at.user, password: at.password });
  await compare(page);
  await chooseCommand(app, 'connection-log');
  await expect(page.getByText('Nothing yet.')).toBeVisible();
  await page.getByRole('radio', { name: 'Last comparison' }).check();
  const lines = page.getByRole('region', { name: 'Lines of the log' });
  await expect(lines).toContainText('PASS ***');
  await expect(lines).not.toContainText('swordfish');
  await pictures(page, 'dialogue');
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toContain('> USER');
  await page.getByRole('button', { name: 'Close' }).click();
});

test('a newcomer types a bare server name: FTPS is tried, plain FTP is asked about, and comparing is the one next step', async () => {
  const { page } = running;
  const plain = await startOrSkip('pure-ftpd');
  const { host } = new URL(plain.url);
  await put(plain.root, 'www/theirs.html', 'theirs\n');
  await plain.own();
  const site = join(folder, 'my site');
  await put(site, 'index.html', 'mine\n');

  await newForm(page);
  const name = page.getByLabel('Name', { exact: true });
  const address = page.getByLabel('Remote folder');
  await address.fill(`${host}/www`);
  await expect(name).toHaveValue('127.0.0.1');
  await page.getByLabel('Local folder').fill(site);
  await expect(name).toHaveValue('my site');
  await address.blur();
  await expect(address).toHaveValue(`ftps://${host}/www`);
  await expect(page.getByText(`Read as ftps://${host}/www, which is encrypted.`)).toBeVisible();
  await page.getByLabel('User name').fill(plain.user);
  await page.getByLabel('Password').fill(plain.password);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(step(page, 'Encryption')).toContainText('Connect without encryption?');
  await picture(page, test.info(), 'plain-asked');
  await tests(page).getByRole('button', { name: 'Use FTP without encryption' }).click();
  await expect(address).toHaveValue(`ftp://${host}/www`);
  await expect(tests(page)).toContainText('The connection works.');
  // It has just refused that.
  await expect(tests(page).getByRole('button', { name: 'Use TLS' })).toBeHidden();

  // The same where nobody has tried it first.
  await address.fill(`${host}/www`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'my site', exact: true })).toBeVisible();
  await pictures(page, 'first-step');
  await page.getByRole('button', { name: 'Compare both folders' }).click();
  await page.getByRole('button', { name: 'Use FTP without encryption…' }).click();
  const question = page.getByRole('dialog', { name: 'Connect without encryption?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(`ftps://${host}/www`)).toBeVisible();
  await page.getByRole('button', { name: 'Use FTP without encryption…' }).click();
  await question.getByRole('button', { name: 'Connect unencrypted' }).click();
  await expect(synchronizeButton(page)).toHaveAccessibleName(/^Synchronize 2 items/, { timeout: 30_000 });
  // That was just said.
  await expect(page.getByText('Your password and files travel unencrypted')).toBeHidden();
  await synchronize(page);
  await expect(result(page)).toContainText('2 items synced');
  expect((await readdir(join(plain.root, 'www'))).sort()).toEqual(
    expect.arrayContaining(['index.html', 'theirs.html']),
  );
});
