// @ts-check
import { readFile } from 'node:fs/promises';
import { npm, run } from './processes.mjs';
import { inRoot } from './root.mjs';
import { say, Stop } from './say.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} Locked */

/**
 * Installs what package-lock.json asks for, unless node_modules holds it already. npm's own record of what it installed
 * is the proof, written last, so that an installation that was cut short is made again.
 */
export async function ensureDependencies() {
  const why = await whatIsMissing();
  if (why === undefined) return;
  say(`${why}: installing with npm ci (a minute).`);
  const { command, args, shell } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if ((await run(command, args, { shell })) !== 0) {
    throw new Stop('npm ci failed; what it printed above says why. Once that is mended, start again.');
  }
}

/** @returns {Promise<string | undefined>} */
async function whatIsMissing() {
  const installed = await packagesOf(inRoot('node_modules', '.package-lock.json'));
  if (installed === undefined) return 'The dependencies are not there yet';
  const wanted = (await packagesOf(inRoot('package-lock.json'))) ?? {};
  for (const [path, want] of Object.entries(wanted)) {
    if (path === '') continue;
    const have = installed[path];
    // An optional package may be meant for another system.
    if (have === undefined && want.optional === true) continue;
    if (have?.version !== want.version || have?.integrity !== want.integrity) {
      return 'The dependencies have changed';
    }
  }
  return undefined;
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, Locked> | undefined>}
 */
async function packagesOf(file) {
  try {
    /** @type {{ packages?: Record<string, Locked> }} */
    const lock = JSON.parse(await readFile(file, 'utf8'));
    return lock.packages;
  } catch {
    return undefined;
  }
}
