import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readFacts } from '../scripts/lib/linux/facts.mjs';
import { makeRpm } from '../scripts/lib/linux/rpm.mjs';
import { PROJECT } from './support/program.js';
import { ThrowawaySystem, whyNoSystem } from './support/throwaway-system.js';

const why = await whyNoSystem({ needs: 'rpmbuild' });

test.describe.serial('the package for Fedora and openSUSE', () => {
  test.skip(why !== undefined, why);
  let folder: string;
  let package_: string;
  let system: ThrowawaySystem;

  test.beforeAll(async () => {
    // Hundreds of megabytes are packed.
    test.setTimeout(600_000);
    expect(
      existsSync(join(PROJECT, 'dist', 'linux-unpacked')),
      'npm run package comes before this test',
    ).toBe(true);
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-rpm-'));
    await chmod(folder, 0o755);
    system = await ThrowawaySystem.start(folder);
    package_ = await makeRpm(PROJECT, { arch: process.arch, compression: 'none', folder: system.shared });
  });
  test.afterAll(async () => {
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const query = async (...words: readonly string[]): Promise<readonly string[]> =>
    (await system.run('rpm', '--query', '--package', ...words, package_)).trim().split('\n');

  test('says what it is, and needs nothing that it brings itself or only Debian has', async () => {
    const { version } = await readFacts(PROJECT);
    expect(await query('--queryformat', '%{NAME} %{VERSION} %{LICENSE}\n')).toEqual([
      `evenkeel ${version} MIT`,
    ]);
    const needs = await query('--requires');
    expect(needs).toEqual(expect.arrayContaining(['libgtk-3.so.0()(64bit)', 'libsecret-1.so.0()(64bit)']));
    expect(needs.filter((need) => /^lib(ffmpeg|EGL|GLESv2|vulkan)\./.test(need))).toEqual([]);
    // By libraries, not by packages, whose names differ.
    expect(needs.filter((need) => !/[(/]/.test(need))).toEqual(['xdg-utils']);
    expect((await query('--provides')).filter((provided) => !provided.startsWith('evenkeel'))).toEqual([]);
  });

  test('holds only what is its own, all of it root’s', async () => {
    const paths = await query('--list');
    for (const path of [
      '/opt/Evenkeel/evenkeel',
      '/opt/Evenkeel/resources/app.asar',
      '/usr/bin/evenkeel',
      '/usr/share/applications/evenkeel.desktop',
      '/usr/share/metainfo/app.evenkeel.Evenkeel.metainfo.xml',
    ]) {
      expect(paths).toContain(path);
    }
    expect(paths.filter((path) => ['/', '/opt', '/usr', '/usr/bin', '/usr/share'].includes(path))).toEqual(
      [],
    );
    const owners = await query('--queryformat', '[%{FILEUSERNAME}:%{FILEGROUPNAME}\n]');
    expect(new Set(owners)).toEqual(new Set(['root:root']));
    expect(await query('--queryformat', '%{BUILDHOST}')).toEqual(['localhost']);
  });

  test('is installed, is what it says, runs the command line, and is removed without a trace', async () => {
    const { version } = await readFacts(PROJECT);
    // What it needs is here under the names of Debian's packages, which rpm knows nothing of.
    await system.run('rpm', '--initdb');
    await system.run('rpm', '--install', '--nodeps', package_);
    expect(await system.run('rpm', '--verify', '--nodeps', 'evenkeel')).toBe('');
    expect(await system.run('stat', '--format=%U %a', '/opt/Evenkeel/chrome-sandbox')).toBe('root 4755\n');
    // By this it knows that rpm updates it, and does not itself.
    expect(await system.run('cat', '/opt/Evenkeel/resources/package-type')).toBe('rpm\n');
    for (const name of ['a', 'b']) await mkdir(join(system.shared, name));
    await writeFile(join(system.shared, 'a', 'x'), 'x');
    await system.run('chown', '-R', 'evenkeel-tester', system.shared);
    expect(await system.runAsUser({}, 'evenkeel', '--version')).toBe(`${version}\n`);
    const [a, b] = ['a', 'b'].map((name) => join(system.shared, name));
    await system.runAsUser({}, 'evenkeel', 'sync', a ?? '', b ?? '', '--yes');
    expect(await system.run('cat', join(system.shared, 'b', 'x'))).toBe('x');
    await system.run('rpm', '--erase', 'evenkeel');
    const left = 'ls -d /opt/Evenkeel /usr/bin/evenkeel /etc/apparmor.d/evenkeel 2>/dev/null || true';
    expect(await system.run('sh', '-c', left)).toBe('');
  });
});
