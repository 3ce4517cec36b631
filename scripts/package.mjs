// @ts-check
import { ensureBuilt } from './lib/build.mjs';
import { packageApplication } from './lib/package.mjs';
import { prepare } from './lib/prepare.mjs';
import { runMain, say } from './lib/say.mjs';
import { isPlainWord, readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run package [-- --linux [FORMAT...] | --win [FORMAT...] | --mac [FORMAT...]] [-- --x64 | --arm64]

  npm run package                   an unpacked application for this system, in dist
  npm run package -- --linux        installers for Linux (AppImage, deb, tar.gz), made on Linux
  npm run package -- --linux deb    one of them
  npm run package -- --win, --mac   installers for Windows and macOS, made there

What has no option here is read from electron-builder.yml.`;

/** What electron-builder knows and is of use here. */
const OPTIONS = new Set([
  '--linux',
  '--win',
  '--windows',
  '--mac',
  '--dir',
  '--x64',
  '--arm64',
  '--universal',
]);

await runMain(async () => {
  const words = readWords(USAGE, (word) => isPlainWord(word) || OPTIONS.has(word));
  await prepare();
  await ensureBuilt();
  for (const made of await packageApplication(words)) say(`Made ${made}`);
  return 0;
});
