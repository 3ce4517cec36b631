// @ts-check
import { electronProgram } from '../electron-runtime.mjs';
import { ensurePackages } from './debian.mjs';
import { output } from './processes.mjs';
import { say, Stop } from './say.mjs';

/** What a bare Debian lacks of what Electron links to, and the door to the keyring. */
const PACKAGES = [
  'libnss3',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
  'libcups2',
  'libdrm2',
  'libxss1',
  'libxtst6',
  'libsecret-1-0',
];

/** Makes sure that Electron's program finds the libraries that it links to. */
export async function ensureLibraries() {
  if (process.platform !== 'linux') return;
  const missing = missingLibraries();
  if (missing.length === 0) return;
  say(`Electron lacks ${missing.join(', ')} on this system.`);
  await ensurePackages('Electron needs', PACKAGES);
  const still = missingLibraries();
  if (still.length > 0) throw new Stop(`Electron still lacks ${still.join(', ')}.`);
}

function missingLibraries() {
  const report = output('ldd', [electronProgram]) ?? '';
  return [...report.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
}
