import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startScriptedFtp } from '../../test/servers/scripted/scripted-ftp.js';
import { forget, launch, picture, quit, sandboxArguments, type Running } from '../support/application.js';
import { chooseCommand } from '../support/menu.js';
import { APPLICATION, PROGRAM, PROJECT } from '../support/program.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, row } from '../support/window.js';

/** What a page would run that took text for more than text. */
const MARKUP = '<img src=x onerror="document.title=1">';

let folder: string;
let running: Running | undefined;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-attack-'));
  for (const name of ['local', 'remote']) await mkdir(join(folder, name));
});
test.afterEach(async () => {
  if (running !== undefined) {
    await quit(running);
    await forget(running);
  }
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** The page is as it was: nothing of what it showed became a part of it, and it is where it was. */
async function expectUntouched(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  expect(await page.title()).not.toBe('1');
  expect(await page.locator('img[src=x], [onerror], script:not([src])').count()).toBe(0);
  expect(page.url()).toMatch(/^evenkeel:\/\/app\//);
}

test('names of files that are markup or turn around are shown as what they are', async () => {
  test.skip(process.platform === 'win32', 'Windows allows no such names');
  const names = [
    `${MARKUP.replaceAll('/', '')}.txt`,
    "javascript:alert(1)'.txt",
    '‮fdp.exe',
    '${7*7}{{7*7}}.txt',
  ];
  for (const name of names) await put(join(folder, 'local'), name, 'x');
  running = await launch();
  const { page } = running;
  await makeProfile(page, {
    name: `${MARKUP} site`,
    local: join(folder, 'local'),
    remote: join(folder, 'remote'),
  });
  await compare(page);
  await expect(row(page, names[0] ?? '')).toBeVisible();
  await row(page, names[0] ?? '').click();
  await picture(page, test.info(), 'names');
  // A name that would read backwards shows its code instead.
  await expect(page.getByRole('treegrid', { name: 'Preview' })).not.toContainText('‮');
  await expectUntouched(page);
});

test('what a server says stays text: no codes of terminals, no markup, no line that looks like another’s', async () => {
  const server = await startScriptedFtp(join(folder, 'remote'), {
    greeting: `220-\u001b[2J\u001b]0;owned\u0007${MARKUP}\r\n220 Ready\u001b[31m.\r\n`,
    instead: (verb) =>
      verb === 'PASS' ? { reply: `530 \u001b[1;31m${MARKUP} Sign in at https://example.org` } : undefined,
  });
  try {
    running = await launch();
    const { app, page } = running;
    const { url: remote, user, password } = server;
    await makeProfile(page, { name: 'Banner', local: join(folder, 'local'), remote, user, password });
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(
      page
        .getByRole('alert')
        .filter({ hasText: /password/i })
        .first(),
    ).toBeVisible();
    await picture(page, test.info(), 'refused');
    await expectUntouched(page);
    await chooseCommand(app, 'connection-log');
    await page.getByRole('radio', { name: 'Last comparison' }).check();
    const lines = page.getByRole('region', { name: 'Lines of the log' });
    await expect(lines).toContainText(MARKUP);
    const said = (await lines.innerText()).replaceAll(/[\n\t]/g, ' ');
    expect(said).not.toMatch(/\p{Cc}/u);
    await picture(page, test.info(), 'log');
    await expectUntouched(page);
  } finally {
    await server.stop();
  }
});

test('a file of profiles cannot bring more than profiles', async () => {
  const file = join(folder, 'Hostile.evenkeel');
  const hostile = {
    name: `${MARKUP} \u001b[2J`,
    localFolder: join(folder, 'local'),
    remoteFolder: join(folder, 'remote'),
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: { runBefore: 'touch /tmp/owned', patterns: [] },
    command: 'touch /tmp/owned',
  };
  const text = JSON.stringify({ kind: 'evenkeel-profiles', version: 1, profiles: [hostile] });
  await writeFile(file, text.replace('"command"', '"__proto__":{"polluted":true},"command"'));
  running = await launch({ args: [file] });
  const { app, page } = running;
  const dialog = page.getByRole('dialog', { name: 'Import profiles' });
  await dialog.getByRole('listitem').first().getByRole('button').click();
  await expect(dialog).toContainText('contains no profiles that can be imported');
  await picture(page, test.info(), 'hostile-profiles');
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await expectUntouched(page);
  expect(await app.evaluate(() => Reflect.has({}, 'polluted'))).toBe(false);
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
});

test('a link brings no options for the program, and one with more to it asks for nothing', async () => {
  running = await launch();
  const { app, page, userData } = running;
  await makeProfile(page, { name: 'Site', local: join(folder, 'local'), remote: join(folder, 'remote') });
  await put(join(folder, 'local'), 'a.txt', 'a');
  const asked = await app.evaluateHandle(({ dialog }) => {
    const said: string[] = [];
    dialog.showMessageBox = (...given: readonly unknown[]) => {
      said.push(JSON.stringify(given.at(-1)));
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    return said;
  });
  const links = [
    'evenkeel://run/Site?yes=1&delete=1',
    'evenkeel://run/Site#--yes',
    'evenkeel://run/Site/--yes',
    'evenkeel://run/Site%20--yes',
    'evenkeel://run/%22%20--inspect%20%22',
    'evenkeel://app/index.html',
    `evenkeel://run/${encodeURIComponent(MARKUP)}`,
  ];
  for (const link of links) {
    const args = [...sandboxArguments(), ...APPLICATION, `--user-data-dir=${userData}`, link];
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined };
    await once(spawn(PROGRAM, args, { cwd: PROJECT, env, stdio: 'ignore' }), 'exit');
    const before = await asked.evaluate((said) => said.splice(0));
    await expect
      .poll(async () => [...before, ...(await asked.evaluate((said) => [...said]))].join())
      .toMatch(/can’t do|There is no profile/);
    await asked.evaluate((said) => said.splice(0));
  }
  expect(await readdir(join(folder, 'remote'))).toEqual([]);
  await expectUntouched(page);
});
