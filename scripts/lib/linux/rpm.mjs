// @ts-check
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { output, run } from '../processes.mjs';
import { Stop } from '../say.mjs';
import { unpackedFor } from './deb.mjs';
import { readFacts } from './facts.mjs';
import { RPM_ARCHITECTURES, spec } from './spec.mjs';
import { layOut } from './tree.mjs';

/**
 * Makes a package for Fedora and openSUSE with rpmbuild, which Debian has as well, from the unpacked application in `dist`, and puts it there.
 * @param {string} root the project's folder
 * @param {{ arch: string, compression?: 'zstd' | 'none', folder?: string }} options `arch` as Node calls it; `folder` in place of `dist`
 * @returns {Promise<string>} the path of the package
 */
export async function makeRpm(root, { arch, compression = 'zstd', folder = join(root, 'dist') }) {
  if (output('rpmbuild', ['--version']) === undefined) {
    throw new Stop(
      'A package for Fedora and openSUSE is made with rpmbuild. Install it: apt-get install rpm, or dnf install rpm-build',
    );
  }
  const architecture = RPM_ARCHITECTURES[arch];
  if (architecture === undefined) throw new Stop(`There is no rpm package for ${arch}.`);
  const unpacked = await unpackedFor(root, arch);
  const facts = await readFacts(root);
  const work = await mkdtemp(join(root, 'dist', '.rpm-'));
  try {
    const tree = join(work, 'tree');
    await mkdir(tree, { mode: 0o755 });
    await chmod(tree, 0o755);
    await layOut(root, unpacked, tree, facts, 'rpm');
    const described = join(work, `${facts.name}.spec`);
    await writeFile(described, spec(facts, await itemsIn(tree, `/opt/${facts.product}`)));
    // Ten is as small as nineteen to within three per cent, and takes seconds; T0 is all processors.
    const payload = compression === 'none' ? 'w0.gzdio' : 'w10T0.zstdio';
    const defines = {
      _topdir: work,
      _rpmdir: work,
      _rpmfilename: 'made.rpm',
      _binary_payload: payload,
      _dbpath: join(work, 'database'),
    };
    const args = [
      '-bb',
      '--quiet',
      `--target=${architecture}-linux`,
      `--buildroot=${tree}`,
      ...Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`]),
      described,
    ];
    if ((await run('rpmbuild', args, { stdio: ['ignore', 'ignore', 'inherit'] })) !== 0) {
      throw new Stop('rpmbuild could not make the package; what it printed above says why.');
    }
    const made = join(folder, `${facts.product}-${facts.version}-linux-${architecture}.rpm`);
    await rename(join(work, 'made.rpm'), made);
    return made;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * All files and links below `tree`, and the folders from `own` on: others belong to the system.
 * @param {string} tree
 * @param {string} own
 * @returns {Promise<readonly import('./spec.mjs').Item[]>}
 */
async function itemsIn(tree, own) {
  const entries = await readdir(tree, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name).slice(tree.length);
      return {
        path,
        kind: entry.isDirectory() ? /** @type {const} */ ('folder') : /** @type {const} */ ('file'),
      };
    })
    .filter(({ path, kind }) => kind === 'file' || path === own || path.startsWith(`${own}/`))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
