// @ts-check
import { cp, link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { inRoot } from './root.mjs';
import { Stop } from './say.mjs';

/** The unpacked application of each system in `dist`, what starts it there, and the program that holds its fuses. */
const PACKAGED = {
  linux: { folder: 'linux-unpacked', starts: 'evenkeel', fused: 'evenkeel-app' },
  win32: { folder: 'win-unpacked', starts: 'Evenkeel.exe', fused: 'Evenkeel.exe' },
  darwin: {
    folder: process.arch === 'arm64' ? 'mac-arm64' : 'mac',
    starts: 'Evenkeel.app/Contents/MacOS/Evenkeel',
    fused: 'Evenkeel.app',
  },
};

/**
 * A copy of the packaged application that the tests can drive: the same in every byte, but for the one fuse that keeps a shipped application from
 * taking an inspector of Node's.
 * @returns {Promise<string>} the program to start
 */
export async function makeInspectable() {
  const { platform } = process;
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin') {
    throw new Stop(`There is no packaged application for ${platform}.`);
  }
  const { folder, starts, fused } = PACKAGED[platform];
  const original = inRoot('dist', folder);
  if ((await stat(original).catch(() => undefined)) === undefined) {
    throw new Stop(`There is no ${relative(inRoot(), original)}. Make it: npm run package`);
  }
  const copy = inRoot('.cache', 'inspectable', folder);
  await rm(copy, { recursive: true, force: true });
  // Linked where that is possible, since there are hundreds of megabytes; but not what is changed.
  if (platform === 'linux') await linkAll(original, copy, fused);
  else await cp(original, copy, { recursive: true, verbatimSymlinks: true });
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(copy, fused), {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return join(copy, starts);
}

/**
 * @param {string} from
 * @param {string} to
 * @param {string} changed the name of a file that gets content of its own
 */
async function linkAll(from, to, changed) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkAll(source, target, '');
    else if (entry.name === changed) await cp(source, target);
    else await link(source, target);
  }
}
