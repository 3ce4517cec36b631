import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { TestServer } from '../../test/servers/server.js';
import { startServer } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, row } from '../support/window.js';

let running: Running;
let folder: string;
let local: string;
let server: TestServer;
const refusals: string[] = [];
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-details-'));
  local = join(folder, 'local');
  await put(local, 'same.txt', 'the same on both sides\n');
  server = await startServer('ftp-srv');
  running = await launch();
  refusals.length = 0;
  // What the page's policy forbids is told on the console.
  running.page.on('console', (message) => {
    if (/Content Security Policy|Refused/i.test(message.text())) refusals.push(message.text());
  });
});
test.afterEach(async () => {
  await quit(running);
  await server.stop();
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });

async function comparedProfile(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1240, height: 800 });
  await makeProfile(page, {
    name: 'Site',
    local,
    remote: `${server.url}/`,
    user: server.user,
    password: server.password,
  });
  await compare(page);
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [900, 600],
    [1240, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await picture(page, test.info(), `${name}-${width}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** A picture of one colour, as a bitmap. */
function bitmap(width: number, height: number, [red, green, blue]: readonly number[]): Buffer {
  const line = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + line * height);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) bytes.set([blue ?? 0, green ?? 0, red ?? 0], 54 + y * line + x * 3);
  }
  return bytes;
}

test('two versions of a text stand side by side, with their encodings and line ends', async () => {
  const { page } = running;
  const lines = Array.from({ length: 60 }, (_, n) => `const line${n} = "value ${n}"; // counted`);
  await put(local, 'app.js', `\uFEFF${lines.join('\r\n')}\r\n`);
  await put(server.root, 'app.js', `${lines.with(30, 'const changed = true;').join('\n')}\n`);
  await comparedProfile(page);
  await row(page, 'app.js').click();
  await expect(details(page)).toContainText('UTF-8 with BOM, CRLF');
  await expect(details(page)).toContainText('UTF-8, LF');
  await expect(details(page)).toContainText('1 difference');
  await expect(page.getByLabel('Local text')).toContainText('const line30 = "value 30"');
  await expect(page.getByLabel('Remote text')).toContainText('const changed = true;');
  await expect(details(page)).toContainText('unchanged lines');
  await pictures(page, 'text');
  await page.setViewportSize({ width: 1240, height: 800 });
  const keyword = page.getByLabel('Remote text').getByText('const', { exact: true }).first();
  await expect(keyword).toHaveCSS('color', 'rgb(122, 43, 143)');

  // Dragged further than there is room for, its edge goes on from where it is seen.
  const splitter = page.getByRole('separator', { name: 'Resize details' });
  await splitter.hover();
  await page.mouse.down();
  await page.mouse.move(600, 2);
  await page.mouse.up();
  const height = async () => (await details(page).boundingBox())?.height ?? 0;
  const most = await height();
  await splitter.press('ArrowDown');
  // A fraction of a pixel is lost where whole ones are kept.
  expect(Math.abs((await height()) - (most - 16))).toBeLessThan(1);

  // On the right there is no room for two: one stands below the other. The place is remembered.
  await page.getByRole('button', { name: 'Show details on the right' }).click();
  await expect(page.getByLabel('Local text')).toBeHidden();
  await expect(page.getByLabel('Remote text')).toContainText('const changed = true;');
  await picture(page, test.info(), 'text-right-1240-light');
  const before = Number(await splitter.getAttribute('aria-valuenow'));
  await splitter.press('ArrowLeft');
  await expect(splitter).toHaveAttribute('aria-valuenow', String(before + 16));
  await page.reload();
  await compare(page);
  await row(page, 'app.js').click();
  await expect(splitter).toHaveAttribute('aria-valuenow', String(before + 16));
  expect(refusals).toEqual([]);
});

test('pages and drawings are shown as text or pictures, and nothing in them runs', async () => {
  const { page } = running;
  const hostile = '<script>document.title = "taken"</script><img src="x" onerror="document.title=1">';
  await put(local, 'page.html', `<h1>Pots</h1>${hostile}`);
  await put(server.root, 'page.html', `<h1>Pans and lids</h1>${hostile}`);
  const svg = (colour: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="document.title=1"><script>document.title=1</script><rect width="40" height="40" fill="${colour}"/></svg>`;
  await put(local, 'logo.svg', svg('teal'));
  await put(server.root, 'logo.svg', svg('darkorange'));
  await comparedProfile(page);
  const title = await page.title();
  await row(page, 'page.html').click();
  await expect(page.getByLabel('Local text')).toContainText('<script>document.title = "taken"</script>');
  await row(page, 'logo.svg').click();
  await expect(page.getByRole('img', { name: 'Remote image' })).toBeVisible();
  await details(page).getByRole('button', { name: 'Text' }).click();
  await expect(page.getByLabel('Remote text')).toContainText('fill="darkorange"');
  expect(await page.title()).toBe(title);
  expect(refusals).toEqual([]);
});

test('two pictures stand side by side with their sizes, or under a slider', async () => {
  const { page } = running;
  await writeFile(join(local, 'pot.bmp'), bitmap(320, 200, [0, 128, 128]));
  await writeFile(join(server.root, 'pot.bmp'), bitmap(160, 100, [255, 140, 0]));
  await comparedProfile(page);
  await row(page, 'pot.bmp').click();
  await expect(details(page)).toContainText('320 × 200 pixels');
  await expect(details(page)).toContainText('160 × 100 pixels');
  await expect(page.getByRole('img', { name: 'Local image' })).toBeVisible();
  await pictures(page, 'pictures');
  await page.getByRole('button', { name: 'Slider' }).click();
  await page.getByRole('slider', { name: 'How much of the local image is shown' }).fill('25');
  await pictures(page, 'slider');
  expect(refusals).toEqual([]);
});

test('other files are shown by the bytes around their first difference', async () => {
  const { page } = running;
  const bytes = Buffer.alloc(200, 0);
  await writeFile(join(local, 'data.bin'), bytes);
  bytes[100] = 0x41;
  await writeFile(join(server.root, 'data.bin'), bytes);
  await utimes(join(local, 'data.bin'), 1000, 1000);
  await comparedProfile(page);
  await row(page, 'data.bin').click();
  await expect(details(page)).toContainText('first differ at byte 101 (0x64)');
  await expect(page.getByRole('group', { name: 'Remote bytes' })).toContainText('41');
  await pictures(page, 'bytes');
});

test('what is large is read only when somebody asks, and a change since the comparison is told', async () => {
  const { page } = running;
  await put(local, 'long.txt', `${'a line of words\n'.repeat(60_000)}local\n`);
  await put(server.root, 'long.txt', 'short\n');
  await comparedProfile(page);
  await row(page, 'long.txt').click();
  await put(server.root, 'long.txt', 'changed since\n');
  await details(page).getByRole('button', { name: 'Compare contents' }).click();
  await expect(details(page)).toContainText('The remote file has changed since the comparison.');
  await expect(page.getByLabel('Remote text')).toContainText('changed since');
  await pictures(page, 'changed-since');
});
