import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppImageUpdater } from 'electron-updater';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as v from 'valibot';
import { installationOf } from '../../src/main/app/updates/installation.js';
import { readInstallation } from '../../src/main/app/updates/read-installation.js';
import { problemOfUpdate } from '../../src/main/app/updates/update-problem.js';
import { openUpdateSource, RELEASES, type UpdateSource } from '../../src/main/app/updates/update-source.js';
import { PlainExecutor } from './plain-executor.js';
import { startReleaseServer, type ReleaseServer } from './release-server.js';

const PROGRAM = randomBytes(300_000);

let folder: string;
let server: ReleaseServer;
const appImage = process.env['APPIMAGE'];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-updates-'));
  server = await startReleaseServer('1.3.0', PROGRAM);
  process.env['APPIMAGE'] = join(folder, 'Evenkeel.AppImage');
  await writeFile(process.env['APPIMAGE'], 'the version before');
});
afterEach(async () => {
  if (appImage === undefined) delete process.env['APPIMAGE'];
  else process.env['APPIMAGE'] = appImage;
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The source as the application opens it, but for what only Electron has: its own idea of the program, and its network. */
async function open(): Promise<UpdateSource> {
  const configFile = join(folder, 'app-update.yml');
  await writeFile(
    configFile,
    `provider: generic\nurl: ${server.url}\nupdaterCacheDirName: evenkeel-updater\n`,
  );
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return openUpdateSource({
    platform: 'linux',
    configFile,
    logger: silent,
    makeUpdater: () => {
      const updater = new AppImageUpdater(null, {
        version: '1.2.0',
        name: 'evenkeel',
        isPackaged: true,
        appUpdateConfigPath: configFile,
        userDataPath: folder,
        baseCachePath: join(folder, 'cache'),
        whenReady: () => Promise.resolve(),
        relaunch: () => undefined,
        quit: () => undefined,
        onQuit: () => undefined,
      });
      Reflect.set(updater, 'httpExecutor', new PlainExecutor());
      return updater;
    },
  });
}

async function downloaded(): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'cache'), { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.AppImage'));
}

describe('newer versions', () => {
  it('are told, and nothing is downloaded until somebody asks for it', async () => {
    const source = await open();
    expect(await source.newest()).toBe('1.3.0');
    expect(server.asked).toEqual(['/latest-linux.yml']);
    expect(await downloaded()).toEqual([]);
  });

  it('are downloaded whole, and the program that runs stays as it is', async () => {
    const source = await open();
    await source.newest();
    await source.download(() => undefined);
    const [name = ''] = await downloaded();
    expect(await readFile(join(folder, 'cache', name))).toEqual(PROGRAM);
    expect(await readFile(process.env['APPIMAGE'] ?? '', 'utf8')).toBe('the version before');
  });

  it('are refused where they are not what was released, and nothing of them stays', async () => {
    server.falsify();
    const source = await open();
    await source.newest();
    const failure: unknown = await source.download(() => undefined).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'ERR_CHECKSUM_MISMATCH' });
    expect(problemOfUpdate(failure).what).toContain('damaged or altered');
    expect(await downloaded()).toEqual([]);
  });

  it('can be given up in the middle of a download', async () => {
    const release = server.hold();
    const source = await open();
    await source.newest();
    const ends = source
      .download(() => undefined)
      .then(
        () => 'downloaded',
        () => 'given up',
      );
    await expect.poll(() => server.asked.length).toBeGreaterThan(1);
    source.cancel();
    expect(await ends).toBe('given up');
    release();
    expect(await downloaded()).toEqual([]);
  });

  it('cannot be told of where the server does not answer', async () => {
    const source = await open();
    await server.stop();
    await expect(source.newest()).rejects.toThrow();
  });
});

describe('how this program was installed', () => {
  const place = () =>
    ({
      platform: 'linux',
      isPackaged: true,
      resources: folder,
      program: join(folder, 'evenkeel'),
      env: {},
      inStore: false,
    }) as const;

  it('is read from what lies beside it', async () => {
    expect(installationOf(await readInstallation(place()))).toBe('by-hand');
    await writeFile(join(folder, 'package-type'), 'rpm\n');
    expect(installationOf(await readInstallation(place()))).toBe('package-manager');
    expect(installationOf(await readInstallation({ ...place(), env: { SNAP: '/snap/evenkeel/1' } }))).toBe(
      'store',
    );
    const windows = { ...place(), platform: 'win32' } as const;
    await writeFile(join(folder, 'Uninstall Evenkeel.exe'), '');
    await writeFile(join(folder, 'app-update.yml'), 'provider: github\n');
    expect(installationOf(await readInstallation(windows))).toBe('by-hand');
    await writeFile(join(folder, 'app-update.yml'), 'provider: github\npublisherName:\n  - Somebody\n');
    expect(installationOf(await readInstallation(windows))).toBe('replaceable');
    await writeFile(join(folder, 'app-update.yml'), ': {');
    expect(installationOf(await readInstallation(windows))).toBe('by-hand');
  });
});

it('the program looks for releases where electron-builder says that they are', async () => {
  const config = await readFile(join(import.meta.dirname, '..', '..', 'electron-builder.yml'), 'utf8');
  const { publish } = v.parse(v.object({ publish: v.unknown() }), parse(config));
  expect(publish).toEqual(RELEASES);
});
