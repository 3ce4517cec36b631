import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeKey, sshFacts } from '../test/servers/real/openssh.js';
import { startServer, whyUnavailable } from '../test/servers/start-server.js';
import { forget, launch, picture, quit } from './support/application.js';
import { prepareStory, tellWholeStory } from './support/story.js';
import { fillWithRealTree, isOnDisk, put } from './support/trees.js';
import { compare, makeProfile, row } from './support/window.js';

test('a folder is kept in sync through SFTP with the person’s own key, once the host key is trusted', async () => {
  const missing = await whyUnavailable('openssh');
  test.skip(missing !== undefined, missing);
  const info = test.info();
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-sftp-'));
  const server = await startServer('openssh');
  const facts = await sshFacts(server);
  await mkdir(join(folder, 'home', '.ssh'), { recursive: true });
  await copyFile(facts.identityFile, join(folder, 'home', '.ssh', 'id_ed25519'));
  const running = await launch({ env: { HOME: join(folder, 'home'), SSH_AUTH_SOCK: '' } });
  try {
    const local = join(folder, 'local');
    await fillWithRealTree(local, 150);
    await prepareStory(local);
    const { page } = running;
    await makeProfile(page, { name: 'Over SSH', local, remote: server.url, user: facts.user });
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const shown = page.getByRole('alert').filter({ hasText: 'host key' });
    await expect(shown).toContainText(facts.fingerprint.slice(0, 47));
    await picture(page, info, '0-unknown-host-key');
    await page.getByRole('button', { name: 'Trust this host key' }).click();
    await expect(shown).toBeHidden();
    await tellWholeStory(
      page,
      { local, remote: server.root, own: () => server.own(), traces: () => Promise.resolve('') },
      info,
    );
  } finally {
    await quit(running);
    await forget(running);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test('a key that was chosen is opened with its passphrase, which is kept apart from the password', async () => {
  const missing = await whyUnavailable('openssh');
  test.skip(missing !== undefined, missing);
  test.skip(process.platform !== 'linux', 'elsewhere it would be the keyring of the person');
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-key-'));
  const server = await startServer('openssh');
  const facts = await sshFacts(server);
  const keyFile = join(folder, 'key');
  await makeKey(keyFile, 'open sesame 47');
  await appendFile(facts.authorizedKeysFile, await readFile(`${keyFile}.pub`, 'utf8'));
  const home = join(folder, 'home');
  await mkdir(join(home, '.ssh'), { recursive: true });
  const known = `[127.0.0.1]:${server.port} ${facts.hostKey}\n`;
  await put(home, '.ssh/known_hosts', known);
  const env = { HOME: home, SSH_AUTH_SOCK: '' };
  const local = join(folder, 'local');
  await put(local, 'a.txt', 'a\n');
  let running = await launch({ env });
  const { userData } = running;
  try {
    const { page } = running;
    await makeProfile(page, { name: 'Locked', local, remote: server.url + server.root, user: facts.user });
    await running.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, keyFile);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByTitle('Choose the key file').click();
    await expect(page.getByLabel('Private key')).toHaveValue(keyFile);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const locked = page
      .getByRole('alert')
      .filter({ hasText: '“key” could not be tried: it has a passphrase' });
    await expect(locked).toContainText('Enter the passphrase of the key in the profile');
    await picture(page, test.info(), 'the-key-is-locked');

    await locked.getByRole('button', { name: 'Edit profile' }).click();
    await page.getByLabel('Passphrase of the key').fill('open sesame 47');
    await picture(page, test.info(), 'the-passphrase');
    await page.getByRole('button', { name: 'Save' }).click();
    await compare(page);
    await expect(row(page, 'a.txt')).toHaveAccessibleName(/upload/);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await expect(page.getByLabel('Password')).toHaveAttribute('placeholder', '');
    await expect(page.getByLabel('Passphrase of the key')).toHaveAttribute('placeholder', /•/);
    await page.getByRole('button', { name: 'Cancel' }).click();

    await quit(running);
    running = await launch({ env, userData });
    await compare(running.page);
    expect(await isOnDisk(userData, 'open sesame 47')).toBe(false);
  } finally {
    await quit(running);
    await forget(running);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
