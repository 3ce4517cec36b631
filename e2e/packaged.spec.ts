import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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

const executable = join(import.meta.dirname, '..', 'dist', EXECUTABLES[process.platform] ?? '');

test.beforeAll(() => {
  expect(existsSync(executable), 'npm run package comes before this test').toBe(true);
});

test('the packaged application synchronizes', async () => {
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

test.describe('the packaged application is the command line where it is given words', () => {
  test.skip(
    process.platform === 'win32',
    'a program for windows has no standard output there; evenkeel.cmd is for that',
  );
  let folder: string;
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-words-'));
    for (const name of ['a', 'b']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'a', 'x'), 'x');
  });
  test.afterEach(() => rm(folder, { recursive: true, force: true }));

  /** How it ends and what it says, without a display, and with a home folder of its own. */
  function ended(
    program: string,
    ...words: readonly string[]
  ): Promise<{ code: unknown; out: string; err: string }> {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
    return new Promise((resolve) => {
      execFile(program, words, { cwd: folder, env }, (error, out, err) => {
        resolve({ code: error === null ? 0 : error.code, out, err });
      });
    });
  }

  test('without a display, from wherever it is linked to', async () => {
    const link = join(folder, 'evenkeel');
    await symlink(executable, link);
    expect(await ended(link, '--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(await ended(link, 'sync', 'a', 'b')).toMatchObject({ code: 0, err: '' });
    expect(await readFile(join(folder, 'b', 'x'), 'utf8')).toBe('x');
    expect(await ended(link, 'sync', 'a', 'a')).toMatchObject({ code: 2, out: '' });
    expect(await ended(link, 'sync', 'a', 'nowhere')).toMatchObject({ code: 1, out: '' });
  });

  test('through the script in its resources', async () => {
    const script = process.platform === 'darwin' ? '../Resources/bin/evenkeel' : 'resources/bin/evenkeel';
    expect(await ended(join(executable, '..', script), 'sync', 'a', 'b')).toMatchObject({ code: 0, err: '' });
  });

  test('through Chromium’s own program', async () => {
    const program = process.platform === 'linux' ? `${executable}-app` : executable;
    expect(await ended(program, ...sandboxArguments(), 'sync', 'a', 'b')).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 item synchronized'),
    });
    expect(await ended(program, ...sandboxArguments(), 'sync', 'a')).toMatchObject({ code: 2 });
  });
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
