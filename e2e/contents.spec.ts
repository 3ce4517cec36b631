import { execFile } from 'node:child_process';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import * as v from 'valibot';
import { PROJECT } from './support/program.js';

const call = promisify(execFile);

const RUNTIME = join(PROJECT, 'node_modules', 'electron', 'dist');
/** How much larger than the bare runtime the application may be. */
const ALLOWED = 1.15;

const UNPACKED: Partial<Record<NodeJS.Platform, { readonly folder: string; readonly resources: string }>> = {
  linux: { folder: 'linux-unpacked', resources: 'resources' },
  win32: { folder: 'win-unpacked', resources: 'resources' },
  darwin: {
    folder: process.arch === 'arm64' ? 'mac-arm64' : 'mac',
    resources: 'Evenkeel.app/Contents/Resources',
  },
};

const { folder: name = '', resources = '' } = UNPACKED[process.platform] ?? {};
const folder = join(PROJECT, 'dist', name);
const archive = join(folder, resources, 'app.asar');

const LicencesSchema = v.array(v.object({ name: v.string(), text: v.string() }));
const PackSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.tuple([v.object({ size: v.number(), files: v.array(v.object({ path: v.string() })) })]),
);
const asar = v.parse(
  v.looseObject({
    listPackage: v.custom<(archive: string) => readonly string[]>((value) => typeof value === 'function'),
    extractFile: v.custom<(archive: string, path: string) => Buffer>((value) => typeof value === 'function'),
  }),
  createRequire(import.meta.url)('@electron/asar'),
);

/** Files below a folder, as paths from it. */
async function filesIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
}

async function sizeOf(root: string): Promise<number> {
  const sizes = await Promise.all(
    (await filesIn(root)).map(async (file) => (await lstat(join(root, file))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** An application for macOS is for both kinds of processor. */
const OURS = process.platform === 'darwin' ? 'darwin-' : `${process.platform}-${process.arch}/`;

/** What no one who runs the application needs. */
const NEEDLESS: readonly (readonly [what: string, is: RegExp])[] = [
  ['sources of TypeScript', /\.[cm]?tsx?$/],
  ['sources of C', /\.(?:c|cc|cpp|h|hpp|gyp|gypi|o)$/],
  ['maps of sources', /\.map$/],
  ['tests', /(?:^|\/)(?:tests?|__tests__|spec)\/|\.(?:test|spec)\.[cm]?js$/],
  ['the demo’s server', /(?:^|\/)ftp-srv\/|(?:^|\/)out\/main\/demo-/],
  ['the library for Node programs', /(?:^|\/)out\/library\//],
  ['Electron’s own window', /default_app\.asar$/],
  ['libraries for other systems', new RegExp(`/prebuilds/(?!${OURS})[^/]+/`)],
];

test.describe('the packaged application', () => {
  for (const [what, is] of NEEDLESS) {
    test(`is free of ${what}`, async () => {
      const all = [
        ...asar.listPackage(archive).map((path) => path.replaceAll('\\', '/').slice(1)),
        ...(await filesIn(folder)),
      ];
      expect(all.length).toBeGreaterThan(300);
      expect(all.filter((path) => is.test(path))).toEqual([]);
    });
  }

  test('is at most 15 % larger than the bare runtime', async () => {
    const share = (await sizeOf(folder)) / (await sizeOf(RUNTIME));
    test.info().annotations.push({
      type: 'size',
      description: `${((share - 1) * 100).toFixed(1)} % over the runtime`,
    });
    expect(share).toBeGreaterThan(1);
    expect(share).toBeLessThan(ALLOWED);
  });

  test('holds its own licence, the runtime’s, and that of every package in it', async () => {
    const names = (await filesIn(folder)).map((path) => basename(path));
    expect(names).toContain('LICENSE');
    if (process.platform !== 'darwin') {
      expect(names).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']));
    }
    const text = asar.extractFile(archive, join('out', 'licences.json')).toString('utf8');
    const licences = v.parse(LicencesSchema, JSON.parse(text));
    const licensed = new Set(licences.map((one) => one.name));
    const packages = asar
      .listPackage(archive)
      .map(
        (path) => /node_modules\/((?:@[^/]+\/)?[^/@]+)\/package\.json$/.exec(path.replaceAll('\\', '/'))?.[1],
      )
      .filter((one) => one !== undefined);
    expect(packages.length).toBeGreaterThan(20);
    // A fork, installed under the name of what it is a fork of.
    expect(packages.filter((one) => !licensed.has(one === 'keytar' ? '@github/keytar' : one))).toEqual([]);
  });
});

test('the package for npm holds the command line, the library and their documents, and nothing else', async () => {
  await call(process.execPath, [join(PROJECT, 'scripts', 'library.mjs')], { cwd: PROJECT });
  const windows = process.platform === 'win32';
  const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await call(windows ? 'npm.cmd' : 'npm', pack, { cwd: PROJECT, shell: windows });
  const [{ size, files }] = v.parse(PackSchema, stdout);
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'package.json',
      'bin/evenkeel.mjs',
      'out/main/cli.js',
      'out/main/state-worker.js',
      'out/library/index.js',
      'out/library/contract.js',
      'out/library/types/main/library/index.d.ts',
      'docs/library.md',
      'docs/command-line.md',
      'docs/events.schema.json',
    ]),
  );
  const known =
    /^(?:LICENSE|README\.md|package\.json|bin\/evenkeel\.mjs|docs\/[\w.-]+\.(?:md|schema\.json)|out\/main\/(?!demo-|load-updater-)[\w-]+\.js|out\/library\/.+\.(?:js|d\.ts))$/;
  expect(paths.filter((path) => !known.test(path))).toEqual([]);
  expect(size).toBeLessThan(2_000_000);
  const about: unknown = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8'));
  // npm refuses to publish what says that it is private.
  expect(about).not.toHaveProperty('private');
});
