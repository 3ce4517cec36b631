// @ts-check
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { Stop } from '../say.mjs';
import { unpackedFor } from './deb.mjs';
import { readFacts } from './facts.mjs';

/**
 * Makes an archive of the unpacked application in `dist`, in a folder named after its version, and puts it there. Every file is root's.
 * @param {string} root the project's folder
 * @param {{ arch: string }} options `arch` as Node calls it
 * @returns {Promise<string>} the path of the archive
 */
export async function makeTarball(root, { arch }) {
  const unpacked = await unpackedFor(root, arch);
  const { product, version } = await readFacts(root);
  const name = `${product}-${version}-linux-${arch}`;
  const made = join(root, 'dist', `${name}.tar.gz`);
  const args = [
    '-czf',
    made,
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--exclude=./usr',
    `--transform=s,^\\.,${name},S`,
    '-C',
    unpacked,
    '.',
  ];
  if ((await run('tar', args)) !== 0) {
    throw new Stop('tar could not make the archive; what it printed above says why.');
  }
  return made;
}
