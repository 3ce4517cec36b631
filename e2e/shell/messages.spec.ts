import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Search } from '../../test/secret-search.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { chooseCommand } from '../support/menu.js';
import { makeProfile } from '../support/window.js';

const TOKEN = 'tok3n-of-the-hook';

let folder: string;
let server: Server;
let posted: { readonly url: string | undefined; readonly body: string }[] = [];
let running: Running | undefined;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-messages-'));
  posted = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      posted.push({ url: request.url, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
test.afterEach(async () => {
  if (running !== undefined) {
    await quit(running);
    await forget(running);
  }
  running = undefined;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a webhook is set up, tried, and told of a run that needs attention (${colorScheme})`, async () => {
    const info = test.info();
    running = await launch({ colorScheme });
    const { page, app, userData } = running;
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${TOKEN}`;
    await chooseCommand(app, 'settings');
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByLabel('Call a webhook').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('Enter the address of the webhook.')).toBeVisible();
    await dialog.getByLabel('Address of the webhook').fill('http://example.com/hook');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('The address has to begin with https://.')).toBeVisible();
    await dialog.getByLabel('Address of the webhook').fill(address);
    await dialog.getByRole('button', { name: 'Send test message' }).click();
    await expect(dialog.getByText('Sent. Check that it arrived.')).toBeVisible();
    expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({ version: 1, event: 'test' });
    await dialog.getByLabel('Send mail').check();
    await dialog.getByLabel('Mail server').fill('localhost');
    await dialog.getByLabel('Port').fill('1');
    await dialog.getByLabel('From').fill('anna@example.com');
    await dialog.getByLabel('To', { exact: true }).fill('ops@example.com');
    await dialog.getByRole('button', { name: 'Send test mail' }).click();
    await expect(
      dialog.getByText(/^The test message was not sent: the mail server was not reached/),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'Send test mail' }).scrollIntoViewIfNeeded();
    await picture(page, info, 'messages');
    await dialog.getByLabel('Send mail').uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();

    await chooseCommand(app, 'settings');
    await expect(dialog.getByText('Saved. Leave it empty to keep it.')).toBeVisible();
    await page.keyboard.press('Escape');

    const [local, remote] = [join(folder, 'local'), join(folder, 'remote')];
    for (const side of [local, remote]) {
      await mkdir(side);
      await writeFile(join(side, 'vase.txt'), side);
    }
    await makeProfile(page, { name: 'Vases', local, remote });
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.locator('summary', { hasText: 'Schedule' }).click();
    await page.getByLabel('Also soon after a local file changes').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => posted.length, { timeout: 60_000 }).toBe(2);
    expect(posted[1]?.url).toBe(`/${TOKEN}`);
    expect(JSON.parse(posted[1]?.body ?? '')).toMatchObject({
      event: 'needs-attention',
      profile: { name: 'Vases' },
      run: { trigger: 'watch', result: 'finished', counts: { conflicts: 1 } },
    });
    const search = new Search([TOKEN], []);
    await search.lookIn(userData);
    expect(search.leaks).toEqual([]);
    expect(search.bytes).toBeGreaterThan(10_000);

    await chooseCommand(app, 'settings');
    await dialog.getByLabel('Call a webhook').uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await chooseCommand(app, 'settings');
    await dialog.getByLabel('Call a webhook').check();
    await expect(dialog.getByText('It is kept like a password.')).toBeVisible();
  });
}
