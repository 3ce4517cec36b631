// @ts-check
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runtimeInPlace } from '../electron-runtime.mjs';
import { makeDeb } from './linux/deb.mjs';
import { makeRpm } from './linux/rpm.mjs';
import { makeTarball } from './linux/tarball.mjs';
import { run } from './processes.mjs';
import { inRoot, root } from './root.mjs';
import { NEWEST_VERSION } from './runtime-source.mjs';
import { Stop } from './say.mjs';

/**
 * Packages what is built, into `dist`: as an unpacked application for this system, or as `args` for electron-builder say. Resolves with
 * the paths of what was made, counted from the folder of the project.
 * @param {readonly string[]} [args]
 * @returns {Promise<readonly string[]>}
 */
export async function packageApplication(args = []) {
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js');
  // An unpacked one is for this computer, so it gets the runtime that is here.
  const here = [
    '--dir',
    '--config.electronDist=node_modules/electron/dist',
    `--config.electronVersion=${(await runtimeInPlace()) ?? NEWEST_VERSION}`,
  ];
  const what = args.length > 0 ? args : here;
  // Signing identities that happen to be on this machine are not for a trial.
  const env = args.length > 0 ? {} : { CSC_IDENTITY_AUTO_DISCOVERY: 'false' };
  const begunMs = Date.now();
  if ((await run(process.execPath, [builder, ...what, '--publish', 'never'], { env })) !== 0) {
    throw new Stop('Packaging failed; what it printed above says why.');
  }
  return madeSince(begunMs);
}

/**
 * What is made here without electron-builder, of the unpacked application, by the word that asks for it.
 * @type {Readonly<Record<string, (root: string, options: { arch: string }) => Promise<string>>>}
 */
const OWN = { deb: makeDeb, rpm: makeRpm, 'tar.gz': makeTarball };

/** @param {string} word */
export function isOwnFormat(word) {
  return Object.hasOwn(OWN, word);
}

/**
 * Makes packages for Linux with the tools of the system: nothing is downloaded. The unpacked application is made first, unless it is for another
 * kind of processor: then it has to be there.
 * @param {readonly string[]} formats
 * @param {string} arch as Node calls it
 * @returns {Promise<readonly string[]>}
 */
export async function packageForLinux(formats, arch) {
  if (process.platform !== 'linux') throw new Stop('Packages for Linux are made on Linux.');
  if (arch === process.arch) await packageApplication();
  const made = [];
  for (const format of formats) {
    const path = await OWN[format]?.(root, { arch });
    if (path !== undefined) made.push(relative(root, path));
  }
  return made;
}

/** @param {number} ms */
async function madeSince(ms) {
  const made = [];
  for (const name of (await readdir(inRoot('dist'))).sort()) {
    // What electron-builder notes for itself, and for updates, which there are none of.
    if (/^builder-|\.(blockmap|ya?ml)$/.test(name)) continue;
    // Disks tell times no finer than two seconds.
    if ((await stat(inRoot('dist', name))).mtimeMs >= ms - 2000) made.push(join('dist', name));
  }
  return made;
}
