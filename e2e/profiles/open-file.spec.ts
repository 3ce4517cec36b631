import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { DEFAULT_OPTIONS } from '../../src/shared/profile/profile-options.js';
import { forget, launch, picture, quit, sandboxArguments } from '../support/application.js';
import { APPLICATION, PROGRAM, PROJECT } from '../support/program.js';

let folder: string;
let file: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-opened-'));
  file = join(folder, 'Evenkeel profiles.evenkeel');
  const profile = {
    name: 'Site',
    localFolder: folder,
    remoteFolder: 'ftp://localhost:1/site',
    userName: 'anna',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
    commands: { before: 'echo from a file', after: '', minutes: 1 },
  };
  await writeFile(file, JSON.stringify({ kind: 'evenkeel-profiles', version: 1, profiles: [profile] }));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

const profiles = (page: Page) => page.getByRole('navigation', { name: 'Profiles' });

/** Imports the file that is offered first. */
async function importOffered(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Import profiles' });
  await expect(dialog.getByRole('listitem').first()).toContainText(file);
  await dialog.getByRole('listitem').first().getByRole('button').click();
  await expect(dialog).toContainText('contains 1 profile');
  await expect(dialog).toContainText('Commands set in Evenkeel are never imported.');
  await dialog.getByRole('button', { name: 'Import 1 profile' }).click();
  await expect(profiles(page)).toContainText('Site');
}

test('a file of profiles that Evenkeel is started with is offered for import, and imported only after a look', async () => {
  const running = await launch({ args: [file] });
  try {
    const { page } = running;
    await expect(page.getByRole('dialog', { name: 'Import profiles' })).toBeVisible();
    await picture(page, test.info(), 'offered');
    await expect(profiles(page)).not.toContainText('Site');
    await importOffered(page);
    expect(await readFile(join(running.userData, 'profiles.json'), 'utf8')).not.toContain('echo from');
  } finally {
    await quit(running);
    await forget(running);
  }
});

test('one that is opened while Evenkeel runs is offered in its window', async () => {
  const running = await launch();
  try {
    const { page, userData } = running;
    await profiles(page).waitFor();
    const args = [...sandboxArguments(), ...APPLICATION, `--user-data-dir=${userData}`, file];
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined };
    await once(spawn(PROGRAM, args, { cwd: PROJECT, env, stdio: 'ignore' }), 'exit');
    await importOffered(page);
  } finally {
    await quit(running);
    await forget(running);
  }
});
