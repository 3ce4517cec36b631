// @ts-check
import { chmod, copyFile, link, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { licencesIn } from '../licences.mjs';
import { copyright } from './control.mjs';
import { desktopEntry, mimeTypes } from './desktop.mjs';

/** @typedef {import('./facts.mjs').Facts} Facts */

/**
 * Lays out below `tree` what a package installs on a Linux system, from the unpacked application in `unpacked`, which is on the same disk.
 * @param {string} root the project's folder
 * @param {string} unpacked
 * @param {string} tree
 * @param {Facts} facts
 * @param {'deb' | 'rpm'} format the program reads it to know who updates it
 * @returns {Promise<void>}
 */
export async function layOut(root, unpacked, tree, facts, format) {
  const { name, product, appId } = facts;
  const assets = join(root, 'assets');
  const home = join(tree, 'opt', product);
  const share = join(tree, 'usr', 'share');
  await copyTree(unpacked, home);
  // For an AppImage, whose root it is.
  await rm(join(home, 'usr'), { recursive: true, force: true });
  // Where user namespaces are not allowed, Chromium's sandbox needs root's rights to begin with. A file of its own: not the one of `unpacked`.
  const sandbox = join(home, 'chrome-sandbox');
  await rm(sandbox);
  await copyFile(join(unpacked, 'chrome-sandbox'), sandbox);
  await chmod(sandbox, 0o4755);
  const profile = await readFile(join(assets, 'linux', 'apparmor-profile'), 'utf8');
  await put(
    join(home, 'resources', 'apparmor-profile'),
    profile.replaceAll('${executable}', name).replaceAll('${sanitizedProductName}', product),
  );
  const type = join(home, 'resources', 'package-type');
  await rm(type, { force: true });
  await put(type, `${format}\n`);
  await mkdir(join(tree, 'usr', 'bin'), { recursive: true });
  await symlink(`/opt/${product}/${name}`, join(tree, 'usr', 'bin', name));
  await put(join(share, 'applications', `${name}.desktop`), desktopEntry(facts));
  await put(join(share, 'mime', 'packages', `${name}.xml`), mimeTypes(facts));
  const metainfo = await readFile(join(assets, 'linux', `${appId}.metainfo.xml`), 'utf8');
  await put(join(share, 'metainfo', `${appId}.metainfo.xml`), metainfo);
  for (const icon of await readdir(join(assets, 'icons'))) {
    const size = icon.replace(/\.png$/, '');
    await put(
      join(share, 'icons', 'hicolor', size, 'apps', `${name}.png`),
      await readFile(join(assets, 'icons', icon)),
    );
  }
  const licence = await readFile(join(root, 'LICENSE'), 'utf8');
  await put(join(share, 'doc', name, 'copyright'), copyright(facts, licence, await licencesIn(root)));
  const changelog = await readFile(join(root, 'CHANGELOG.md'));
  await put(join(share, 'doc', name, 'CHANGELOG.md.gz'), gzipSync(changelog, { level: 9 }));
}

/**
 * Links every file instead of copying it: there are hundreds of megabytes.
 * @param {string} from
 * @param {string} to
 */
async function copyTree(from, to) {
  await folder(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else await link(source, target);
  }
}

/**
 * @param {string} file
 * @param {string | Uint8Array} content
 */
async function put(file, content) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, 0o644);
}

/** @param {string} path */
async function folder(path) {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o755);
}
