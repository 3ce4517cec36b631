import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import type { TestServer } from '../../test/servers/server.js';
import { startServer } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { contents, put } from '../support/trees.js';
import { compare, makeProfile, result, synchronize } from '../support/window.js';

let running: Running;
let folder: string;
let server: TestServer;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-result-'));
  server = await startServer('proftpd');
  running = await launch();
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test('what failed stands first, with the reply of the server, and is retried alone; the report is exported', async () => {
  const info = test.info();
  const { page, app } = running;
  const local = join(folder, 'local');
  await put(local, 'index.html', '<h1>Pots</h1>\n');
  for (const name of ['bowl.txt', 'plate.txt', 'vase.txt']) await put(local, `locked/${name}`, name);
  const locked = join(server.root, 'locked');
  await mkdir(locked);
  await chmod(locked, 0o555);
  await makeProfile(page, {
    name: 'Pots',
    local,
    remote: server.url,
    user: server.user,
    password: server.password,
  });
  await compare(page);
  await synchronize(page);
  await expect(result(page)).toContainText('3 failed');

  const items = page.getByRole('region', { name: 'Items of the run' });
  await expect(items.getByRole('listitem').first()).toHaveText(/^Failed 3/);
  for (const [width, height] of [
    [1240, 800],
    [900, 600],
  ] as const) {
    await setSize(width, height);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await picture(page, info, `1-failed-${width}-${colorScheme}`);
    }
  }
  await items.getByRole('button', { name: 'Why: locked/bowl.txt' }).click();
  const why = page.getByRole('dialog', { name: 'Why: locked/bowl.txt' });
  await expect(why).toContainText(/What the server said.*55\d/);
  await picture(page, info, '2-why');
  await page.keyboard.press('Escape');

  const tools = page.getByRole('toolbar', { name: 'Result tools' });
  await tools.getByRole('searchbox').fill('VASE');
  await expect(pathsIn(items)).toHaveText([/vase\.txt/]);
  await tools.getByRole('searchbox').fill('');
  await tools.getByRole('button', { name: 'Done 1' }).click();
  await expect(pathsIn(items)).toHaveText([/index\.html/]);
  await tools.getByRole('button', { name: 'All' }).click();

  const file = join(folder, 'report.csv');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await tools.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Report written' })).toBeVisible();
  const lines = (await readFile(file, 'utf8')).split('\r\n');
  expect(lines[1]).toMatch(/^locked\/.*,upload,Failed,0,/);
  expect(lines).toContain('index.html,upload,Done,14,,');

  await chmod(locked, 0o777);
  await items.getByRole('checkbox', { name: /plate\.txt/ }).check();
  await picture(page, info, '3-selected');
  await tools.getByRole('button', { name: 'Retry 1 selected item' }).click();
  await expect(result(page)).toContainText('1 item synced', { timeout: 30_000 });
  expect([...(await contents(server.root)).keys()]).toEqual(['index.html', 'locked', 'locked/plate.txt']);
  await picture(page, info, '4-retried');
});

function pathsIn(items: Locator): Locator {
  return items.getByRole('listitem').filter({ has: items.page().locator('.path') });
}

async function setSize(width: number, height: number): Promise<void> {
  const size = { width, height };
  await running.app.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
  );
}
