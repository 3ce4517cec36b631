// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What a package for Linux says about the program. electron-builder.yml and package.json say it once, for every kind of package.
 * @typedef {object} Facts
 * @property {string} name the name of the package and of its command
 * @property {string} product the name that people read, and of the folder below /opt
 * @property {string} appId
 * @property {string} version
 * @property {string} synopsis
 * @property {string} description
 * @property {string} homepage
 * @property {string} maintainer
 * @property {Readonly<Record<string, string>>} entry lines of the desktop entry
 * @property {readonly Association[]} associations
 * @property {readonly string[]} schemes addresses that open the program
 */

/** @typedef {{ ext: string, mimeType: string, description: string }} Association */

/**
 * @typedef {object} Builder the part of electron-builder.yml that counts here
 * @property {string} appId
 * @property {string} productName
 * @property {readonly Association[]} fileAssociations
 * @property {readonly { schemes: readonly string[] }[]} protocols
 * @property {{ executableName: string, maintainer: string, synopsis: string, description: string, desktop: { entry: Record<string, string> } }} linux
 */

/**
 * Reads them from the project's folder.
 * @param {string} root
 * @returns {Promise<Facts>}
 */
export async function readFacts(root) {
  // Installed by the time that something is packaged.
  const { parse } = await import('yaml');
  /** @type {Builder} */
  const builder = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8'));
  /** @type {{ version: string, homepage: string }} */
  const about = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { linux } = builder;
  return {
    name: linux.executableName,
    product: builder.productName,
    appId: builder.appId,
    version: about.version,
    synopsis: linux.synopsis,
    description: linux.description,
    homepage: about.homepage,
    maintainer: linux.maintainer,
    entry: linux.desktop.entry,
    associations: builder.fileAssociations,
    schemes: builder.protocols.flatMap(({ schemes }) => schemes),
  };
}
