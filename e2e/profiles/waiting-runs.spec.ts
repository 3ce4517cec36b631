import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { forget, kill, launch, picture, type Running } from '../support/application.js';
import { chooseInTray, inTray, recordTrayMenu } from '../support/tray.js';

const NAMES = ['Archive', 'Blog', 'Catalogue', 'Drawings', 'Invoices'];

let folder: string;
let running: Running | undefined;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-waiting-'));
});
test.afterEach(async () => {
  if (running === undefined) return;
  // Whoever quits in the middle of a run is asked.
  await kill(running);
  await forget(running);
  running = undefined;
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

for (const colorScheme of ['light', 'dark'] as const) {
  test(`runs that wait are seen, run first and are removed (${colorScheme})`, async () => {
    const info = test.info();
    const userData = await mkdtemp(join(tmpdir(), 'evenkeel-e2e-'));
    const place = join(folder, colorScheme);
    const profiles = [];
    for (const name of NAMES) {
      const [localFolder, remoteFolder] = [join(place, name, 'local'), join(place, name, 'remote')];
      await mkdir(localFolder, { recursive: true });
      await mkdir(remoteFolder, { recursive: true });
      await writeFile(join(localFolder, 'large.bin'), new Uint8Array(2_000_000));
      profiles.push({
        id: name.toLowerCase(),
        name,
        localFolder,
        remoteFolder,
        userName: '',
        mode: 'two-way',
        deleteExtra: false,
        schedule: { atStart: true },
      });
    }
    await writeFile(join(userData, 'profiles.json'), JSON.stringify({ profiles }));
    // So slow that the first two do not end while the test looks.
    await writeFile(join(userData, 'settings.json'), JSON.stringify({ limits: { bytesPerSecond: 1024 } }));
    running = await launch({ userData, colorScheme });
    const { page, app } = running;

    await page.getByRole('button', { name: '3 runs waiting' }).click();
    const dialog = page.getByRole('dialog', { name: 'Waiting runs' });
    const lines = dialog.getByRole('listitem');
    await expect(lines).toHaveText([
      /Catalogue.*turn/,
      /Drawings.*turn/,
      /Invoices.*turn · Evenkeel started/,
    ]);
    await expect(dialog.getByRole('button', { name: 'Run “Catalogue” first' })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Run “Invoices” first' }).click();
    await expect(lines).toHaveText([/Invoices/, /Catalogue/, /Drawings/]);
    await picture(page, info, 'waiting-runs');
    await expect(dialog.getByRole('list')).toBeFocused();
    await dialog.getByRole('button', { name: 'Remove “Drawings”' }).click();
    await expect(lines).toHaveText([/Invoices/, /Catalogue/]);
    await dialog.getByRole('button', { name: 'Close' }).click();

    const invoices = page.getByRole('navigation').getByRole('button', { name: 'Invoices' });
    await expect(invoices).toHaveAccessibleDescription('Waiting for its turn');
    await recordTrayMenu(app);
    await page.getByRole('navigation').getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('button', { name: '1 run waiting' })).toBeVisible();
    await expect.poll(() => inTray(app, 'waiting-catalogue')).toBe('Catalogue: Waiting for its turn');
    await chooseInTray(app, 'waiting-catalogue');
    await expect(lines).toHaveText([/Catalogue/]);
    await dialog.getByRole('button', { name: 'Remove “Catalogue”' }).click();
    await expect(dialog.getByText('No runs are waiting.')).toBeVisible();
    await picture(page, info, 'no-waiting-runs');
    await dialog.getByRole('button', { name: 'Close' }).click();
  });
}
