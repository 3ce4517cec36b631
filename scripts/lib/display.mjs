// @ts-check
import { ensurePackages } from './debian.mjs';
import { end, start } from './processes.mjs';
import { say, Stop } from './say.mjs';

/** Whether windows can be shown to somebody. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/**
 * Starts an X server that nobody sees, on a free display.
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>}
 */
export async function startDisplay() {
  await ensurePackages('Windows without a display need', ['xvfb']);
  // It chooses a free number by itself and writes it to the fourth file descriptor.
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'];
  const server = start('Xvfb', args, {
    aside: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((resolve) => {
    server.stdio[3]?.once('data', (text) => resolve(String(text).trim()));
    server.once('error', () => resolve(''));
    server.once('close', () => resolve(''));
  });
  if (number === '') throw new Stop('The invisible display (Xvfb) did not start.');
  return { display: `:${String(number)}`, stop: () => end(server) };
}

/**
 * What a program with windows has to be given: nothing where there is a display, otherwise one started for it.
 * @returns {Promise<{ env: import('./processes.mjs').Environment, args: readonly string[], stop: () => Promise<void> }>} `stop` ends what was started
 */
export async function ensureDisplay() {
  if (hasDisplay()) return { env: {}, args: [], stop: () => Promise.resolve() };
  const { display, stop } = await startDisplay();
  say(`There is no display here, so the window opens on an invisible one (Xvfb, ${display}).`);
  // Where there is no display there is no desktop either, and Chromium would complain of every part that it misses.
  return { env: { DISPLAY: display }, args: ['--log-level=3'], stop };
}
