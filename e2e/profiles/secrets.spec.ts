import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { CommandLines, Search, spokenForms } from '../../test/secret-search.js';
import { without } from '../../src/shared/without.js';
import { startLineProxy, type LineProxy } from '../../test/servers/proxies/line-proxy.js';
import { makeKey, sshFacts } from '../../test/servers/real/openssh.js';
import { startScriptedFtp, type ScriptedFtp } from '../../test/servers/scripted/scripted-ftp.js';
import type { TestServer } from '../../test/servers/server.js';
import { startServer, whyUnavailable } from '../../test/servers/start-server.js';
import { forget, launch, quit, type Running } from '../support/application.js';
import { recordSent, sentTo } from '../support/sent.js';
import { chooseCommand } from '../support/menu.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, synchronize } from '../support/window.js';

/** A secret of its own for every way in which the window takes one. */
const SECRETS = {
  form: 'form!alpha 1101',
  address: 'address!bravo 1102',
  proxy: 'proxy!charlie 1103',
  passphrase: 'passphrase!delta 1104',
  refused: 'refused!echo 1105',
  askedFor: 'asked for!foxtrot 1106',
  written: 'written!golf 1107',
  imported: 'imported!hotel 1108',
  copied: 'copied!india 1109',
} as const;

const USER = 'tester';

let folder: string;
let ftp: ScriptedFtp;
let ssh: TestServer;
let proxy: LineProxy;
let running: Running | undefined;
test.beforeEach(async () => {
  test.skip(process.platform !== 'linux', 'elsewhere it would be the keyring of the person');
  const missing = await whyUnavailable('openssh');
  test.skip(missing !== undefined, missing);
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-secrets-'));
  for (const name of ['home/.ssh', 'tmp', 'root', 'out', 'given']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  ftp = await startScriptedFtp(join(folder, 'root'), {
    // It says every password back, in every form.
    instead: (verb, argument) => {
      if (verb !== 'PASS') return undefined;
      const code = argument === SECRETS.refused ? 530 : 230;
      return { reply: `${code} Your password is ${spokenForms(argument, [USER]).join(', ')}` };
    },
  });
  ssh = await startServer('openssh');
  proxy = await startLineProxy('socks5', { userName: 'anna', password: SECRETS.proxy });
});
test.afterEach(async () => {
  if (running !== undefined) {
    await quit(running);
    await forget(running);
  }
  await Promise.all([ftp.stop(), ssh.stop(), proxy.stop()]);
  await rm(folder, { recursive: true, force: true });
});

/** The address of a folder of its own on the FTP server, and a local folder with one file. */
async function pair(name: string): Promise<{ readonly local: string; readonly remote: string }> {
  const local = join(folder, 'local', name);
  await put(local, `${name}.txt`, name);
  await mkdir(join(folder, 'root', name), { recursive: true });
  return { local, remote: `${ftp.url}/${name}` };
}

function problem({ page }: Running): Locator {
  return page.getByRole('alert').filter({ hasText: /password/i });
}

/** Has the system's dialogs answer with these paths. */
async function answerDialogs({ app }: Running, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, {
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen] }),
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath: chosen }),
      showMessageBox: () => Promise.resolve({ response: 0 }),
    });
  }, path);
}

test('no secret, by whatever way it came, is in anything that is written, sent or shown: S12', async () => {
  test.setTimeout(240_000);
  const search = new Search(Object.values(SECRETS), [USER, 'anna']);

  // One that somebody has written into the file of profiles.
  const userData = join(folder, 'user-data');
  await mkdir(userData);
  const written = await pair('written');
  await writeFile(
    join(userData, 'profiles.json'),
    JSON.stringify({
      profiles: [
        {
          ...{ id: 'written', name: 'Written', localFolder: written.local, remoteFolder: written.remote },
          ...{ userName: USER, password: SECRETS.written, mode: 'two-way', deleteExtra: false },
        },
      ],
    }),
  );
  const facts = await sshFacts(ssh);
  await put(join(folder, 'home'), '.ssh/known_hosts', `[127.0.0.1]:${ssh.port} ${facts.hostKey}\n`);
  const started = await launch({
    userData,
    env: { HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp'), SSH_AUTH_SOCK: '' },
  });
  running = started;
  const { app, page } = started;
  const commandLines = new CommandLines(app.process().pid ?? 0);
  for (const [name, stream] of [
    ['standard output', app.process().stdout],
    ['standard error', app.process().stderr],
  ] as const) {
    stream?.on('data', (text: Buffer) => search.look(name, text));
  }
  await recordSent(app);
  const list = page.getByRole('navigation', { name: 'Profiles' });
  const syncs = async (name: string): Promise<void> => {
    await list.getByRole('button', { name, exact: false }).first().click();
    await compare(page);
    await synchronize(page);
  };

  await test.step('typed into the form', async () => {
    await makeProfile(page, { name: 'Form', ...(await pair('form')), user: USER, password: SECRETS.form });
    await syncs('Form');
  });
  await test.step('pasted with the address, and with the address of a proxy', async () => {
    const { local, remote } = await pair('address');
    const secret = encodeURIComponent(SECRETS.address);
    await makeProfile(page, {
      ...{ name: 'Address', local, remote: remote.replace('://', `://${USER}:${secret}@`) },
    });
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByText('Options', { exact: true }).click();
    const field = page.getByLabel('Proxy', { exact: true });
    await field.fill(proxy.url.replace('://', `://anna:${encodeURIComponent(SECRETS.proxy)}@`));
    await field.blur();
    await page.getByRole('button', { name: 'Save' }).click();
    await syncs('Address');
    expect(proxy.asked.length).toBeGreaterThan(0);
  });
  await test.step('refused by the server, and asked for in place', async () => {
    await makeProfile(page, { name: 'Asked', ...(await pair('asked')), user: USER });
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await problem(started).getByLabel('Password').fill(SECRETS.refused);
    await problem(started).getByRole('button', { name: 'Connect' }).click();
    await expect(problem(started)).toContainText('does not accept');
    await problem(started).getByLabel('Password').fill(SECRETS.askedFor);
    await problem(started).getByRole('button', { name: 'Connect' }).click();
    await expect(page.getByRole('button', { name: /^Synchronize 1/ })).toBeVisible();
    await synchronize(page);
  });
  await test.step('the passphrase of a key', async () => {
    const key = join(folder, 'given', 'key');
    await makeKey(key, SECRETS.passphrase);
    await appendFile(facts.authorizedKeysFile, await readFile(`${key}.pub`, 'utf8'));
    const { local } = await pair('passphrase');
    await makeProfile(page, { name: 'Key', local, remote: ssh.url + ssh.root, user: facts.user });
    await answerDialogs(started, key);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByTitle('Choose the key file').click();
    await page.getByLabel('Passphrase of the key').fill(SECRETS.passphrase);
    await page.getByRole('button', { name: 'Save' }).click();
    await syncs('Key');
  });
  await test.step('imported from a file and from the clipboard', async () => {
    const file = join(folder, 'given', 'sites.xml');
    const { local } = await pair('imported');
    await writeFile(
      file,
      `<?xml version="1.0"?><FileZilla3><Servers><Server><Host>127.0.0.1</Host><Port>${ftp.port}</Port><Protocol>6</Protocol>` +
        `<User>${USER}</User><Pass encoding="base64">${Buffer.from(SECRETS.imported).toString('base64')}</Pass><RemoteDir>1 0 8 imported</RemoteDir>` +
        `<Logontype>1</Logontype><Name>Imported</Name><LocalDir>${local}</LocalDir></Server></Servers></FileZilla3>`,
    );
    await answerDialogs(started, file);
    await chooseCommand(app, 'import-profiles');
    const dialog = page.getByRole('dialog', { name: 'Import profiles' });
    await dialog.getByRole('button', { name: 'Choose file…' }).click();
    await dialog.getByRole('button', { name: 'Import 1 profile' }).click();
    await syncs('Imported');

    const copied = await pair('copied');
    const address = copied.remote.replace('://', `://${USER}:${encodeURIComponent(SECRETS.copied)}@`);
    await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), address);
    await chooseCommand(app, 'import-profiles');
    await dialog.getByRole('button', { name: 'Address on the clipboard' }).click();
    await answerDialogs(started, copied.local);
    await dialog.getByRole('button', { name: /^Choose the local folder/ }).click();
    await dialog.getByRole('button', { name: 'Import 1 profile' }).click();
    await app.evaluate(({ clipboard }) => clipboard.clear());
    await syncs('127.0.0.1');
  });
  await test.step('taken out of the file of profiles', () => syncs('Written'));

  await test.step('everything that can be saved or copied is', async () => {
    await list.getByRole('button', { name: 'Form' }).first().click();
    await put(join(folder, 'local', 'form'), 'more.txt', 'more');
    await compare(page);
    await answerDialogs(started, join(folder, 'out', 'plan.json'));
    await chooseCommand(app, 'save-plan');
    await expect
      .poll(() => readFile(join(folder, 'out', 'plan.json'), 'utf8').catch(() => ''))
      .toContain('more');
    await answerDialogs(started, join(folder, 'out', 'all.evenkeel'));
    await chooseCommand(app, 'export-profiles');
    await expect
      .poll(() => readFile(join(folder, 'out', 'all.evenkeel'), 'utf8').catch(() => ''))
      .toContain('Form');
    await synchronize(page);
    await answerDialogs(started, join(folder, 'out', 'report.json'));
    await chooseCommand(app, 'export-report');
    await expect
      .poll(() => readFile(join(folder, 'out', 'report.json'), 'utf8').catch(() => ''))
      .toContain('more');
    await chooseCommand(app, 'copy-diagnostics');
    const clipboard = (): Promise<string> => app.evaluate(({ clipboard: it }) => it.readText());
    await expect.poll(clipboard).toContain('End of the log:');
    search.look('the diagnostics', await clipboard());
    for (const name of ['Form', 'Address', 'Asked']) {
      await list.getByRole('button', { name }).first().click();
      await chooseCommand(app, 'connection-log');
      await page.getByRole('radio', { name: 'Last comparison' }).check();
      await expect(page.getByRole('region', { name: 'Lines of the log' })).toContainText('QUIT');
      search.look(`the connection log of ${name}`, await page.content());
      await page.getByRole('button', { name: 'Copy' }).click();
      await expect.poll(clipboard).toContain('Your password is ***');
      search.look(`the copied connection log of ${name}`, await clipboard());
      await page.getByRole('button', { name: 'Close' }).click();
    }
  });
  await test.step('the window crashes and comes back', async () => {
    search.look('what the main process sent', await sentTo(app));
    const loads = await app.evaluateHandle(({ BrowserWindow }) => {
      const counted = { times: 0 };
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.on('did-finish-load', () => (counted.times += 1));
      contents?.forcefullyCrashRenderer();
      return counted;
    });
    await expect.poll(() => loads.evaluate(({ times }) => times)).toBe(1);
  });

  search.look('the command lines', await commandLines.end());
  await quit(started);
  running = undefined;
  for (const name of ['user-data', 'tmp', 'local', 'root', 'out', 'home']) {
    await search.lookIn(join(folder, name));
  }
  await search.lookIn(ssh.root);
  expect(search.leaks).toEqual([]);

  // Each of them was used, and something was looked at.
  const used = ftp.commands
    .filter((command) => command.startsWith('PASS '))
    .map((command) => command.slice(5));
  const passwords = Object.values(without(without(SECRETS, 'proxy'), 'passphrase'));
  expect(new Set(used)).toEqual(new Set(passwords));
  expect(search.bytes).toBeGreaterThan(1_000_000);
});
