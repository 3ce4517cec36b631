// @ts-check
import { createInterface } from 'node:readline/promises';
import { output, run } from './processes.mjs';
import { say, Stop } from './say.mjs';

/**
 * Installs Debian packages: at once for root where nobody sits at the terminal, after asking root who does. Anybody else gets
 * the one command to type.
 * @param {string} purpose what they are for, as in “Electron needs”
 * @param {readonly string[]} wanted names as in Debian 12
 */
export async function ensurePackages(purpose, wanted) {
  const missing = wanted.filter((name) => !isInstalled(name) && !isInstalled(`${name}t64`));
  if (missing.length === 0) return;
  if (output('apt-get', ['--version']) === undefined) {
    throw new Stop(
      `${purpose} what Debian calls ${missing.join(', ')}. ` +
        "Install these with your system's package manager and start again.",
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Stop(
      `${purpose} some packages of your system. Install them with this command, then start again:\n\n` +
        `  sudo apt-get install -y ${missing.map(currentName).join(' ')}\n`,
    );
  }
  say(`${purpose} ${missing.join(', ')}.`);
  if (!(await agreed())) throw new Stop('Nothing was installed.');
  say('Installing them with apt-get.');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = {
    env,
    stdio: /** @type {import('node:child_process').StdioOptions} */ (['ignore', 'ignore', 'inherit']),
  };
  await run('apt-get', ['update', '-qq'], quiet);
  const names = missing.map(currentName);
  if ((await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet)) !== 0) {
    throw new Stop('apt-get could not install them; what it printed above says why.');
  }
}

/** @param {string} name */
function isInstalled(name) {
  return output('dpkg-query', ['-W', '-f=${db:Status-Status}', name]) === 'installed';
}

/**
 * Debian 13 and Ubuntu 24.04 gave libraries with 64-bit times another name.
 * @param {string} name
 */
function currentName(name) {
  const has = (/** @type {string} */ text) =>
    /Candidate: (?!\(none\))/.test(output('apt-cache', ['policy', text]) ?? '');
  return !has(name) && has(`${name}t64`) ? `${name}t64` : name;
}

async function agreed() {
  const somebodyThere = process.stdin.isTTY && process.stdout.isTTY && process.env['CI'] === undefined;
  if (!somebodyThere) return true;
  const question = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await question.question('Install them now? [Y/n] ');
  question.close();
  return !/^n/i.test(answer.trim());
}
