// @ts-check
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { run } from './processes.mjs';
import { inRoot, root } from './root.mjs';
import { say, Stop } from './say.mjs';

/** Who makes the version of a trial; nobody's name is needed for what is thrown away. */
const NOBODY = {
  GIT_AUTHOR_NAME: 'Trial',
  GIT_AUTHOR_EMAIL: 'trial@evenkeel.invalid',
  GIT_COMMITTER_NAME: 'Trial',
  GIT_COMMITTER_EMAIL: 'trial@evenkeel.invalid',
};

/** What is made on each system without downloading anything. */
const FORMATS = process.platform === 'linux' ? ['deb', 'rpm', 'tar.gz'] : ['--dir'];

/**
 * Makes a release of what is committed in a clone of this repository, step by step as somebody would who releases it: version, packages, and one
 * folder with all of it. Nothing here changes, and nothing is pushed.
 * @param {string} step `major`, `minor` or `patch`
 * @returns {Promise<{ folder: string, files: readonly string[] }>} the folder counted from the root
 */
export async function tryRelease(step) {
  const clone = inRoot('.cache', 'release-trial');
  await rm(clone, { recursive: true, force: true });
  await mkdir(inRoot('.cache'), { recursive: true });
  await succeed('git', ['clone', '--quiet', '--no-tags', root, clone], root);
  // The same packages as here; those who clone get them by npm ci.
  await cp(inRoot('node_modules'), join(clone, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  const script = (/** @type {string} */ name, /** @type {readonly string[]} */ ...words) =>
    succeed(process.execPath, [join('scripts', name), ...words], clone);
  say(`Making a version in ${relative(root, clone)}.`);
  await script('release.mjs', step);
  await script('package.mjs', ...FORMATS);
  await script('release.mjs', 'gather');
  const dist = join(clone, 'dist');
  const folder = join(dist, (await readdir(dist)).find((one) => one.startsWith('release-')) ?? '');
  const files = (await readdir(folder)).sort();
  await checkWhole(folder, files);
  return { folder: relative(root, folder), files };
}

/**
 * A release names every file in its list of checksums, and says what is new.
 * @param {string} folder
 * @param {readonly string[]} files
 */
async function checkWhole(folder, files) {
  const sums = await readFile(join(folder, 'SHA256SUMS'), 'utf8');
  const missing = files.filter((file) => file !== 'SHA256SUMS' && !sums.includes(`  ${file}\n`));
  if (missing.length > 0) throw new Stop(`SHA256SUMS lacks ${missing.join(', ')}.`);
  const notes = await readFile(join(folder, 'NOTES.md'), 'utf8');
  if (notes.trim() === '') throw new Stop('NOTES.md says nothing.');
  if (process.platform === 'linux') {
    await succeed('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], folder);
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 */
async function succeed(command, args, cwd) {
  if ((await run(command, args, { cwd, env: NOBODY })) !== 0) {
    throw new Stop(`${command} ${args.join(' ')} failed; what it printed above says why.`);
  }
}
