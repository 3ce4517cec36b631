import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startServer } from '../test/servers/start-server.js';
import { forget, launch, picture, quit } from './support/application.js';
import { contents, fillWithRealTree } from './support/trees.js';
import { compare, makeProfile, result, synchronize } from './support/window.js';

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux-unpacked/evenkeel',
  win32: 'win-unpacked/Evenkeel.exe',
  darwin: 'mac/Evenkeel.app/Contents/MacOS/Evenkeel',
};

test('the packaged application synchronizes', async () => {
  const info = test.info();
  const executable = join(import.meta.dirname, '..', 'dist', EXECUTABLES[process.platform] ?? '');
  expect(existsSync(executable), 'npm run package comes before this test').toBe(true);
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-packaged-'));
  const local = join(folder, 'local');
  await mkdir(local);
  await fillWithRealTree(local, 50);
  const server = await startServer('ftp-srv');
  const running = await launch({ executable });
  try {
    const { page } = running;
    await makeProfile(page, {
      name: 'Packaged',
      local,
      remote: server.url,
      user: server.user,
      password: server.password,
    });
    await compare(page);
    await synchronize(page);
    await expect(result(page)).toContainText('synchronized');
    await picture(page, info, 'packaged');
    expect(await contents(server.root)).toEqual(await contents(local));
  } finally {
    await quit(running);
    await forget(running);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
