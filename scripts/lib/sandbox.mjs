// @ts-check
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from './root.mjs';
import { say, Stop } from './say.mjs';

/**
 * The arguments that Chromium's sandbox makes necessary. It refuses to run as root on Linux, and only there is it left off.
 * @returns {Promise<readonly string[]>}
 */
export async function sandboxArguments() {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) {
    say('Chromium refuses its sandbox to root, so it is off (--no-sandbox).');
    return ['--no-sandbox'];
  }
  const helper = join(inRoot('node_modules', 'electron', 'dist'), 'chrome-sandbox');
  if ((await namespacesAreRestricted()) && !(await isRootsOwn(helper))) {
    throw new Stop(
      "This system lets only root's programs make a sandbox. Allow it to Electron with this command, then start again:\n\n" +
        `  sudo chown root "${helper}" && sudo chmod 4755 "${helper}"\n`,
    );
  }
  return [];
}

async function namespacesAreRestricted() {
  const setting = (/** @type {string} */ name) =>
    readFile(`/proc/sys/kernel/${name}`, 'utf8').catch(() => '');
  return (
    (await setting('apparmor_restrict_unprivileged_userns')).trim() === '1' ||
    (await setting('unprivileged_userns_clone')).trim() === '0'
  );
}

/** @param {string} file */
async function isRootsOwn(file) {
  const { uid, mode } = await stat(file);
  return uid === 0 && (mode & 0o4000) !== 0;
}
