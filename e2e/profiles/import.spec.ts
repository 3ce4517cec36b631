import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { TestServer } from '../../test/servers/server.js';
import { startServer } from '../../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { PROJECT } from '../support/program.js';
import { chooseCommand } from '../support/menu.js';
import { isOnDisk, put } from '../support/trees.js';
import { compare, row } from '../support/window.js';

const SAMPLES = join(PROJECT, 'test', 'imports', 'samples');

let home: string;
let running: Running;
test.beforeEach(async () => {
  test.skip(
    process.platform !== 'linux',
    'elsewhere it would be the home folder and the keyring of the person',
  );
  home = await mkdtemp(join(tmpdir(), 'evenkeel-import-'));
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await rm(home, { recursive: true, force: true });
});

/** Starts in a home folder of its own, and opens the dialog. */
async function openImport(env: Readonly<Record<string, string>> = {}): Promise<Locator> {
  running = await launch({ env: { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), ...env } });
  await chooseCommand(running.app, 'import-profiles');
  return importDialog(running.page);
}

function importDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Import profiles' });
}

/** Has the system's dialog answer with this path. */
async function answerDialog(path: string): Promise<void> {
  await running.app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, {
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen] }),
    });
  }, path);
}

async function pictures(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await running.page.emulateMedia({ colorScheme });
    await picture(running.page, test.info(), `${name}-${colorScheme}`);
  }
  await running.page.emulateMedia({ colorScheme: 'light' });
}

function profile(dialog: Locator, name: string): Locator {
  return dialog
    .getByRole('list', { name: 'Profiles in the file' })
    .locator('.import-row', { hasText: name })
    .first();
}

test('files of other programs are found where these keep them, and shown line by line', async () => {
  await mkdir(join(home, '.config', 'filezilla'), { recursive: true });
  await cp(join(SAMPLES, 'filezilla-3.66.xml'), join(home, '.config', 'filezilla', 'sitemanager.xml'));
  await mkdir(join(home, '.config', 'rclone'), { recursive: true });
  await cp(join(SAMPLES, 'rclone.conf'), join(home, '.config', 'rclone', 'rclone.conf'));
  const dialog = await openImport();
  await expect(dialog.getByRole('button', { name: 'rclone' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'WinSCP' })).toHaveCount(0);
  await pictures('sources');
  await dialog.getByRole('button', { name: 'FileZilla' }).click();
  await expect(dialog).toContainText('“sitemanager.xml” (FileZilla) contains 5 profiles');

  const website = profile(dialog, 'Website');
  await expect(website).toContainText('ftps://ftp.example.com/var/www/my%20folder');
  await expect(website.getByRole('list', { name: 'Imported', exact: true })).toContainText(
    'User name: web42',
  );
  await expect(website).toContainText('Password: saved in the system keyring');
  await expect(website).toContainText('TLS is required.');
  await expect(profile(dialog, 'Old server')).toContainText('encrypted with FileZilla’s master password');
  await expect(profile(dialog, 'Old server')).toContainText('Commands set in FileZilla are never imported.');
  await expect(dialog).toContainText('Backups: S3 is not supported.');
  await pictures('found');

  // One without a local folder can only be imported with one.
  const build = profile(dialog, 'Build server');
  await expect(build.getByRole('checkbox')).toBeDisabled();
  await mkdir(join(home, 'build'));
  await answerDialog(join(home, 'build'));
  await build.getByRole('button', { name: 'Choose the local folder of “Build server”' }).click();
  await expect(build.getByRole('checkbox')).toBeChecked();
  await profile(dialog, 'Website – Logs').getByRole('checkbox').uncheck();
  await pictures('chosen');
  await dialog.getByRole('button', { name: 'Import 2 profiles' }).click();

  const { page, userData } = running;
  const list = page.getByRole('navigation', { name: 'Profiles' });
  await expect(list.getByRole('button', { name: 'Website' })).toBeVisible();
  await expect(list.getByRole('region', { name: 'Customers / Bäckerei' })).toContainText('Website');
  await expect(list.getByRole('button', { name: 'Build server' })).toBeVisible();
  expect(await readFile(join(userData, 'profiles.json'), 'utf8')).toContain(join(home, 'build'));
  expect(await isOnDisk(userData, 'König&')).toBe(false);
});

test('a password goes from the file to the keyring, and is neither shown to the window nor written: S12', async () => {
  const server: TestServer = await startServer('ftp-srv', { password: 'swordfish-47' });
  try {
    const { hostname, port } = new URL(server.url);
    const local = join(home, 'site');
    await put(local, 'a.txt', 'a\n');
    const file = join(home, 'sites.txt');
    await writeFile(
      file,
      `<?xml version="1.0"?><FileZilla3><Servers><Server><Host>${hostname}</Host><Port>${port}</Port><Protocol>6</Protocol>` +
        `<User>${server.user}</User><Pass encoding="base64">${Buffer.from(server.password).toString('base64')}</Pass>` +
        `<Logontype>1</Logontype><Name>Imported</Name><LocalDir>${local}</LocalDir></Server></Servers></FileZilla3>`,
    );
    const dialog = await openImport();
    await answerDialog(file);
    await dialog.getByRole('button', { name: 'Choose file…' }).click();
    await expect(dialog).toContainText('Password: saved in the system keyring');
    const { page, userData } = running;
    const told = await page.evaluate(`window.evenkeel.lookAtImport({ kind: 'file' })`);
    expect(JSON.stringify(told)).toContain('Imported');
    expect(JSON.stringify(told)).not.toContain('swordfish-47');
    await dialog.getByRole('button', { name: 'Import 1 profile' }).click();
    await page
      .getByRole('navigation', { name: 'Profiles' })
      .getByRole('button', { name: 'Imported' })
      .click();
    await compare(page);
    await expect(row(page, 'a.txt')).toBeVisible();
    expect(await isOnDisk(userData, 'swordfish-47')).toBe(false);
  } finally {
    await server.stop();
  }
});

test('an address on the clipboard is imported with the folder that is chosen for it', async () => {
  running = await launch({ env: { HOME: home } });
  await running.app.evaluate(({ clipboard }) =>
    clipboard.writeText('sftp://anna:s3cret-9@example.com:2222/www'),
  );
  await chooseCommand(running.app, 'import-profiles');
  const dialog = importDialog(running.page);
  const source = dialog.getByRole('button', { name: 'Address on the clipboard' });
  await expect(source).toContainText('sftp://example.com:2222/www');
  await expect(source).not.toContainText('s3cret-9');
  await source.click();
  await answerDialog(home);
  await dialog.getByRole('button', { name: 'Choose the local folder of “example.com”' }).click();
  await dialog.getByRole('button', { name: 'Import 1 profile' }).click();
  await expect(
    running.page.getByRole('navigation', { name: 'Profiles' }).getByRole('button', { name: 'example.com' }),
  ).toBeVisible();
  expect(await isOnDisk(running.userData, 's3cret-9')).toBe(false);
});

test('every sample of another program can be looked at, and what is none says so', async () => {
  const dialog = await openImport({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
  const choose = async (file: string): Promise<void> => {
    await answerDialog(join(SAMPLES, file));
    await dialog.getByRole('button', { name: 'Choose file…' }).click();
  };
  for (const [file, program, words] of [
    ['winscp-6.ini', 'WinSCP', 'is not a folder on this computer'],
    ['winscp-registry.reg', 'WinSCP', 'kept until you quit, because there is no system keyring'],
    ['freefilesync-14.ffs_gui', 'FreeFileSync', 'Mirror to the remote folder'],
    ['rclone.conf', 'rclone', 'Private key left out'],
    ['pyftpsync.yaml', 'pyftpsync', 'look: This task lists folders and syncs nothing.'],
    ['ssh_config', 'OpenSSH', 'read from ~/.ssh/config'],
    ['netrc', '.netrc', 'The file doesn’t say how to connect'],
    ['sftp.json', 'SFTP for VS Code', 'Files are not uploaded when you save them'],
  ] as const) {
    await choose(file);
    await expect(dialog).toContainText(`“${file}” (${program})`);
    await expect(dialog).toContainText(words);
    await pictures(`sample-${file}`);
    await dialog.getByRole('button', { name: 'Back' }).click();
  }
  await choose('../support.ts');
  await expect(dialog.getByRole('alert')).toContainText('Evenkeel can’t import “support.ts”.');
  await pictures('refused');
});
