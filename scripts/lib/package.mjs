// @ts-check
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { inRoot } from './root.mjs';
import { Stop } from './say.mjs';

/**
 * Packages what is built, into `dist`: as an unpacked application for this system, or as `args` for electron-builder say. Resolves with
 * the paths of what was made, counted from the folder of the project.
 * @param {readonly string[]} [args]
 * @returns {Promise<readonly string[]>}
 */
export async function packageApplication(args = []) {
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js');
  const what = args.length > 0 ? args : ['--dir'];
  // Signing identities that happen to be on this machine are not for a trial.
  const env = args.length > 0 ? {} : { CSC_IDENTITY_AUTO_DISCOVERY: 'false' };
  const begunMs = Date.now();
  if ((await run(process.execPath, [builder, ...what, '--publish', 'never'], { env })) !== 0) {
    throw new Stop('Packaging failed; what it printed above says why.');
  }
  return madeSince(begunMs);
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
