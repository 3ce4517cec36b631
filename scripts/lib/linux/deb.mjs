// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { output, run } from '../processes.mjs';
import { Stop } from '../say.mjs';
import { control, DEBIAN_ARCHITECTURES, postinst, postrm, prerm } from './control.mjs';
import { readFacts } from './facts.mjs';
import { layOut } from './tree.mjs';

/**
 * How the package is compressed, on all processors: the second takes a fifth of the first's time, and is an eighth larger.
 * @type {Readonly<Record<'small' | 'quick' | 'none', readonly string[]>>}
 */
const COMPRESSIONS = { small: ['-Zxz', '-z6'], quick: ['-Zxz', '-z1'], none: ['-Znone'] };

/**
 * Makes a Debian package with Debian's own tools from the unpacked application in `dist`, and puts it there.
 * @param {string} root the project's folder
 * @param {{ arch: string, compression?: 'small' | 'quick' | 'none', folder?: string }} options `arch` as Node calls it; `folder` in place of `dist`
 * @returns {Promise<string>} the path of the package
 */
export async function makeDeb(root, { arch, compression = 'quick', folder = join(root, 'dist') }) {
  if (output('dpkg-deb', ['--version']) === undefined) {
    throw new Stop(
      'A Debian package is made with dpkg-deb, which Debian and Ubuntu have and this system has not.',
    );
  }
  const architecture = DEBIAN_ARCHITECTURES[arch];
  if (architecture === undefined) throw new Stop(`There is no Debian package for ${arch}.`);
  const unpacked = await unpackedFor(root, arch);
  const facts = await readFacts(root);
  const tree = await mkdtemp(join(root, 'dist', '.deb-'));
  try {
    await chmod(tree, 0o755);
    await layOut(root, unpacked, tree, facts, 'deb');
    const files = (await filesBelow(tree)).sort();
    const about = join(tree, 'DEBIAN');
    await mkdir(about, { mode: 0o755 });
    const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
    const kilobytes = sizes.reduce((sum, size) => sum + Math.ceil(size / 1024), 0);
    await write(join(about, 'control'), control(facts, architecture, kilobytes), 0o644);
    await write(join(about, 'md5sums'), await sums(tree, files), 0o644);
    await write(join(about, 'postinst'), postinst(facts), 0o755);
    await write(join(about, 'prerm'), prerm(facts), 0o755);
    await write(join(about, 'postrm'), postrm(), 0o755);
    const made = join(folder, `${facts.product}-${facts.version}-linux-${architecture}.deb`);
    const args = ['--root-owner-group', ...COMPRESSIONS[compression], '--build', tree, made];
    if ((await run('dpkg-deb', args, { stdio: ['ignore', 'ignore', 'inherit'] })) !== 0) {
      throw new Stop('dpkg-deb could not make the package; what it printed above says why.');
    }
    return made;
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

/**
 * The unpacked application for a kind of processor, made by `npm run package`.
 * @param {string} root
 * @param {string} arch
 * @returns {Promise<string>}
 */
export async function unpackedFor(root, arch) {
  const folder = join(root, 'dist', arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`);
  const there = await stat(folder).catch(() => undefined);
  if (there === undefined) {
    const command = arch === process.arch ? 'npm run package' : `npm run package -- --linux dir --${arch}`;
    throw new Stop(`There is no ${relative(root, folder)}. Make it: ${command}`);
  }
  return folder;
}

/**
 * @param {string} file
 * @param {string} text
 * @param {number} mode
 */
async function write(file, text, mode) {
  await writeFile(file, text);
  await chmod(file, mode);
}

/**
 * Files only: no links, no folders.
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * @param {string} tree
 * @param {readonly string[]} files
 */
async function sums(tree, files) {
  const lines = [];
  for (const file of files) {
    const hash = createHash('md5');
    await pipeline(createReadStream(file), hash);
    lines.push(`${hash.digest('hex')}  ${relative(tree, file)}\n`);
  }
  return lines.join('');
}
