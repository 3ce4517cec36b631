import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, expect, test, type Page } from '@playwright/test';
import { startServer } from '../test/servers/start-server.js';
import { picture, sandboxArguments } from './support/application.js';
import { contents, fillWithRealTree, NAMES_WITHOUT_QUOTES } from './support/trees.js';
import { compare, makeProfile, result, synchronize } from './support/window.js';

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux-unpacked/evenkeel',
  win32: 'win-unpacked/Evenkeel.exe',
  darwin: 'mac/Evenkeel.app/Contents/MacOS/Evenkeel',
};

test('the packaged application synchronizes', async () => {
  const executable = join(import.meta.dirname, '..', 'dist', EXECUTABLES[process.platform] ?? '');
  expect(existsSync(executable), 'npm run package comes before this test').toBe(true);
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-packaged-'));
  const local = join(folder, 'local');
  await fillWithRealTree(local, 50, NAMES_WITHOUT_QUOTES);
  const server = await startServer('ftp-srv');
  const packaged = await start(executable, join(folder, 'user-data'));
  try {
    const { page } = packaged;
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
    await picture(page, test.info(), 'packaged');
    expect(await contents(server.root)).toEqual(await contents(local));
  } finally {
    await packaged.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/**
 * Starts the packaged application. It takes no inspector of Node's, by its fuses, so the window is reached through
 * Chromium's own protocol.
 */
async function start(
  executable: string,
  userData: string,
): Promise<{ page: Page; stop: () => Promise<void> }> {
  const child = spawn(executable, [
    ...sandboxArguments(),
    `--user-data-dir=${userData}`,
    '--remote-debugging-port=0',
  ]);
  const browser = await chromium.connectOverCDP(await endpointOf(child));
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('The packaged application opened no window.');
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { page, stop };
}

async function endpointOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('It has no standard error.');
  const lines = createInterface({ input: child.stderr });
  for await (const line of lines) {
    const endpoint = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (endpoint !== undefined) {
      child.stderr.resume();
      return endpoint;
    }
  }
  throw new Error('It ended before it opened a window.');
}
