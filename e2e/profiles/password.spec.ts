import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startLineProxy } from '../../test/servers/proxies/line-proxy.js';
import type { TestServer } from '../../test/servers/server.js';
import { startServer } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type LaunchOptions, type Running } from '../support/application.js';
import { IS_PACKAGED } from '../support/program.js';
import { isOnDisk, put } from '../support/trees.js';
import { compare, makeProfile } from '../support/window.js';

/** A session bus that is not there, and so no keyring either. */
const NO_KEYRING = { env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } };

let folder: string;
let local: string;
let server: TestServer;
let running: Running | undefined;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-password-'));
  local = join(folder, 'local');
  await put(local, 'a.txt', 'a\n');
  server = await startServer('ftp-srv', { password: 'swordfish-47' });
});
test.afterEach(async () => {
  if (running !== undefined) {
    await quit(running);
    await forget(running);
  }
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function startWithProfile(options: LaunchOptions): Promise<Running> {
  running = await launch(options);
  await makeProfile(running.page, {
    name: 'Secret',
    local,
    remote: server.url,
    user: server.user,
    password: server.password,
  });
  await compare(running.page);
  return running;
}

async function restart({ userData }: Running, options: LaunchOptions): Promise<Running> {
  if (running !== undefined) await quit(running);
  running = await launch({ ...options, userData });
  await running.page
    .getByRole('navigation', { name: 'Profiles' })
    .getByRole('button', { name: 'Secret' })
    .click();
  return running;
}

test('a password is kept in the keyring, and nowhere else', async () => {
  test.skip(process.platform !== 'linux', 'elsewhere it would be the keyring of the person');
  const first = await startWithProfile({});
  const { page } = await restart(first, {});
  await compare(page);
  expect(await isOnDisk(first.userData, 'swordfish-47')).toBe(false);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByLabel('Password')).toHaveValue('');
  await expect(page.getByText(/keyring/i)).toBeVisible();
  await picture(page, test.info(), 'kept-in-the-keyring');
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test('the password for a proxy is kept in the keyring as well, also one that was pasted with its address', async () => {
  test.skip(process.platform !== 'linux', 'elsewhere it would be the keyring of the person');
  const proxy = await startLineProxy('socks5', { userName: 'anna', password: 'marlin-5308' });
  try {
    const first = await startWithProfile({});
    await first.page.getByRole('button', { name: 'Edit', exact: true }).click();
    await first.page.getByText('Options', { exact: true }).click();
    const address = first.page.getByLabel('Proxy', { exact: true });
    await address.fill(proxy.url.replace('://', '://anna:marlin-5308@'));
    await address.blur();
    await expect(address).toHaveValue(proxy.url.replace('://', '://anna@'));
    await expect(first.page.getByLabel('Password for the proxy')).toHaveValue('marlin-5308');
    await picture(first.page, test.info(), 'password-for-the-proxy');
    await first.page.getByRole('button', { name: 'Save' }).click();
    await compare(first.page);
    const asked = proxy.asked.length;
    expect(asked).toBeGreaterThan(0);

    const { page } = await restart(first, {});
    await compare(page);
    expect(proxy.asked.length).toBeGreaterThan(asked);
    expect(await isOnDisk(first.userData, 'marlin-5308')).toBe(false);
  } finally {
    await proxy.stop();
  }
});

test('without a keyring a password lasts for the session, and the form says so', async () => {
  test.skip(process.platform !== 'linux', 'other systems always have a keyring');
  const first = await startWithProfile(NO_KEYRING);
  await first.page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(first.page.getByText(/^Kept until you quit/)).toBeVisible();
  await picture(first.page, test.info(), 'for-this-session');
  await first.page.getByRole('button', { name: 'Cancel' }).click();
  const told = /no working keyring.*install and unlock a keyring/;
  await expect(first.page.getByRole('alert').filter({ hasText: told })).toBeVisible();
  const { page } = await restart(first, NO_KEYRING);
  await expect(page.getByRole('alert').filter({ hasText: told })).toHaveCount(0);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible();
  expect(await isOnDisk(first.userData, 'swordfish-47')).toBe(false);
});

/** Keeps the application from its keyring, while the system goes on to keep Chromium's key. */
async function withoutKeytar(): Promise<LaunchOptions> {
  const hook = join(folder, 'no-keytar.cjs');
  await writeFile(
    hook,
    `require('node:module').registerHooks({
      resolve(specifier, context, next) {
        if (specifier === 'keytar') throw new Error('There is no keytar here.');
        return next(specifier, context);
      },
    });`,
  );
  return { first: hook, args: ['--password-store=gnome-libsecret'] };
}

test('without a keyring, passwords are saved encrypted by the system if somebody wants that, and all are forgotten at a click', async () => {
  test.skip(process.platform !== 'linux', 'elsewhere it would be the key of the person');
  test.skip(
    IS_PACKAGED,
    'what is installed runs no code from elsewhere, which keeps the keyring from it here',
  );
  const options = await withoutKeytar();
  const first = await startWithProfile(options);
  let { page } = first;
  const passwords = page.getByRole('group', { name: 'Passwords' });
  const choice = page.getByLabel('Without a system keyring');
  await expect(page.getByRole('alert').filter({ hasText: /In Settings, you can choose/ })).toBeVisible();
  await page.keyboard.press('Control+,');
  await expect(choice).toHaveValue('session');
  await choice.selectOption('encrypted');
  await passwords.scrollIntoViewIfNeeded();
  await picture(page, test.info(), 'without-a-keyring');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(choice).toHaveCount(0);

  ({ page } = await restart(first, options));
  await compare(page);
  expect(await isOnDisk(first.userData, 'swordfish-47')).toBe(false);
  expect(await readFile(join(first.userData, 'secrets.json'), 'utf8')).toContain('"version":1');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByText(/file that the system encrypts/)).toBeVisible();
  await picture(page, test.info(), 'kept-encrypted');
  await page.getByRole('button', { name: 'Cancel' }).click();

  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Forget all passwords…' }).click();
  await picture(page, test.info(), 'forget-all');
  await page.getByRole('button', { name: 'Forget all', exact: true }).click();
  await expect(page.getByText('All passwords are forgotten.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible();
  expect(await readdir(first.userData)).not.toContain('secrets.json');
});
