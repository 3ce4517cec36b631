// @ts-check
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensurePackages } from './lib/debian.mjs';
import { startDisplay } from './lib/display.mjs';
import { startKeyring } from './lib/keyring.mjs';
import { prepare } from './lib/prepare.mjs';
import { endAll, output, run } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';
import { runMain, say, Stop } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run pictures

Takes pictures of every state of the window, in three sizes, light and dark, into out/pictures, and renews those that
the documentation shows. Needs Debian or Ubuntu, and root, because it starts a real FTP server.`;

const PACKAGES = [
  ...['xvfb', 'xauth', 'dbus', 'gnome-keyring', 'libsecret-1-0', 'openssl'],
  'fonts-noto-color-emoji',
  'pngquant',
];

/** The states that the documentation shows, by the name of their picture there. */
const SHOWN = {
  'screenshot.png': 'details',
  'pictures/form.png': 'form',
  'pictures/preview.png': 'preview',
  'pictures/conflicts.png': 'conflicts',
  'pictures/deletions.png': 'deletions-asked',
  'pictures/running.png': 'running',
  'pictures/failures.png': 'failures',
  'pictures/all-runs.png': 'all-runs',
};

/** No picture of the documentation may be larger, in bytes. */
const LARGEST = 200_000;

await runMain(async () => {
  readWords(USAGE);
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Stop('The pictures are taken with a real FTP server: this needs Linux, and root.');
  }
  await prepare();
  await ensurePackages('The pictures need', PACKAGES);
  await ensureBuilt();
  await rm(inRoot('out', 'pictures'), { recursive: true, force: true });
  const code = await takePictures();
  await endAll();
  if (code !== 0) return code;
  await renewDocumentation();
  say('All pictures are in out/pictures; those of the documentation are renewed in docs.');
  return 0;
});

/** @returns {Promise<number>} the exit code */
async function takePictures() {
  const display = await startDisplay();
  const keyring = await startKeyring();
  const env = {
    ...keyring.env,
    DISPLAY: display.display,
    WAYLAND_DISPLAY: undefined,
    ELECTRON_RUN_AS_NODE: undefined,
    NODE_OPTIONS: undefined,
    // As the documentation is written.
    LANG: 'en_US.UTF-8',
    LC_ALL: undefined,
  };
  const config = join('e2e', 'pictures', 'playwright.config.ts');
  const code = await run(
    process.execPath,
    [inRoot('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--config', config],
    { env },
  );
  await keyring.stop();
  await display.stop();
  return code;
}

/** Copies what the documentation shows, made smaller by a palette of its own for each. */
async function renewDocumentation() {
  await mkdir(inRoot('docs', 'pictures'), { recursive: true });
  for (const [name, state] of Object.entries(SHOWN)) {
    const picture = inRoot('docs', name);
    await copyFile(inRoot('out', 'pictures', `${state}-1240x800-light.png`), picture);
    output('pngquant', [
      '--force',
      '--skip-if-larger',
      '--strip',
      '--speed',
      '1',
      '--output',
      picture,
      picture,
    ]);
    const { size } = await stat(picture);
    if (size > LARGEST) throw new Stop(`docs/${name} has ${size} bytes, more than ${LARGEST}.`);
  }
}
