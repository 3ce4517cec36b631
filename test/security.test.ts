import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

const text = await readFile(join(ROOT, 'SECURITY.md'), 'utf8');

/** The rows of the table that names tests, by their first cell. */
const rows = text
  .slice(text.indexOf('## Electron’s checklist'))
  .split('\n')
  .filter(
    (line) => line.startsWith('| ') && !line.startsWith('| Recommendation') && !line.startsWith('| ---'),
  )
  .map((line) => {
    const cells = line.split(' | ').map((cell) => cell.replace(/^\| |\|$/g, '').trim());
    return [cells[0] ?? '', cells.at(-1) ?? ''] as const;
  });

/** Sources, without their tests. */
async function sources(): Promise<readonly string[]> {
  const entries = await readdir(join(ROOT, 'src'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name));
}

it('SECURITY.md has a line for everything that Electron recommends', () => {
  expect(rows.length).toBeGreaterThanOrEqual(18);
});

it.each(rows)('%s: its tests exist', async (_what, tests) => {
  const named = [...tests.matchAll(/`([^`]+\.(?:test|spec)\.ts)`/g)].map(([, path]) => path ?? '');
  expect(named.length).toBeGreaterThan(0);
  for (const path of named) await expect(access(join(ROOT, path))).resolves.toBeUndefined();
});

it('only one place opens an address in the browser, and only one loads a page', async () => {
  const found = { browser: [] as string[], page: [] as string[] };
  for (const file of await sources()) {
    const source = await readFile(file, 'utf8');
    const name = file.slice(join(ROOT, 'src').length + 1).replaceAll('\\', '/');
    if (source.includes('openExternal')) found.browser.push(name);
    if (/\.loadURL\(|\.loadFile\(/.test(source)) found.page.push(name);
  }
  expect(found).toEqual({
    browser: ['main/app/updates/open-updates.ts'],
    page: ['main/app/window/main-window.ts'],
  });
});

it('nobody turns off a protection of the window', async () => {
  const off =
    /webSecurity: false|contextIsolation: false|sandbox: false|nodeIntegration: true|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|webviewTag: true|--no-sandbox'\)|disable-web-security|ignore-certificate-errors/;
  for (const file of await sources())
    expect([file, off.test(await readFile(file, 'utf8'))]).toEqual([file, false]);
});
