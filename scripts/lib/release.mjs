// @ts-check
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cutRelease, nextVersion } from './changelog.mjs';
import { Stop } from './say.mjs';

const call = promisify(execFile);

/**
 * Makes a version in the Git repository at `root`: raises it in package.json and package-lock.json, dates the changelog,
 * commits and tags. Nothing is pushed or published. Fails before it changes anything where files are not committed or the tag
 * exists.
 * @param {string} root
 * @param {string} asked `major`, `minor`, `patch`, or a version
 * @param {string} day `2027-02-03`
 * @returns {Promise<{ version: string, tag: string }>}
 */
export async function makeVersion(root, asked, day) {
  const git = async (/** @type {readonly string[]} */ ...args) =>
    (await call('git', ['-C', root, ...args])).stdout.trim();
  if ((await git('status', '--porcelain')) !== '') {
    throw new Stop('Some files are not committed. A version is made of what is.');
  }
  const packageFile = join(root, 'package.json');
  const lockFile = join(root, 'package-lock.json');
  const changelogFile = join(root, 'CHANGELOG.md');
  const packageText = await readFile(packageFile, 'utf8');
  /** @type {unknown} */
  const parsed = JSON.parse(packageText);
  const current = versionOf(parsed);
  const version = nextVersion(current, asked);
  const tag = `v${version}`;
  if ((await git('tag', '--list', tag)) !== '') throw new Stop(`The tag ${tag} exists already.`);
  const { changelog } = cutRelease(await readFile(changelogFile, 'utf8'), version, day);
  await writeFile(changelogFile, changelog);
  await writeFile(packageFile, withVersion(packageText, current, version, 1));
  // The lock file names the version of the package at its top, and once more among the packages.
  await writeFile(lockFile, withVersion(await readFile(lockFile, 'utf8'), current, version, 2));
  await git('add', packageFile, lockFile, changelogFile);
  await git('commit', '--quiet', '--message', `Version ${version}`);
  await git('tag', '--annotate', tag, '--message', `Version ${version}`);
  return { version, tag };
}

/** @param {unknown} parsed */
function versionOf(parsed) {
  if (
    typeof parsed === 'object' &&
    parsed !== null &&
    'version' in parsed &&
    typeof parsed.version === 'string'
  ) {
    return parsed.version;
  }
  throw new Stop('package.json has no version.');
}

/**
 * Only the first lines that say the version change: those of this package come before any dependency's.
 * @param {string} text
 * @param {string} current
 * @param {string} version
 * @param {number} times
 */
function withVersion(text, current, version, times) {
  let left = times;
  return text.replaceAll(`"version": "${current}"`, (found) =>
    left-- > 0 ? `"version": "${version}"` : found,
  );
}
