// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { notesOf } from './changelog.mjs';
import { Stop } from './say.mjs';
import { billOfMaterials } from './shipped.mjs';

/** What somebody downloads to install the program, and what lets an update fetch only the parts of it that changed. */
const INSTALLERS = /\.(AppImage|deb|rpm|tar\.gz|dmg|exe|zip)(\.blockmap)?$/;

/** What tells the program that this version is the newest. */
const DESCRIPTIONS = /^latest(-[\w-]+)?\.yml$/;

const SBOM = 'evenkeel.cdx.json';
const SUMS = 'SHA256SUMS';

/**
 * Puts all of a release into one folder: the installers of this version in `dist`, its notes, a list of all components that ship
 * (CycloneDX), and the SHA-256 of each file in the form that `sha256sum --check` reads.
 * @param {string} root
 * @returns {Promise<{ folder: string, files: readonly string[] }>} the folder counted from `root`
 */
export async function gatherRelease(root) {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const dist = join(root, 'dist');
  const names = await readdir(dist);
  const installers = names.filter((name) => INSTALLERS.test(name) && name.includes(version));
  if (installers.length === 0) {
    throw new Stop(
      `There is no installer of version ${version} in dist. Make one: npm run package -- --linux deb`,
    );
  }
  const folder = join(dist, `release-${version}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const descriptions = await describing(version, dist, names);
  for (const name of [...installers, ...descriptions]) await copyFile(join(dist, name), join(folder, name));
  const notes = notesOf(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version);
  await writeFile(join(folder, 'NOTES.md'), notes);
  await writeFile(join(folder, SBOM), await billOfMaterials(root));
  const files = (await readdir(folder)).sort();
  const sums = await Promise.all(files.map(async (name) => `${await sha256(join(folder, name))}  ${name}\n`));
  await writeFile(join(folder, SUMS), sums.join(''));
  return { folder: relative(root, folder), files: [...files, SUMS] };
}

/**
 * Of all versions they have the same name.
 * @param {string} version
 * @param {string} dist
 * @param {readonly string[]} names
 */
async function describing(version, dist, names) {
  const found = [];
  for (const name of names.filter((one) => DESCRIPTIONS.test(one))) {
    const text = await readFile(join(dist, name), 'utf8');
    if (text.startsWith(`version: ${version}\n`)) found.push(name);
  }
  return found;
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
