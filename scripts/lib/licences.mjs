// @ts-check
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from './root.mjs';
import { shippedPackages } from './shipped.mjs';

/** @typedef {{ name: string, version: string, licence: string, text: string }} Licence */

/** Writes `out/licences.json`: every package that is part of what people install, with its licence. */
export async function writeLicences() {
  await writeFile(inRoot('out', 'licences.json'), JSON.stringify(await licencesIn(inRoot())));
}

/**
 * The packages that ship and are installed, with their licences, sorted by name.
 * @param {string} root
 * @returns {Promise<readonly Licence[]>}
 */
export async function licencesIn(root) {
  const found = await Promise.all((await shippedPackages(root)).map((one) => licenceOf(root, one)));
  return found
    .filter((one) => one !== undefined)
    .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));
}

/**
 * @param {string} root
 * @param {import('./shipped.mjs').Shipped} shipped
 * @returns {Promise<Licence | undefined>} nothing for one that is optional and not installed
 */
async function licenceOf(root, { path, name, version }) {
  const folder = join(root, ...path.split('/'));
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  /** @type {{ license?: string | { type: string } }} */
  const { license } = JSON.parse(text);
  const licence = typeof license === 'string' ? license : (license?.type ?? '');
  // The runtime's own is with the runtime.
  return {
    name,
    version,
    licence,
    text: await licenceText(name === 'electron' ? join(folder, 'dist') : folder),
  };
}

/** @param {string} folder */
async function licenceText(folder) {
  const names = await readdir(folder).catch(() => /** @type {string[]} */ ([]));
  const name = names.find((one) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(one));
  return name === undefined ? '' : (await readFile(join(folder, name), 'utf8')).trim();
}
