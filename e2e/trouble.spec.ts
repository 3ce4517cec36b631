import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { TestServer } from '../test/servers/server.js';
import { startCuttingProxy } from '../test/servers/proxies/cutting-proxy.js';
import { startServer } from '../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from './support/application.js';
import { contents, put } from './support/trees.js';
import { compare, makeProfile, result, synchronize, synchronizeButton } from './support/window.js';

let running: Running;
let folder: string;
let local: string;
let server: TestServer;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-trouble-'));
  local = join(folder, 'local');
  await put(local, 'a.txt', 'a\n');
  server = await startServer('ftp-srv');
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const compareButton = (page: Page) => page.getByRole('button', { name: 'Compare', exact: true });

/** What the window says of a problem: something that happened and something to do, in sentences and without a stack. */
async function expectProblem(page: Page, what: RegExp, advice: RegExp): Promise<void> {
  const problem = page.getByRole('alert').filter({ hasText: what });
  await expect(problem).toBeVisible({ timeout: 20_000 });
  await expect(problem).toContainText(advice);
  expect(await page.locator('body').textContent()).not.toMatch(/\bat \S+ \(|node:|Error:|undefined/);
}

test('a server that is not there is told of, and the profile can be mended', async () => {
  const info = test.info();
  const { page } = running;
  await makeProfile(page, { name: 'Nobody', local, remote: 'ftp://127.0.0.1:1/' });
  await compareButton(page).click();
  await expectProblem(page, /127\.0\.0\.1/, /\S/);
  await picture(page, info, 'server-not-there');
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await page.getByLabel('Remote folder').fill(server.url);
  await page.getByLabel('User name').fill(server.user);
  await page.getByLabel('Password').fill(server.password);
  await page.getByRole('button', { name: 'Save' }).click();
  await compare(page);
  await synchronize(page);
  expect([...(await contents(server.root)).keys()]).toEqual(['a.txt']);
});

test('a refused password is told of, and never shown', async () => {
  const info = test.info();
  const { page } = running;
  await makeProfile(page, {
    name: 'Wrong password',
    local,
    remote: server.url,
    user: server.user,
    password: 'not-the-secret',
  });
  await compareButton(page).click();
  await expectProblem(page, /refused|password/i, /password|user name/i);
  await picture(page, info, 'password-refused');
  expect(await page.locator('body').textContent()).not.toContain('not-the-secret');
});

test('a remote folder that does not exist is told of, and not taken for an empty one', async () => {
  const info = test.info();
  const { page } = running;
  await makeProfile(page, {
    name: 'No such folder',
    local,
    remote: `${server.url}/nowhere/to be found`,
    user: server.user,
    password: server.password,
  });
  await compareButton(page).click();
  await expectProblem(page, /nowhere\/to be found/, /\S/);
  await picture(page, info, 'no-such-folder');
});

test('a local folder that is missing is told of, and nothing is deleted on the server', async () => {
  const info = test.info();
  const { page } = running;
  await makeProfile(page, {
    name: 'Gone',
    local,
    remote: server.url,
    user: server.user,
    password: server.password,
  });
  await compare(page);
  await synchronize(page);
  await rm(local, { recursive: true });
  await compareButton(page).click();
  await expectProblem(page, /folder/i, /\S/);
  await picture(page, info, 'local-folder-missing');
  expect([...(await contents(server.root)).keys()]).toEqual(['a.txt']);
});

test('a line that is cut in the middle of a run is told of; the next run finishes the work', async () => {
  const info = test.info();
  for (let n = 0; n < 60; n += 1) await put(local, `file ${n}.txt`, `${n}\n`.repeat(200));
  const proxy = await startCuttingProxy(server.port);
  try {
    const { page } = running;
    await makeProfile(page, {
      name: 'Cut line',
      local,
      remote: `ftp://127.0.0.1:${proxy.port}/`,
      user: server.user,
      password: server.password,
    });
    await compare(page);
    await synchronizeButton(page).click();
    // Names only: what a run has half written may have another name before it could be read.
    await expect
      .poll(async () => (await readdir(server.root)).length, { intervals: [10] })
      .toBeGreaterThan(5);
    proxy.after(0, 'cut');
    proxy.cutAll();
    await expectProblem(page, /connection|server|reach/i, /\S/);
    await picture(page, info, 'line-cut');
    proxy.heal();
    await compare(page);
    await expect(page.getByRole('button', { name: /^Conflicts 0/ })).toBeVisible();
    await synchronize(page);
    await expect(result(page)).toContainText('synced');
    expect(await contents(server.root)).toEqual(await contents(local));
  } finally {
    await proxy.stop();
  }
});

test('a server that never answers is given up after 15 seconds, and can be stopped before', async () => {
  const proxy = await startCuttingProxy(server.port);
  proxy.after(0, 'freeze');
  try {
    const { page } = running;
    await makeProfile(page, { name: 'Silent', local, remote: `ftp://127.0.0.1:${proxy.port}/` });
    await compareButton(page).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden({ timeout: 3_000 });
    await compareButton(page).click();
    await expectProblem(page, /127\.0\.0\.1/, /\S/);
  } finally {
    await proxy.stop();
  }
});

test('one profile in trouble leaves the others working', async () => {
  const { page } = running;
  await makeProfile(page, { name: 'In trouble', local, remote: 'ftp://127.0.0.1:1/' });
  await compareButton(page).click();
  await expectProblem(page, /127\.0\.0\.1/, /\S/);
  const other = join(folder, 'other');
  await mkdir(other);
  await makeProfile(page, { name: 'Fine', local, remote: other });
  await compare(page);
  await synchronize(page);
  expect([...(await contents(other)).keys()]).toEqual(['a.txt']);
});
