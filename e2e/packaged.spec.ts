import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { startServer } from '../test/servers/start-server.js';
import { picture, sandboxArguments } from './support/application.js';
import { startPackaged } from './support/packaged.js';
import { contents, fillWithRealTree, NAMES_WITHOUT_QUOTES } from './support/trees.js';
import { compare, makeProfile, result, synchronize } from './support/window.js';

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux-unpacked/evenkeel',
  win32: 'win-unpacked/Evenkeel.exe',
  darwin: `mac${process.arch === 'arm64' ? '-arm64' : ''}/Evenkeel.app/Contents/MacOS/Evenkeel`,
};

const executable = join(import.meta.dirname, '..', 'dist', EXECUTABLES[process.platform] ?? '');

test.beforeAll(() => {
  expect(existsSync(executable), 'npm run package comes before this test').toBe(true);
});

/** As the fuses are written in the program: the digits 0 and 1. */
const [DISABLED, ENABLED] = [48, 49];

test('the packaged program has its fuses set', async () => {
  const program = process.platform === 'linux' ? `${executable}-app` : executable;
  const wire = await getCurrentFuseWire(program);
  expect({
    // The command line is the same program started as Node.
    runsAsNode: wire[FuseV1Options.RunAsNode],
    takesNodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
    takesInspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
    filesArePrivileged: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    onlyFromArchive: wire[FuseV1Options.OnlyLoadAppFromAsar],
    archiveIsChecked: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
  }).toEqual({
    runsAsNode: ENABLED,
    takesNodeOptions: DISABLED,
    takesInspect: DISABLED,
    filesArePrivileged: DISABLED,
    onlyFromArchive: ENABLED,
    archiveIsChecked: ENABLED,
  });
});

test('the packaged application synchronizes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-packaged-'));
  const local = join(folder, 'local');
  await fillWithRealTree(local, 50, NAMES_WITHOUT_QUOTES);
  const server = await startServer('ftp-srv');
  const packaged = await startPackaged(executable, [
    ...sandboxArguments(),
    `--user-data-dir=${join(folder, 'user-data')}`,
  ]);
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
    await expect(result(page)).toContainText('synced');
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
      out: expect.stringContaining('1 item synced'),
    });
    expect(await ended(program, ...sandboxArguments(), 'sync', 'a')).toMatchObject({ code: 2 });
  });
});
