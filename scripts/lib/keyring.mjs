// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { end, output, start } from './processes.mjs';
import { Stop } from './say.mjs';

/** How often, and for how long, the keyring is asked whether it is there, in milliseconds. */
const ASK = { every: 100, patience: 10_000 };

/**
 * Starts a session bus with an unlocked keyring of its own, so that tests meet a real one and never the person's.
 * @returns {Promise<{ env: import('./processes.mjs').Environment, stop: () => Promise<void> }>}
 */
export async function startKeyring() {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-keyring-'));
  const bus = start('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
    aside: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(bus);
  if (address === '') throw new Stop('The session bus (dbus-daemon) did not start.');
  const keyring = start('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
    aside: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      DBUS_SESSION_BUS_ADDRESS: address,
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CACHE_HOME: folder,
      XDG_RUNTIME_DIR: folder,
    },
  });
  keyring.stdin?.end('test');
  for (let waited = 0; !owns(address, 'org.freedesktop.secrets'); waited += ASK.every) {
    if (waited > ASK.patience) throw new Stop('The keyring (gnome-keyring-daemon) did not start.');
    await delay(ASK.every);
  }
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    stop: async () => {
      await end(keyring);
      await end(bus);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>} empty where the process ends without one
 */
function firstLine(child) {
  return new Promise((resolve) => {
    child.stdout?.once('data', (text) => {
      resolve(String(text).trim());
    });
    child.once('error', () => {
      resolve('');
    });
    child.once('close', () => {
      resolve('');
    });
  });
}

/**
 * @param {string} address
 * @param {string} name
 */
function owns(address, name) {
  const bus = 'org.freedesktop.DBus';
  const question = [`--bus=${address}`, '--print-reply', `--dest=${bus}`, '/', `${bus}.NameHasOwner`];
  return output('dbus-send', [...question, `string:${name}`])?.includes('true') === true;
}
