// @ts-check
import { ensureBuilt } from './lib/build.mjs';
import { isOwnFormat, packageApplication, packageForLinux } from './lib/package.mjs';
import { prepare } from './lib/prepare.mjs';
import { runMain, say } from './lib/say.mjs';
import { isPlainWord, readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run package [-- deb | rpm | tar.gz | --linux [FORMAT...] | --win [FORMAT...] | --mac [FORMAT...]] [-- --x64 | --arm64]

  npm run package                   an unpacked application for this system, in dist
  npm run package -- deb            a Debian package, made with Debian's own tools; nothing is downloaded
  npm run package -- deb --arm64    the same for another processor, of its unpacked application in dist
  npm run package -- rpm            a package for Fedora and openSUSE, likewise, with rpmbuild
  npm run package -- tar.gz         an archive, likewise
  npm run package -- --linux        installers for Linux (AppImage, deb, rpm, tar.gz), made on Linux
  npm run package -- --linux rpm    one of them
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
  const own = words.filter(isOwnFormat);
  const isOwn =
    own.length > 0 && !words.some((word) => ['--linux', '--win', '--windows', '--mac'].includes(word));
  const arch = words.includes('--arm64') ? 'arm64' : words.includes('--x64') ? 'x64' : process.arch;
  const all = isOwn ? await packageForLinux(own, arch) : await packageApplication(words);
  for (const made of all) say(`Made ${made}`);
  return 0;
});
