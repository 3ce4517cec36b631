import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { gatherRelease } from '../scripts/lib/artifacts.mjs';
import { cutRelease, nextVersion, notesOf } from '../scripts/lib/changelog.mjs';
import { makeVersion } from '../scripts/lib/release.mjs';
import { licencesIn } from '../scripts/lib/licences.mjs';
import { billOfMaterials, shippedPackages } from '../scripts/lib/shipped.mjs';

const call = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');
const Bom = v.object({ components: v.array(v.object({ name: v.string(), 'bom-ref': v.string() })) });
const About = v.object({ dependencies: v.record(v.string(), v.string()) });

describe('the next version', () => {
  it.each([
    ['patch', '1.4.10'],
    ['minor', '1.5.0'],
    ['major', '2.0.0'],
    ['1.4.10', '1.4.10'],
    ['1.10.0', '1.10.0'],
    ['2.0.0', '2.0.0'],
  ])('after 1.4.9, asked for %s, is %s', (asked, version) => {
    expect(nextVersion('1.4.9', asked)).toBe(version);
  });

  it.each(['1.4.9', '1.3.20', '0.9.9', 'next', '1.5'])('after 1.4.9 is never %s', (asked) => {
    expect(() => nextVersion('1.4.9', asked)).toThrow(/does not come after|is not a version/);
  });
});

describe('a version made from the changelog', () => {
  const before = '# Changelog\n\n## Unreleased\n\n- Faster.\n\n## 1.0.0 – 2026-01-01\n\n- First.\n';

  it('dates what was unreleased and leaves an empty place for what follows', () => {
    const { changelog, notes } = cutRelease(before, '1.1.0', '2026-02-01');
    expect(changelog).toBe(
      '# Changelog\n\n## Unreleased\n\n## 1.1.0 – 2026-02-01\n\n- Faster.\n\n## 1.0.0 – 2026-01-01\n\n- First.\n',
    );
    expect(notes).toBe('- Faster.\n');
    expect(notesOf(changelog, '1.1.0')).toBe('- Faster.\n');
    expect(notesOf(changelog, '1.0.0')).toBe('- First.\n');
  });

  it('is refused where nothing is unreleased', () => {
    const { changelog } = cutRelease(before, '1.1.0', '2026-02-01');
    expect(() => cutRelease(changelog, '1.2.0', '2026-03-01')).toThrow('Nothing is unreleased');
  });
});

describe('npm run release in a repository', () => {
  let root: string;
  const git = async (...args: readonly string[]): Promise<string> =>
    (await call('git', ['-C', root, '-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args]))
      .stdout;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'evenkeel-release-'));
    const about = { name: 'x', version: '0.3.0', dependencies: { y: '0.3.0' } };
    await writeFile(join(root, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
    const lock = {
      version: '0.3.0',
      packages: { '': { version: '0.3.0' }, 'node_modules/y': { version: '0.3.0' } },
    };
    await writeFile(join(root, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
    await writeFile(join(root, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- Something.\n');
    await writeFile(join(root, '.gitignore'), 'dist\n');
    await git('init', '--quiet');
    await git('config', 'user.name', 'Test');
    await git('config', 'user.email', 'test@example.org');
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'Begin');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('raises the version in every place that names it, and in no dependency, commits and tags', async () => {
    expect(await makeVersion(root, 'minor', '2026-02-01')).toEqual({ version: '0.4.0', tag: 'v0.4.0' });
    expect(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))).toEqual({
      version: '0.4.0',
      packages: { '': { version: '0.4.0' }, 'node_modules/y': { version: '0.3.0' } },
    });
    expect(await git('tag', '--list')).toBe('v0.4.0\n');
    expect(await git('status', '--porcelain')).toBe('');
    expect(await git('show', 'v0.4.0:package.json')).toContain('"version": "0.4.0"');
  });

  it('changes nothing where a file is not committed', async () => {
    await writeFile(join(root, 'new.txt'), 'x');
    await expect(makeVersion(root, 'minor', '2026-02-01')).rejects.toThrow('not committed');
    expect(await git('tag', '--list')).toBe('');
    expect(await readFile(join(root, 'package.json'), 'utf8')).toContain('"version": "0.3.0"');
  });

  it('gathers installers of this version, notes, checksums and components in one folder', async () => {
    await makeVersion(root, 'minor', '2026-02-01');
    await mkdir(join(root, 'dist'));
    await mkdir(join(root, 'src'));
    await writeFile(join(root, 'dist', 'X-0.4.0-linux-x64.deb'), 'new');
    await writeFile(join(root, 'dist', 'X-0.3.0-linux-x64.deb'), 'old');
    // By these, Evenkeel knows of a newer version; one of the version before must not say that it is the newest.
    await writeFile(join(root, 'dist', 'X-Setup-0.4.0-win-x64.exe.blockmap'), 'parts');
    await writeFile(join(root, 'dist', 'latest-linux.yml'), 'version: 0.4.0\npath: X-0.4.0.AppImage\n');
    await writeFile(join(root, 'dist', 'latest.yml'), 'version: 0.3.0\npath: X-Setup-0.3.0.exe\n');
    await writeFile(join(root, 'dist', 'builder-debug.yml'), 'version: 0.4.0\n');
    const { folder, files } = await gatherRelease(root);
    expect(files).toEqual([
      'NOTES.md',
      'X-0.4.0-linux-x64.deb',
      'X-Setup-0.4.0-win-x64.exe.blockmap',
      'evenkeel.cdx.json',
      'latest-linux.yml',
      'SHA256SUMS',
    ]);
    await expect(
      call('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: join(root, folder) }),
    ).resolves.toBeDefined();
  });
});

describe('what people get', () => {
  const named = ({ name, version }: { readonly name: string; readonly version: string }): string =>
    `${name}@${version}`;
  let components: v.InferOutput<typeof Bom>['components'];
  beforeAll(async () => {
    components = v.parse(Bom, JSON.parse(await billOfMaterials(ROOT))).components;
  });

  it('is named in the list of components, bundled or not, and no tool is', () => {
    const names = components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['electron', 'react', 'scheduler', 'zustand', 'basic-ftp', 'ssh2']),
    );
    for (const tool of ['vitest', 'eslint', 'typescript', 'playwright', 'electron-builder', 'vite']) {
      expect(names).not.toContain(tool);
    }
  });

  it('is the same in the list of components and among the licences, in each of its versions', async () => {
    const shipped = (await shippedPackages(ROOT)).map(named);
    expect(components.map((component) => component['bom-ref']).sort()).toEqual([...new Set(shipped)].sort());
    // What is optional may not be installed.
    const licences = (await licencesIn(ROOT)).map(named);
    expect(shipped).toEqual(expect.arrayContaining(licences));
    const direct = Object.keys(
      v.parse(About, JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))).dependencies,
    );
    for (const name of direct.filter((one) => one !== 'keytar')) {
      expect(licences.some((one) => one.startsWith(`${name}@`))).toBe(true);
    }
  });
});
