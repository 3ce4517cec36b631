import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeDeb } from '../scripts/lib/linux/deb.mjs';
import { readFacts } from '../scripts/lib/linux/facts.mjs';
import { startServer } from '../test/servers/start-server.js';
import type { TestServer } from '../test/servers/server.js';
import { picture } from './support/application.js';
import { PROJECT } from './support/program.js';
import { startPackaged } from './support/packaged.js';
import { ThrowawaySystem, whyNoSystem } from './support/throwaway-system.js';
import { contents, fillWithRealTree, NAMES_WITHOUT_QUOTES } from './support/trees.js';
import { compare, makeProfile, result, synchronize } from './support/window.js';

const why = await whyNoSystem();

/** What a package may add to; the rest is somebody's data, or dpkg's own. */
const SYSTEM = ['etc', 'opt', 'usr', 'var/lib'];

/** What checks the desktop entry and the description for software centres. */
const CHECKERS = ['desktop-file-utils', 'appstream', 'shared-mime-info'];

test.describe.serial('the Debian package', () => {
  test.skip(why !== undefined, why);
  let folder: string;
  let deb: string;
  let system: ThrowawaySystem;
  let server: TestServer;
  let before: ReadonlySet<string>;

  test.beforeAll(async () => {
    // Packages of the system may have to be fetched first.
    test.setTimeout(600_000);
    expect(
      existsSync(join(PROJECT, 'dist', 'linux-unpacked')),
      'npm run package comes before this test',
    ).toBe(true);
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-installed-'));
    await chmod(folder, 0o755);
    system = await ThrowawaySystem.start(folder);
    deb = await makeDeb(PROJECT, { arch: process.arch, compression: 'none', folder: system.shared });
    const needed = [...(await dependsOf(deb)), ...CHECKERS].join(' ');
    const install = `apt-get install -y -qq --no-install-recommends ${needed}`;
    await system.run('sh', '-c', `${install} || { apt-get update -qq && ${install}; }`);
    before = await everything();
  });
  test.beforeEach(async () => {
    server = await startServer('ftp-srv');
  });
  test.afterEach(() => server.stop());
  test.afterAll(async () => {
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const dependsOf = async (file: string): Promise<readonly string[]> =>
    (await system.run('dpkg-deb', '--field', file, 'Depends')).trim().split(/\s*,\s*/);

  /** Every path that the system has, but for what dpkg and apt note for themselves. */
  async function everything(): Promise<ReadonlySet<string>> {
    const listed = await system.run('find', ...SYSTEM.map((place) => `/${place}`), '-xdev');
    return new Set(listed.split('\n').filter((path) => !/^\/var\/lib\/(dpkg|apt)\//.test(path)));
  }

  test('is installed, and what it puts there is what it says', async () => {
    await system.run('dpkg', '--install', deb);
    expect(await system.run('dpkg-query', '--show', '--showformat=${db:Status-Status}', 'evenkeel')).toBe(
      'installed',
    );
    // Checks every file against its sum.
    expect(await system.run('dpkg', '--verify', 'evenkeel')).toBe('');
    const strangers = await system.run(
      'find',
      '/opt/Evenkeel',
      '!',
      '-user',
      'root',
      '-o',
      '-perm',
      '/022',
      '!',
      '-type',
      'l',
    );
    expect(strangers).toBe('');
    expect(await system.run('stat', '--format=%U %a', '/opt/Evenkeel/chrome-sandbox')).toBe('root 4755\n');
    expect(await system.run('readlink', '/usr/bin/evenkeel')).toBe('/opt/Evenkeel/evenkeel\n');
    const licence = (await readFile(join(PROJECT, 'LICENSE'), 'utf8')).trim();
    expect(await system.run('cat', '/usr/share/doc/evenkeel/copyright')).toContain(licence);
  });

  test('is known to the desktop: its entry, its icons, its files and addresses', async () => {
    await system.run('desktop-file-validate', '/usr/share/applications/evenkeel.desktop');
    await system.run(
      'appstreamcli',
      'validate',
      '--no-net',
      '/usr/share/metainfo/app.evenkeel.Evenkeel.metainfo.xml',
    );
    const handlers = await system.run('grep', 'evenkeel.desktop', '/usr/share/applications/mimeinfo.cache');
    expect(handlers).toContain('x-scheme-handler/evenkeel=evenkeel.desktop');
    expect(handlers).toContain('application/vnd.evenkeel.profiles+json=evenkeel.desktop');
    const icons = await system.run('sh', '-c', 'ls /usr/share/icons/hicolor/*/apps/evenkeel.png');
    expect(icons.trim().split('\n').length).toBeGreaterThanOrEqual(8);
    const globs = await system.run('cat', '/usr/share/mime/globs2');
    expect(globs).toContain('application/vnd.evenkeel.profiles+json:*.evenkeel');
  });

  test('depends on every library that its programs are linked against', async () => {
    const needed = await system.run(
      'sh',
      '-c',
      'ldd /opt/Evenkeel/evenkeel-app /opt/Evenkeel/chrome-sandbox $(find /opt/Evenkeel -name "*.node")',
    );
    expect(needed).not.toContain('not found');
    const libraries = [
      ...new Set([...needed.matchAll(/=> \/(?!opt\/)\S*\/(\S+)/g)].map(([, name]) => `*/${name ?? ''}`)),
    ];
    expect(libraries.length).toBeGreaterThan(20);
    const options = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map(
      (kind) => `--no-${kind}`,
    );
    const closure = await system.run(
      'apt-cache',
      'depends',
      '--recurse',
      ...options,
      ...(await dependsOf(deb)),
    );
    const brought = new Set(
      closure
        .split('\n')
        .filter((line) => /^\w/.test(line))
        .map((line) => line.split(':')[0]),
    );
    const owners = (await system.run('dpkg', '--search', ...libraries)).trim().split('\n');
    const unbrought = owners.filter((line) => !brought.has(line.split(':')[0] ?? ''));
    expect(unbrought).toEqual([]);
  });

  test('brings the command line, which syncs without a display', async () => {
    const { version } = await readFacts(PROJECT);
    expect(await system.runAsUser({}, 'evenkeel', '--version')).toBe(`${version}\n`);
    const local = join(system.shared, 'by-command');
    await fillWithRealTree(local, 20, NAMES_WITHOUT_QUOTES);
    await system.run('chown', '-R', 'evenkeel-tester', local);
    const address = server.url.replace('://', `://${server.user}@`);
    await system.runAsUser(
      { EVENKEEL_PASSWORD: server.password },
      'evenkeel',
      'sync',
      local,
      address,
      '--yes',
    );
    expect(await contents(server.root)).toEqual(await contents(local));
  });

  test('brings the window, which syncs in Chromium’s sandbox', async () => {
    const local = join(system.shared, 'by-window');
    await fillWithRealTree(local, 20, NAMES_WITHOUT_QUOTES);
    await system.run('chown', '-R', 'evenkeel-tester', local);
    const display = { DISPLAY: process.env['DISPLAY'] ?? ':0' };
    const [command, args] = system.commandAsUser(display, '/opt/Evenkeel/evenkeel');
    const { page, stop } = await startPackaged(command, args);
    try {
      // 2: a filter decides which calls of the system it may make.
      const sandboxed = await system.run(
        'sh',
        '-c',
        'cat /proc/$(pgrep -u evenkeel-tester -f -- "--type=renderer" | head -1)/status',
      );
      expect(sandboxed).toMatch(/^Seccomp:\t2$/m);
      const { url: remote, user, password } = server;
      await makeProfile(page, { name: 'Installed', local, remote, user, password });
      await compare(page);
      await synchronize(page);
      await expect(result(page)).toContainText('synced');
      await picture(page, test.info(), 'installed');
      expect(await contents(server.root)).toEqual(await contents(local));
    } finally {
      await stop();
    }
  });

  test('is removed with nothing left behind', async () => {
    expect(await everything()).not.toEqual(before);
    await system.run('dpkg', '--purge', 'evenkeel');
    expect([...(await everything())].filter((path) => !before.has(path))).toEqual([]);
  });
});
