// @ts-check
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLicences } from './licences.mjs';
import { run } from './processes.mjs';
import { inRoot } from './root.mjs';
import { say, Stop } from './say.mjs';

/** Remembers what the build in `out` was made from. */
const STAMP = inRoot('out', '.built-from');

const SOURCES = [
  'src',
  'assets',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.library.json',
  'tsconfig.renderer.json',
  'scripts/lib/licences.mjs',
  'scripts/lib/shipped.mjs',
];

/** Builds, unless the last build was made from the same sources. */
export async function ensureBuilt() {
  const sources = await fingerprint();
  const built = await readFile(STAMP, 'utf8').catch(() => '');
  if (built === sources) return;
  say('Building.');
  await build();
}

/** Builds, whatever is there. */
export async function build() {
  await forgetBuild();
  const sources = await fingerprint();
  if ((await electronVite(['build', '--logLevel', 'warn'])) !== 0) {
    throw new Stop('The build failed; what it printed above says why.');
  }
  await writeLicences();
  await writeFile(STAMP, sources);
}

/** Makes the next start build again. */
export async function forgetBuild() {
  await rm(STAMP, { force: true });
}

/** @param {readonly string[]} args */
export function electronVite(args) {
  return run(process.execPath, [inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), ...args]);
}

/** A hash over the names and contents of all that a build depends on. */
export async function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesBelow(source)) {
      hash.update(`${file}\0`).update(await readFile(inRoot(file)));
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {Promise<readonly string[]>}
 */
async function filesBelow(path) {
  try {
    const names = await readdir(inRoot(path), { recursive: true, withFileTypes: true });
    return names
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(inRoot().length + 1))
      .sort();
  } catch {
    return [path];
  }
}
